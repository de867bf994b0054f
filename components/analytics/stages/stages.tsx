"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { stageStudio } from "#components/doors/stages.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import { Time } from "#components/ui/time.tsx";
import type { StagesView, Turned } from "#lib/analytics/stages/types.ts";
import { StudioHead, Waiting } from "../parts.tsx";
import { useHeard } from "../use-heard.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";
import { Loop } from "./loop.tsx";

type Part = { view: StagesView; shown: Shown; list: (op: "eq" | "gte", stage: number) => string | null };
const inks = ["ink-faint", "steel", "sage", "copper", "accent"] as const;

/** Five stages, each with how many stand there or further, how many exactly there, and how many ever came so far; each leads to its list. */
function Funnel({ view, shown, list }: Part) {
  const t = useTranslations("stages");
  const most = Math.max(1, ...view.funnel.map((one) => one.onward ?? 0));
  const figure = (count: number | null): string => (count === null ? t("few") : shown.whole(count));
  const leads = (count: number | null, href: string | null, words: string) => (count && href ? <a className="link" href={href}>{words}</a> : <span>{words}</span>);
  return (
    <section aria-labelledby="funnel">
      <h2 id="funnel" className="section-title">{t("funnel")}</h2>
      <p className="mt-1 mb-5 max-w-2xl text-soft">{t("funnelSaid")}</p>
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-6 sm:grid-cols-5">
        {view.funnel.map(({ stage, now, onward, reached }) => (
          <li key={stage} className="min-w-0 border-t-2 border-line pt-3" data-stage={stage} data-onward={onward ?? ""} data-reached={reached ?? ""}>
            <p className="text-sm text-soft">{t(`name.${stage as 1}`)}</p>
            <p className="mt-1 font-serif text-4xl leading-none tabular-nums">{onward && list("gte", stage) ? <a className="text-ink no-underline hover:underline" aria-label={t("onwardList", { count: onward, stage: t(`name.${stage as 1}`) })} href={list("gte", stage) ?? ""}>{figure(onward)}</a> : figure(onward)}</p>
            <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-3 h-1.5 w-full"><rect width="100" height="4" rx="1" className="fill-sunk" /><rect width={onward ? Math.max(1, (100 * onward) / most) : 0} height="4" rx="1" className="fill-copper" /></svg>
            <p className="mt-2 text-sm text-soft">{leads(now, list("eq", stage), t("exactly", { count: figure(now) }))}</p>
            <p className="text-sm text-faint">{t("reached", { count: figure(reached) })}</p>
            <p className="mt-1 text-xs text-faint">{t(`phase.${stage as 1}`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How many are still at a stage or further, month by month after they came to it. */
function Kept({ view, shown }: Part) {
  const t = useTranslations("stages");
  const { retention } = view;
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 20, top: 44, bottom: 34, containLabel: true }, legend: { type: "scroll" as const, top: 0, left: 0 },
    tooltip: { trigger: "axis" as const, valueFormatter: (value: unknown) => (typeof value === "number" ? shown.share(value) : "–") },
    xAxis: styled(theme, { type: "category" as const, boundaryGap: false, name: t("months"), nameLocation: "middle" as const, nameGap: 28, data: retention[0]?.points.map((one) => shown.whole(one.month)) ?? [] }),
    yAxis: styled(theme, { type: "value" as const, min: 0, max: 1, axisLabel: { formatter: (value: number) => shown.share(value) } }),
    series: retention.map(({ stage, points }, at) => ({ type: "line" as const, name: t(`name.${stage as 1}`), data: points.map((one) => one.share), showSymbol: true, symbolSize: 5, connectNulls: false, lineStyle: { width: 2, color: theme[inks[at] ?? "ink"] }, itemStyle: { color: theme[inks[at] ?? "ink"] } })),
  }), [retention, shown, t]);
  const some = retention.some((one) => one.points.some((point) => point.share !== null));
  return (
    <Chart title={t("retention")} summary={t("retentionSaid")} option={option} pointOf={() => undefined} empty={t("nobody")} table={{
      file: "retention-by-stage", columns: [{ label: t("stage") }, { label: t("entered"), numeric: true }, ...(retention[0]?.points ?? []).map((one) => ({ label: t("afterMonths", { month: one.month }), numeric: true }))],
      rows: some ? retention.map((one) => [t(`name.${one.stage as 1}`), one.entered, ...one.points.map((point) => (point.share === null ? null : shown.share(point.share)))]) : [],
    }} />
  );
}

/** How long people stay at a stage before they go on or back. */
function Stays({ view, list }: Part) {
  const t = useTranslations("stages");
  const { stays } = view;
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 40, top: 8, bottom: 34, containLabel: true },
    xAxis: styled(theme, { type: "value" as const, name: t("days"), nameLocation: "middle" as const, nameGap: 28, minInterval: 1 }),
    yAxis: styled(theme, { type: "category" as const, inverse: true, data: stays.map((one) => t(`name.${one.stage as 1}`)), axisTick: { show: false }, splitLine: { show: false } }),
    series: [{ type: "bar" as const, data: stays.map((one) => one.median), barMaxWidth: 18, itemStyle: { color: theme.steel, borderRadius: 2 }, label: { show: true, position: "right" as const, color: theme["ink-soft"], fontFamily: theme.font } }],
  }), [stays, t]);
  const links = stays.map((one) => list("eq", one.stage));
  return (
    <Chart title={t("stays")} summary={t("staysSaid")} size="small" option={option} empty={t("nobody")} table={{
      file: "time-in-stage", columns: [{ label: t("stage") }, { label: t("entered"), numeric: true }, { label: t("median"), numeric: true }, { label: t("half") }],
      rows: stays.some((one) => one.entered) ? stays.map((one) => [t(`name.${one.stage as 1}`), one.entered, one.median, one.entered && one.median === null ? t("overHalf", { days: one.watched ?? 0 }) : ""]) : [], ...(links.every((one) => one !== null) ? { links } : {}),
    }} />
  );
}

function Latest({ rows, shown }: { rows: Turned[]; shown: Shown }) {
  const t = useTranslations("stages");
  return (
    <section aria-labelledby="latest">
      <h2 id="latest" className="section-title mb-2">{t("latest")}</h2>
      {rows.length === 0 ? <p className="text-soft">{t("nobody")}</p> : (
        <ol className="divide-y divide-line" data-latest>
          {rows.map((row) => (
            <li key={`${row.id}-${row.at}-${row.after}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2.5">
              <a className="link min-w-0 flex-1 basis-40 wrap-anywhere" href={`/${shown.locale}/studio/customers/${row.id}`}>{row.name}</a>
              <span className="min-w-0 flex-[2] basis-60 text-soft">{t("turned", { before: row.before, after: row.after })} · {t(`cause.${row.cause as "learned"}`)}</span>
              <Time at={row.at} className="text-sm text-faint" />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The loop of needs: where customers stand, what comes of it, how long they stay and who is kept. It moves as it is read. */
export function StagesPage() {
  const t = useTranslations("stages");
  const locale = useLocale();
  const { data, error, again } = useLoaded(stageStudio.all);
  const shown = useShown();
  useHeard("stages.changed", again);
  const list = (op: "eq" | "gte", stage: number): string | null => (data?.individuals ? `/${locale}/studio/customers?sort=net&where=${encodeURIComponent(JSON.stringify({ field: "stage", op, value: stage }))}` : null);
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      {!data ? <Waiting error={error} again={again} /> : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
          <Funnel view={data} shown={shown} list={list} />
          <Loop view={data} shown={shown} />
          <Kept view={data} shown={shown} list={list} />
          <Stays view={data} shown={shown} list={list} />
          {data.latest && <Latest rows={data.latest} shown={shown} />}
          <p className="text-sm text-faint">{t("live")}</p>
        </div>
      )}
    </>
  );
}
