"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";

type Choice = { value: string; name: string };

/** Some of many: a box for each of a few; of more, one is chosen at a time and stands as a word that can be taken out. */
export function ManyChoice({ id, label, choices, chosen, onChange }: { id: string; label: string; choices: readonly Choice[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const t = useTranslations("segments");
  const put = (value: string, on: boolean): void => onChange(on ? [...new Set([...chosen, value])] : chosen.filter((one) => one !== value));
  if (choices.length <= 4) return (
    <fieldset className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="sr-only">{label}</legend>
      {choices.length === 0 && <span className="text-sm text-soft">{t("noneThere")}</span>}
      {choices.map((choice) => <label key={choice.value} className="inline-flex min-h-9 items-center gap-1.5"><input type="checkbox" className="size-4 accent-(--accent)" checked={chosen.includes(choice.value)} onChange={(event) => put(choice.value, event.target.checked)} />{choice.name}</label>)}
    </fieldset>
  );
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-1.5">
      {chosen.map((value) => {
        const name = choices.find((one) => one.value === value)?.name ?? value;
        return <button key={value} type="button" className="inline-flex min-h-9 max-w-full items-center gap-1 rounded-full bg-accent-soft px-3 text-[0.9rem]" aria-label={t("takeOut", { name })} onClick={() => put(value, false)}><span className="truncate">{name}</span><X aria-hidden size={14} /></button>;
      })}
      <select id={id} aria-label={label} className="field-input min-h-10! w-auto! max-w-56 px-2.5! py-1.5! text-[0.95rem]!" value="" onChange={(event) => event.target.value && put(event.target.value, true)}>
        <option value="">{chosen.length ? t("oneMore") : t("choose")}</option>
        {choices.filter((one) => !chosen.includes(one.value)).map((one) => <option key={one.value} value={one.value}>{one.name}</option>)}
      </select>
    </span>
  );
}
