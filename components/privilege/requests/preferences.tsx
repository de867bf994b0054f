"use client";
import { Pencil, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { Preference } from "#lib/privilege/requests/types.ts";
import { Part } from "./parts.tsx";

function Edit({ one, onDone }: { one: Preference; onDone: () => void }) {
  const t = useTranslations("requests");
  const words = useProblem();
  const [text, setText] = useState(one.text);
  const keep = async (): Promise<void> => {
    const answer = await requests.editPreference(one.id, text.trim(), one.version);
    if (!answer.ok) say(words(answer.problem), { tone: "danger" });
    onDone();
  };
  return (
    <form className="flex flex-1 flex-wrap gap-2" onSubmit={(event) => { event.preventDefault(); if (text.trim()) void keep(); }}>
      <input className="field-input min-w-48 flex-1" aria-label={t("preference")} maxLength={300} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === "Escape") onDone(); }} />
      <button type="submit" className="btn btn-accent" disabled={!text.trim()}>{t("keep")}</button>
    </form>
  );
}

/** What we remember of a member's taste, mostly from what they refused: theirs to read, change and take away. */
export function Preferences() {
  const t = useTranslations("requests");
  const locale = useLocale();
  const [all, setAll] = useState<Preference[]>();
  const [editing, setEditing] = useState<number>();
  const [text, setText] = useState("");
  const load = useCallback(async (): Promise<void> => { const answer = await requests.preferences(); if (answer.ok) setAll(answer.data.preferences); }, []);
  useEffect(() => { void load(); }, [load]);
  const add = async (body: string): Promise<void> => { await requests.addPreference(body, crypto.randomUUID()); setText(""); await load(); };
  const forget = async (one: Preference): Promise<void> => {
    await requests.forgetPreference(one.id);
    await load();
    say(t("forgotten"), { action: { label: t("undo"), run: () => void add(one.text) } });
  };
  if (!all) return null;
  return (
    <Part title={t("preferences")}>
      <p className="mb-3 text-sm text-soft">{t("preferencesText")}</p>
      <ul className="grid">
        {all.map((one) => (
          <li key={one.id} className="flex min-h-12 items-center gap-3 border-b border-line py-2">
            {editing === one.id ? <Edit one={one} onDone={() => { setEditing(undefined); void load(); }} /> : (
              <>
                <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">{one.text}{one.from && <> <a className="text-sm text-faint underline underline-offset-2" href={`/${locale}/premium/requests/${one.from.requestId}`}>{t("fromRefusal", { title: one.from.optionTitle })}</a></>}</p>
                <button type="button" className="act px-2" aria-label={t("change", { text: one.text })} onClick={() => setEditing(one.id)}><Pencil aria-hidden size={15} /></button>
                <button type="button" className="act px-2" aria-label={t("forget", { text: one.text })} onClick={() => void forget(one)}><X aria-hidden size={16} /></button>
              </>
            )}
          </li>
        ))}
      </ul>
      <form className="mt-4 flex flex-wrap gap-2" onSubmit={(event) => { event.preventDefault(); if (text.trim()) void add(text.trim()); }}>
        <input className="field-input min-w-48 flex-1" aria-label={t("addPreference")} placeholder={t("addPreference")} maxLength={300} value={text} onChange={(event) => setText(event.target.value)} />
        <button type="submit" className="btn btn-quiet" disabled={!text.trim()}>{t("add")}</button>
      </form>
    </Part>
  );
}
