"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SelectField } from "#components/ui/field.tsx";
import type { Draft } from "./draft.ts";
import { useDate, useWeekday } from "./spans.tsx";

export type Part = { draft: Draft; set: (part: Partial<Draft>) => void };
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];

function Day({ day, draft, set }: Part & { day: number }) {
  const t = useTranslations("services");
  const name = useWeekday()(day);
  // Spans keep their place in the draft, so that one that is being typed does not jump.
  const own = draft.spans.map((span, at) => ({ span, at })).filter(({ span }) => span.day === day);
  const change = (at: number, part: { from?: string; to?: string }): void => set({ spans: draft.spans.map((span, place) => (place === at ? { ...span, ...part } : span)) });
  const add = (): void => set({ spans: [...draft.spans, { day, from: own.at(-1)?.span.to ?? "09:00", to: own.length > 0 ? "18:00" : "17:00" }] });
  return (
    <div className="grid gap-x-5 gap-y-2 border-b border-line py-3 last:border-0 sm:grid-cols-[7rem_minmax(0,1fr)]" data-day={day}>
      <p className="pt-1.5 font-[540]">{name}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {own.length === 0 && <span className="text-faint">{t("closed")}</span>}
        {own.map(({ span, at }, place) => (
          <span key={at} className="inline-flex items-center gap-1.5">
            <input type="time" className="field-input w-auto px-2 py-1.5 tabular-nums" aria-label={t("from", { day: name, place: place + 1 })} value={span.from} onChange={(event) => change(at, { from: event.target.value })} />
            <span aria-hidden>–</span>
            <input type="time" className="field-input w-auto px-2 py-1.5 tabular-nums" aria-label={t("to", { day: name, place: place + 1 })} value={span.to} onChange={(event) => change(at, { to: event.target.value })} />
            <button type="button" className="act px-1.5" aria-label={t("removeSpan", { day: name, place: place + 1 })} onClick={() => set({ spans: draft.spans.filter((_, other) => other !== at) })}><X aria-hidden size={15} /></button>
          </span>
        ))}
        {own.length < 6 && <button type="button" className="act -ml-2 inline-flex items-center gap-1" aria-label={t("addSpanOn", { day: name })} onClick={add}><Plus aria-hidden size={15} />{t("addSpan")}</button>}
      </div>
    </div>
  );
}

function Holidays({ draft, set }: Part) {
  const t = useTranslations("services");
  const date = useDate();
  const [day, setDay] = useState("");
  const add = (): void => { if (day && !draft.holidays.includes(day)) set({ holidays: [...draft.holidays, day].sort() }); setDay(""); };
  return (
    <div>
      <p className="text-[0.925rem] font-[540]">{t("holidays")}</p>
      <ul className="mt-2 flex flex-wrap gap-2">{draft.holidays.map((one) => <li key={one} className="inline-flex items-center gap-1 rounded-full bg-sunk py-0.5 pr-1 pl-3 text-[0.925rem]">{date(one)}<button type="button" className="act px-1" aria-label={t("removeHoliday", { day: date(one) })} onClick={() => set({ holidays: draft.holidays.filter((other) => other !== one) })}><X aria-hidden size={14} /></button></li>)}</ul>
      {draft.holidays.length === 0 && <p className="mt-1 text-sm text-faint">{t("noHolidays")}</p>}
      <div className="mt-3 flex flex-wrap gap-2"><input type="date" className="field-input w-auto" aria-label={t("holiday")} value={day} onChange={(event) => setDay(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); add(); } }} /><button type="button" className="btn btn-quiet" disabled={!day} onClick={add}>{t("addHoliday")}</button></div>
    </div>
  );
}

/** When somebody is there: several spans a day, by the clocks of a zone, and the days on which there is nobody. */
export function ServiceHours({ draft, set, error }: Part & { error?: string | undefined }) {
  const t = useTranslations("services");
  const monday = draft.spans.filter((span) => span.day === 1);
  const copy = (): void => set({ spans: [...draft.spans.filter((span) => span.day === 1 || span.day > 5), ...[2, 3, 4, 5].flatMap((day) => monday.map((span) => ({ ...span, day })))] });
  return (
    <div className="grid gap-7">
      <div className="max-w-sm"><SelectField label={t("zone")} hint={t("zoneHint")} value={draft.zone} onChange={(event) => set({ zone: event.target.value })}>{(zones.includes(draft.zone) ? zones : [draft.zone, ...zones]).map((one) => <option key={one} value={one}>{one.replaceAll("_", " ")}</option>)}</SelectField></div>
      <div>
        <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="text-[0.925rem] font-[540]">{t("hours")}</span><button type="button" className="act" disabled={monday.length === 0} onClick={copy}>{t("copyMonday")}</button></p>
        <div className="mt-1 border-t border-line">{[1, 2, 3, 4, 5, 6, 7].map((day) => <Day key={day} day={day} draft={draft} set={set} />)}</div>
        {error && <p role="alert" className="mt-2 text-sm text-danger">{error}</p>}
      </div>
      <Holidays draft={draft} set={set} />
    </div>
  );
}
