"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

export type Found = { id: number; name: string };
type Props<F extends Found> = { label: string; hint?: string; value: F | null; onChange: (found: F | null) => void; look: (typed: string, signal: AbortSignal) => Promise<F[]> };

/** Chooses one thing that is looked up by its name as one types; arrows and Enter choose. */
export function FoundField<F extends Found>({ label, hint, value, onChange, look }: Props<F>) {
  const t = useTranslations("chat");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<F[]>([]);
  const [at, setAt] = useState(0);
  const asking = useRef(look);
  asking.current = look;
  const q = typed.trim();
  useEffect(() => {
    if (q.length < 2) return setFound([]);
    const gone = new AbortController();
    const timer = setTimeout(() => void asking.current(q, gone.signal).then((all) => { if (!gone.signal.aborted) { setFound(all); setAt(0); } }), 180);
    return () => { clearTimeout(timer); gone.abort(); };
  }, [q]);
  const choose = (one: F | undefined): void => { if (one) { onChange(one); setTyped(""); } };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); setAt((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length)); }
    else if (event.key === "Enter" && q) { event.preventDefault(); choose(found[at]); }
  };
  if (value) {
    return (
      <div className="grid gap-1.5">
        <span className="text-[0.925rem] font-[540]">{label}</span>
        <p className="field-input flex items-center justify-between gap-2"><span className="min-w-0 [overflow-wrap:anywhere]">{value.name}</span><button type="button" className="act min-h-6 flex-none px-1" aria-label={t("notThem", { name: value.name })} onClick={() => onChange(null)}><X aria-hidden size={14} /></button></p>
      </div>
    );
  }
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.925rem] font-[540]">{label}</label>
      <input id={id} role="combobox" aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined} autoComplete="off" placeholder={hint} className="field-input" value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={pressed} />
      <div id={`${id}-list`} role="listbox" aria-label={label} hidden={found.length === 0} className="card overflow-hidden p-1">
        {found.map((one, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the chosen option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div key={one.id} id={`${id}-${place}`} role="option" aria-selected={place === at} onPointerDown={(event) => event.preventDefault()} onClick={() => choose(one)} className="cursor-pointer rounded-md px-3 py-1.5 [overflow-wrap:anywhere] aria-selected:bg-sunk">{one.name}</div>
        ))}
      </div>
    </div>
  );
}
