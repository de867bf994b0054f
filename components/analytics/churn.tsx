"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { csvOf, download } from "#components/ui/csv.ts";
import { FigureTable } from "#components/ui/figure-table.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ChurnView, Reason, WatchedView } from "#lib/analytics/types.ts";
import { Figure, segmentDots, StudioHead, Waiting } from "./parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";

/** A reason in words, with what is and what is usual. */
export function useReason(shown: Shown): (reason: Reason) => string {
  const t = useTranslations("churn");
  return ({ kind, now, usual }) => {
    if (kind === "value") return t("reasons.value", { now: shown.money(now), usual: shown.money(usual) });
    if (kind === "alive") return t("reasons.alive", { now: shown.share(now) });
    if (kind === "gap") return t("reasons.gap", { now: Math.round(now), usual: Math.round(usual) });
    if (kind === "complaint") return t("reasons.complaint");
    return t(`reasons.${kind}`, { now: Math.round(now), usual: shown.digits(usual) });
  };
}

function Watched({ one, shown, onChange }: { one: WatchedView; shown: Shown; onChange: (one: WatchedView) => void }) {
  const t = useTranslations("churn");
  const locale = useLocale();
  const words = useProblem();
  const reason = useReason(shown);
  const [busy, setBusy] = useState(false);
  const takeBack = async (): Promise<void> => {
    const answer = await analytics.takeBack(one.customerId);
    if (answer.ok) onChange({ ...one, handover: null });
    else say(words(answer.problem), { tone: "danger" });
  };
  const handOver = async (): Promise<void> => {
    setBusy(true);
    const answer = await analytics.handOver(one.customerId, "");
    setBusy(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    onChange({ ...one, handover: answer.data });
    say(t("handedOver", { name: one.name }), { action: { label: t("undo"), run: () => void takeBack() } });
  };
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line py-5 last:border-0 md:grid-cols-[minmax(0,1fr)_9rem_11rem]" data-watched={one.customerId}>
      <div className="min-w-0">
        <p className="flex items-baseline gap-2"><span aria-hidden className={`dot ${segmentDots[one.segment]}`} /><a className="min-w-0 font-[560] no-underline [overflow-wrap:anywhere] hover:underline" href={`/${locale}/studio/customers/${one.customerId}`}>{one.name}</a><span className="text-sm text-faint">{t("segment", { segment: one.segment })}</span></p>
        <ul className="mt-1.5 grid gap-1 text-soft">{one.reasons.map((each) => <li key={each.kind}>{reason(each)}</li>)}</ul>
      </div>
      <div className="flex items-baseline gap-2 md:block md:text-right"><p className="font-serif text-xl tabular-nums">{one.lossCents === null ? "–" : shown.money(one.lossCents)}</p><p className="text-sm text-faint">{one.alive === null ? "" : t("alive", { share: shown.share(one.alive) })}</p></div>
      <div className="md:text-right">
        {one.handover ? <p className="text-sm text-soft">{t("with", { by: one.handover.by ?? "–", day: shown.briefDay(one.handover.at) })} <button type="button" className="link" onClick={() => void takeBack()}>{t("takeBack")}</button></p> : <button type="button" className="btn btn-quiet" disabled={busy} onClick={() => void handOver()}>{t("handOver")}</button>}
      </div>
    </li>
  );
}

/** How good the watch was on a period that was held out. */
function Quality({ shown }: { shown: Shown }) {
  const t = useTranslations("churn");
  const { data, error } = useLoaded(analytics.churnQuality);
  if (!data && !error) return <div className="skeleton h-52" role="status" aria-label={t("judging")} />;
  const judged = data?.judged;
  if (!judged) return <p className="text-soft">{error ?? t("notJudged")}</p>;
  return (
    <>
      <p className="mb-4 max-w-2xl text-soft">{t("judged", { day: shown.day(judged.asOf), days: judged.window, customers: judged.customers, lost: shown.share(judged.lostShare), lead: judged.leadDays === null ? 0 : Math.round(judged.leadDays) })}</p>
      <FigureTable caption={t("quality")} data={{
        file: "churn-quality", columns: [{ label: t("first"), numeric: true }, { label: t("byLoss"), numeric: true }, { label: t("byAlive"), numeric: true }, { label: t("byRecency"), numeric: true }, { label: t("atRisk"), numeric: true }],
        rows: judged.at.filter((row) => row.k <= judged.customers).map((row) => [row.k, shown.share(row.byLoss), shown.share(row.byAlive), shown.share(row.byRecency), shown.money(row.valueAtRisk * 100)]),
      }} />
    </>
  );
}

function List({ view, put, shown }: { view: ChurnView; put: (view: ChurnView) => void; shown: Shown }) {
  const t = useTranslations("churn");
  const reason = useReason(shown);
  const words = useProblem();
  const more = async (): Promise<void> => {
    const answer = await analytics.churn(view.next);
    if (answer.ok) put({ ...answer.data, watched: [...view.watched, ...answer.data.watched] });
    else say(words(answer.problem), { tone: "danger" });
  };
  const rows = view.watched.map((one) => [one.name, one.segment, (one.lossCents ?? 0) / 100, one.alive, one.reasons.map(reason).join(" ")]);
  const all = view.watched.reduce((sum, one) => sum + (one.lossCents ?? 0), 0);
  if (view.watched.length === 0) return <p className="card p-6 text-soft">{t("nobody")}</p>;
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <Figure value={shown.money(all)} label={t("shownLoss", { count: view.watched.length })} />
        <button type="button" className="act" onClick={() => download("churn-watch.csv", csvOf([[t("name"), t("segmentName"), t("loss"), t("aliveName"), t("why")], ...rows]))}>{t("csv")}</button>
      </div>
      <ol className="border-t border-line">{view.watched.map((one) => <Watched key={one.customerId} one={one} shown={shown} onChange={(next) => put({ ...view, watched: view.watched.map((each) => (each.customerId === next.customerId ? next : each)) })} />)}</ol>
      {view.next ? <button type="button" className="btn btn-quiet mt-6" onClick={() => void more()}>{t("more")}</button> : <p className="mt-6 text-sm text-faint">{t("end")}</p>}
    </>
  );
}

/** Whom to look after first, why, and how far the watch can be trusted. */
export function ChurnWatch() {
  const t = useTranslations("churn");
  const { data, error, put, again } = useLoaded(() => analytics.churn(null));
  const shown = useShown(data?.currency);
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      {data ? <List view={data} put={put} shown={shown} /> : <Waiting error={error} again={again} />}
      <section className="mt-14"><h2 className="section-title mb-2">{t("quality")}</h2><Quality shown={shown} /></section>
    </>
  );
}
