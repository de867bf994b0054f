"use client";
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts/types/dist/shared";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import { type ChartTheme, faded } from "#components/ui/chart-theme.ts";
import { type CohortRow, type Estimate, type GrowthView, withins } from "#lib/analytics/referrals/types.ts";
import { Figure, Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";
import { Coming, MadeAt } from "./made-at.tsx";
import { ReferralHead, Ways } from "./places.tsx";
import { useNews } from "./use-news.ts";

type Told = { title: string; summary: string; file: string; of: "k" | "cycle"; empty: string };

// From the low to the high end of where a figure may be: a line with a small foot at each end.
const whisker = (theme: ChartTheme) => (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
  const [x = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
  const [, y2 = 0] = api.coord([api.value(0), api.value(2)]);
  const style = { stroke: theme["ink-faint"], lineWidth: 1.5 };
  return { type: "group" as const, children: [[x, y1, x, y2], [x - 4, y1, x + 4, y1], [x - 4, y2, x + 4, y2]].map(([a = 0, b = 0, c = 0, d = 0]) => ({ type: "line" as const, shape: { x1: a, y1: b, x2: c, y2: d }, style })) };
};

function ByCohort({ cohorts, shown, told }: { cohorts: readonly CohortRow[]; shown: Shown; told: Told }) {
  const t = useTranslations("wordOfMouth");
  const named = useMemo(() => { const month = new Intl.DateTimeFormat(shown.locale, { month: "short", year: "2-digit", timeZone: "UTC" }); return (one: CohortRow): string => month.format(new Date(`${one.month}-01`)); }, [shown]);
  const kept = useMemo(() => cohorts.filter((one) => one[told.of] !== null), [cohorts, told.of]);
  const digits = told.of === "k" ? 2 : 1;
  const option = useCallback((theme: ChartTheme) => {
    const values = kept.map((one) => one[told.of] as Estimate);
    return {
      grid: { left: 8, right: 16, top: 20, bottom: 8, containLabel: true },
      tooltip: { trigger: "item" as const, formatter: (given: unknown) => { const at = (given as { dataIndex: number }).dataIndex; const value = values[at]; const one = kept[at]; return value && one ? `${named(one)}\n${shown.digits(value.value, digits)} (${shown.digits(value.low, digits)}–${value.high === null ? "∞" : shown.digits(value.high, digits)})` : ""; } },
      xAxis: styled(theme, { type: "category" as const, data: kept.map(named), axisTick: { show: false } }), yAxis: styled(theme, { type: "value" as const, min: 0 }),
      series: [
        { type: "custom" as const, data: values.map((value, at) => [at, value.low, value.high ?? value.value]), encode: { x: 0, y: [1, 2] }, renderItem: whisker(theme), silent: true },
        { type: "scatter" as const, data: values.map((value, at) => [at, value.value]), symbolSize: 10, itemStyle: { color: theme.copper, borderColor: faded(theme.paper, 1), borderWidth: 1.5 } },
      ],
    };
  }, [kept, told.of, named, shown, digits]);
  const bound = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : shown.digits(value, digits));
  return (
    <Chart title={told.title} summary={told.summary} option={option} empty={told.empty} pointOf={(row) => { const at = kept.indexOf(cohorts[row] as CohortRow); return at < 0 ? undefined : { seriesIndex: 1, dataIndex: at }; }} table={{
      file: told.file, columns: [{ label: t("growth.month") }, { label: t("growth.members"), numeric: true }, { label: t("growth.brought"), numeric: true }, { label: told.title, numeric: true }, { label: t("growth.low"), numeric: true }, { label: t("growth.high"), numeric: true }, { label: t("growth.fullOn") }],
      rows: kept.length === 0 && cohorts.every((one) => one.full) ? [] : cohorts.map((one) => [named(one), one.members, one.joined, bound(one[told.of]?.value), bound(one[told.of]?.low), one[told.of] ? (bound(one[told.of]?.high) ?? "∞") : null, one.full ? "" : shown.day(one.fullOn)]),
    }} />
  );
}

function Whole({ all, shown, within }: { all: NonNullable<GrowthView["all"]>; shown: Shown; within: number }) {
  const t = useTranslations("wordOfMouth");
  const between = (one: Estimate, digits: number): string => (one.high === null ? t("growth.from", { low: shown.digits(one.low, digits) }) : t("growth.between", { low: shown.digits(one.low, digits), high: shown.digits(one.high, digits) }));
  return (
    <div className="grid gap-8 sm:grid-cols-3" data-growth={all.k.value.toFixed(4)}>
      <Figure value={shown.digits(all.k.value, 2)} label={t("growth.k", { days: within })} hint={between(all.k, 2)} />
      <Figure value={all.cycle ? t("growth.days", { days: shown.digits(all.cycle.value) }) : "–"} label={t("growth.cycle")} hint={all.cycle ? between(all.cycle, 1) : t("growth.noCycle")} />
      <Figure value={all.each ? shown.digits(all.each.value, 2) : "∞"} label={t("growth.each")} hint={all.each ? between(all.each, 2) : t("growth.grows")} />
    </div>
  );
}

/** How word of mouth grows: K and the cycle time, of all full months of a year and month by month, with how sure they are. */
export function GrowthPage({ within, individuals }: { within: number; individuals: boolean }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const { data, error, again } = useLoaded(() => referralStudio.growth(within));
  const shown = useShown();
  useNews(again);
  const running = data?.cohorts.filter((one) => !one.full) ?? [];
  const joined = running.reduce((sum, one) => sum + (one.joined ?? 0), 0);
  return (
    <>
      <ReferralHead title={t("growth.title")} intro={t("growth.intro")} individuals={individuals} />
      <div className="mb-8"><Ways label={t("growth.within")} ways={withins.map((one) => ({ key: String(one), label: t("days", { days: one }), href: `/${locale}/studio/referrals/growth?within=${one}`, here: one === within }))} /></div>
      {!data ? <Waiting error={error} again={again} /> : data.coming ? <Coming /> : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
          <MadeAt at={data.madeAt} />
          {data.all ? <Whole all={data.all} shown={shown} within={within} /> : <p className="text-soft">{t("growth.none")}</p>}
          {running.length > 0 && <p className="text-soft" data-brought={joined}>{t("growth.running", { count: running.length, members: running.reduce((sum, one) => sum + one.members, 0), joined })}</p>}
          <ByCohort cohorts={data.cohorts} shown={shown} told={{ of: "k", title: t("growth.byCohort"), summary: t("growth.byCohortSaid", { days: within }), file: "k-by-cohort", empty: t("growth.none") }} />
          {/* One month alone is what the figure above says already. */}
          {data.cohorts.filter((one) => one.cycle).length > 1 && <ByCohort cohorts={data.cohorts} shown={shown} told={{ of: "cycle", title: t("growth.cycleBy"), summary: t("growth.cycleBySaid"), file: "cycle-by-cohort", empty: t("growth.none") }} />}
        </div>
      )}
    </>
  );
}
