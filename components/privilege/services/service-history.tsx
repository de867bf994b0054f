"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { services } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import type { ServiceVersion, Span } from "#lib/privilege/services/types.ts";
import { type Change, changesOf } from "#lib/privilege/services/words.ts";
import { useMoney } from "../requests/parts.tsx";
import { useClock, useDate, useDuration, useWeekday } from "./spans.tsx";

/** What a version changed, said in words. */
function useSaid(currency: string): (change: Change) => string {
  const t = useTranslations("services");
  const [weekday, clock, date, duration, money] = [useWeekday(), useClock(), useDate(), useDuration(), useMoney(currency)];
  const spans = (all: Span[]): string => (all.length > 0 ? all.map((span) => `${clock(span.from)}–${clock(span.to)}`).join(", ") : t("closed"));
  // Three in a row are said from the first to the last.
  const named = (days: number[]): string => (days.length > 2 && days.every((day, at) => day === (days[0] ?? 0) + at) ? `${weekday(days[0] ?? 1)}–${weekday(days.at(-1) ?? 7)}` : days.map(weekday).join(", "));
  const short = (text: string): string => (text === "" ? t("nothing") : text.length > 90 ? `${text.slice(0, 88)}…` : text);
  return (change) => {
    switch (change.what) {
      case "hours": return t("changed.hours", { day: named(change.days), from: spans(change.from), to: spans(change.to) });
      case "holiday": return t(change.to ? "changed.holidayOn" : "changed.holidayOff", { day: date(change.date) });
      case "target": return t(`changed.target.${change.kind}`, { tier: t(`tiers.${change.tier as 0}`), from: duration(change.from), to: duration(change.to) });
      case "taken": return t(change.to ? "changed.takenOn" : "changed.takenOff");
      case "archived": return t(change.to ? "changed.archivedOn" : "changed.archivedOff");
      case "caseCents": case "minuteCents": return t(`changed.${change.what}`, { from: money(change.from), to: money(change.to) });
      case "weeklyCases": case "lineWeeks": case "position": return t(`changed.${change.what}`, { from: change.from, to: change.to });
      default: return t(`changed.${change.what}`, { from: short(change.from), to: short(change.to) });
    }
  };
}

function Version({ one, said, onBack }: { one: ServiceVersion; said: (change: Change) => string; onBack: (() => void) | undefined }) {
  const t = useTranslations("services");
  const changes = one.before ? changesOf(one.before, one.setting) : [];
  return (
    <li className="border-b border-line py-4 last:border-0" data-version={one.version}>
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-faint"><span className="font-[560] text-ink">{t("version", { version: one.version })}</span><span>{one.madeBy ?? t("theHouse")}</span><Time at={one.madeAt} />{onBack && <button type="button" className="act ml-auto" onClick={onBack}>{t("backTo")}</button>}</p>
      {one.note && <p className="mt-1.5 [overflow-wrap:anywhere]">{one.note}</p>}
      {one.before === null ? <p className="mt-1.5 text-soft">{t("made")}</p> : changes.length === 0 ? <p className="mt-1.5 text-soft">{t("changedNothing")}</p>
        : <ul className="mt-1.5 grid gap-1 text-[0.95rem] text-soft">{changes.map((change) => <li key={JSON.stringify(change)} className="[overflow-wrap:anywhere]">{said(change)}</li>)}</ul>}
    </li>
  );
}

/** How a category came to be what it is, each version in words, with the way back to any of them. `version` is the one that stands. */
export function ServiceHistory({ id, version, currency, onBack }: { id: number; version: number; currency: string; onBack: (to: ServiceVersion) => void }) {
  const t = useTranslations("services");
  const locale = useLocale();
  const words = useProblem();
  const said = useSaid(currency);
  const [all, setAll] = useState<ServiceVersion[]>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await services.versions(id);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setAll(answer.data.versions);
  }, [id]);
  // Once more whenever another version stands.
  useEffect(() => { if (version) void load(); }, [load, version]);
  return (
    <section aria-label={t("history")} lang={locale}>
      <h2 className="eyebrow border-b border-line pb-2">{t("history")}</h2>
      {problem && !all && <p role="alert" className="mt-4 text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>}
      {!all && !problem && <div role="status" aria-label={t("loading")} className="skeleton mt-4 h-32" />}
      {all && <ol>{all.map((one) => <Version key={one.version} one={one} said={said} onBack={one.version === version ? undefined : () => onBack(one)} />)}</ol>}
    </section>
  );
}
