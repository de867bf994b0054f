"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { useMe } from "#components/doors/me.ts";
import { Avatar } from "#components/ui/avatar.tsx";

type Found = { id: string; name: string; handle: string };

function usePeople(typed: string): Found[] {
  const me = useMe()?.me?.id;
  const [found, setFound] = useState<Found[]>([]);
  const prefix = typed.trim().replace(/^@/, "");
  useEffect(() => {
    if (prefix.length === 0) return setFound([]);
    let stopped = false;
    const timer = setTimeout(() => void forum.people(prefix, {}).then((answer) => { if (!stopped && answer.ok) setFound(answer.data.people.filter((one) => one.id !== me)); }), 140);
    return () => { stopped = true; clearTimeout(timer); };
  }, [prefix, me]);
  return found;
}

/** Chooses people by name: what is typed is looked up, arrows and Enter choose, Backspace takes the last away. */
export function PeopleField({ label, value, onChange, error }: { label: string; value: readonly string[]; onChange: (handles: string[]) => void; error: string | undefined }) {
  const t = useTranslations("chat");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = usePeople(typed).filter((one) => !value.includes(one.handle));
  const choose = (one: Found | undefined): void => { if (one) { onChange([...value, one.handle]); setTyped(""); setAt(0); } };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); setAt((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length)); }
    else if (event.key === "Enter" && typed.trim()) { event.preventDefault(); choose(found[at]); }
    else if (event.key === "Backspace" && typed === "") onChange(value.slice(0, -1));
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.925rem] font-[540]">{label}</label>
      <div className="field-input flex flex-wrap items-center gap-1.5 focus-within:border-accent">
        {value.map((handle) => <span key={handle} className="inline-flex items-center gap-1 rounded-full bg-sunk py-0.5 pr-1 pl-2.5 text-[0.9rem]">{`@${handle}`}<button type="button" className="act min-h-6 px-1" aria-label={t("notThem", { name: handle })} onClick={() => onChange(value.filter((one) => one !== handle))}><X aria-hidden size={13} /></button></span>)}
        <input id={id} role="combobox" aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined} aria-describedby={error ? `${id}-error` : undefined} autoComplete="off"
          className="min-w-32 flex-1 bg-transparent py-0.5 outline-none" value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={pressed} />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t("people")} hidden={found.length === 0} className="card overflow-hidden p-1">
        {found.map((one, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the chosen option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div key={one.id} id={`${id}-${place}`} role="option" aria-selected={place === at} onPointerDown={(event) => event.preventDefault()} onClick={() => choose(one)} className="flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 aria-selected:bg-sunk"><Avatar id={one.id} size="small" /><span className="truncate">{one.name}</span><span className="text-sm text-faint">{`@${one.handle}`}</span></div>
        ))}
      </div>
      {error && <p id={`${id}-error`} role="alert" className="text-sm text-danger">{error}</p>}
    </div>
  );
}
