"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { requestDesk } from "#components/doors/requests.ts";
import { Field } from "#components/ui/field.tsx";
import type { Macro } from "#lib/privilege/requests/types.ts";

/** A text as it is used: the member's first name stands where it says so. */
export const filled = (text: string, name: string): string => text.replaceAll("{name}", name.split(" ")[0] ?? name);

/** What the desk writes often: chosen into the field, kept from it, or taken away. */
export function Macros({ text, name, onUse }: { text: string; name: string; onUse: (text: string) => void }) {
  const t = useTranslations("requestDesk");
  const [macros, setMacros] = useState<Macro[]>([]);
  const [keepAs, setKeepAs] = useState("");
  const load = useCallback(async (): Promise<void> => { const answer = await requestDesk.macros(); if (answer.ok) setMacros(answer.data.macros); }, []);
  useEffect(() => { void load(); }, [load]);
  return (
    <div className="grid gap-4">
      {macros.length === 0 && <p className="text-soft">{t("noMacros")}</p>}
      <ul className="grid">{macros.map((one) => (
        <li key={one.id} className="flex items-start gap-2 border-b border-line py-2"><button type="button" className="min-w-0 flex-1 rounded-md px-2 py-1 text-left hover:bg-sunk" onClick={() => onUse(filled(one.text, name))}><span className="block font-[560]">{one.name}</span><span className="line-clamp-2 text-sm text-soft">{one.text}</span></button>
          <button type="button" className="act px-2" aria-label={t("dropMacro", { name: one.name })} onClick={() => void requestDesk.removeMacro(one.id).then(load)}><X aria-hidden size={15} /></button></li>))}</ul>
      {text.trim() && <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); if (keepAs.trim()) void requestDesk.saveMacro(keepAs.trim(), text.trim()).then(() => { setKeepAs(""); return load(); }); }}><div className="min-w-48 flex-1"><Field label={t("keepAs")} hint={t("keepAsHint")} maxLength={60} value={keepAs} onChange={(event) => setKeepAs(event.target.value)} /></div><button type="submit" className="btn btn-quiet mb-6" disabled={!keepAs.trim()}>{t("keep")}</button></form>}
    </div>
  );
}
