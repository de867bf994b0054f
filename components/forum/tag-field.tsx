"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { tags as doors } from "#components/doors/topics.ts";
import type { CountedTag } from "#lib/forum/types.ts";

const most = 5;
const same = (one: string, other: string): boolean => one.toLocaleLowerCase() === other.toLocaleLowerCase();

function useSuggestions(typed: string, chosen: readonly string[], asked: boolean): CountedTag[] {
  const [found, setFound] = useState<CountedTag[]>([]);
  useEffect(() => {
    if (!asked) return;
    let stopped = false;
    const timer = setTimeout(() => void doors.list(typed).then((answer) => { if (!stopped && answer.ok) setFound(answer.data.tags); }), 120);
    return () => { stopped = true; clearTimeout(timer); };
  }, [typed, asked]);
  return asked ? found.filter((tag) => !chosen.some((name) => same(name, tag.name))).slice(0, 6) : [];
}

/** Up to five tags: typed, chosen from what is there, taken away again; all by keyboard. */
export function TagField({ value, onChange, error }: { value: readonly string[]; onChange: (tags: string[]) => void; error?: string | undefined }) {
  const t = useTranslations("tagField");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [here, setHere] = useState(false);
  const [place, setPlace] = useState(-1);
  const found = useSuggestions(typed, value, here && value.length < most);
  const at = Math.min(place, found.length - 1);
  const add = (name: string): void => {
    const clean = name.replace(/\s+/g, " ").trim();
    if (clean && value.length < most && !value.some((one) => same(one, clean))) onChange([...value, clean]);
    setTyped("");
    setPlace(-1);
  };
  const pressed = (event: KeyboardEvent): void => {
    if ((event.key === "Enter" || event.key === ",") && (typed.trim() || at >= 0)) { event.preventDefault(); add(found[at]?.name ?? typed); }
    else if (event.key === "Backspace" && !typed) onChange(value.slice(0, -1));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); setPlace((at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(1, found.length)); }
    else if (event.key === "Escape" && found.length > 0) { event.stopPropagation(); setHere(false); }
  };
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-[0.925rem] font-[540]">{t("label")}</label>
      <div className="relative">
      <div className="field-input flex flex-wrap items-center gap-1.5 focus-within:border-ink">
        {value.map((name) => (
          <span key={name} className="inline-flex max-w-full items-center gap-1 rounded-full bg-sunk py-0.5 pr-1 pl-2.5 text-[0.9rem]"><span className="truncate">{name}</span>
            <button type="button" aria-label={t("takeAway", { name })} className="rounded-full p-0.5" onClick={() => onChange(value.filter((one) => one !== name))}><X aria-hidden size={13} /></button>
          </span>
        ))}
        <input id={id} role="combobox" aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined} aria-describedby={`${id}-hint`} aria-invalid={error ? true : undefined} autoComplete="off"
          value={typed} maxLength={30} disabled={value.length >= most} placeholder={value.length ? "" : t("placeholder")} onChange={(event) => { setTyped(event.target.value); setHere(true); setPlace(-1); }} onFocus={() => setHere(true)}
          onBlur={() => { setHere(false); add(typed); }} onKeyDown={pressed} className="min-w-28 flex-1 bg-transparent outline-none" />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t("label")} className={found.length ? "card absolute inset-x-0 top-full z-20 mt-1 p-1.5 shadow-xl" : "hidden"}>
        {found.map((tag, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field handles the keys
          <div key={tag.slug} id={`${id}-${index}`} role="option" aria-selected={index === at} onPointerDown={(event) => { event.preventDefault(); add(tag.name); }} onPointerMove={() => setPlace(index)}
            className={`flex cursor-pointer justify-between gap-3 rounded-md px-3 py-1.5 ${index === at ? "bg-sunk" : ""}`}><span className="truncate">{tag.name}</span><span className="text-sm text-faint tabular-nums">{tag.topics}</span></div>
        ))}
      </div>
      </div>
      <p id={`${id}-hint`} className="text-sm text-faint">{value.length >= most ? t("full") : t("hint")}</p>
      {error && <p role="alert" className="text-sm text-danger">{error}</p>}
    </div>
  );
}
