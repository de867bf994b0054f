"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import { type ChartTheme, faded } from "#components/ui/chart-theme.ts";
import type { Cohorts } from "#lib/analytics/types.ts";
import { BeforeFirstNight, StudioHead, Waiting } from "./parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";

type Heat = { title: string; summary: string; rows: readonly string[]; columns: readonly string[]; cells: readonly (readonly (number | null)[])[]; file: string; corner: string; empty: string; size: "medium" | "small" };

/** Shares as warmth: rows of groups, columns of time, each cell with its figure. */
function HeatPicture({ heat, shown }: { heat: Heat; shown: Shown }) {
  const { rows, columns, cells } = heat;
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: styled(theme, { type: "category" as const, data: [...columns], position: "top" as const, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false } }),
    yAxis: styled(theme, { type: "category" as const, data: [...rows], inverse: true, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false } }),
    visualMap: { show: false, min: 0, max: 1, inRange: { color: [theme["paper-sunk"], faded(theme.accent, 0.55), theme.accent] } },
    tooltip: { formatter: (given: unknown) => { const [x = 0, y = 0, value = 0] = (given as { value: number[] }).value; return `${rows[y] ?? ""} · ${columns[x] ?? ""}\n${shown.share(value)}`; } },
    series: [{
      type: "heatmap" as const, data: cells.flatMap((row, y) => row.flatMap((value, x) => (value === null ? [] : [{ value: [x, y, value], label: { color: value > 0.62 ? theme["paper-raised"] : theme.ink } }]))), itemStyle: { borderColor: theme.paper, borderWidth: 2 },
      label: { show: true, fontFamily: theme.font, fontSize: 11, formatter: (given: unknown) => `${Math.round(100 * ((given as { value: number[] }).value[2] ?? 0))}` }, emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1.5 } },
    }],
  }), [rows, columns, cells, shown]);
  return <Chart title={heat.title} summary={heat.summary} size={heat.size} option={option} pointOf={() => undefined} empty={heat.empty} table={{ file: heat.file, columns: [{ label: heat.corner }, ...columns.map((label) => ({ label, numeric: true }))], rows: rows.map((row, at) => [row, ...(cells[at] ?? []).map((value) => (value === null ? null : shown.share(value)))]) }} />;
}

function Both({ cohorts, shown }: { cohorts: Cohorts; shown: Shown }) {
  const t = useTranslations("cohorts");
  const names = useTranslations("studio");
  const month = new Intl.DateTimeFormat(shown.locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const lived = cohorts.months.filter((one) => one.periods.some((period) => period.known > 0));
  const longest = Math.max(0, ...lived.map((one) => one.periods.length));
  const nights = cohorts.segments[0]?.nights ?? [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
      <HeatPicture shown={shown} heat={{
        title: t("byMonth"), summary: t("byMonthSaid"), file: "cohorts-by-month", corner: t("joined"), empty: t("none"), size: "medium",
        rows: lived.map((one) => `${month.format(new Date(`${one.month}-01`))} (${shown.whole(one.joined)})`), columns: Array.from({ length: longest }, (_, at) => t("period", { number: at + 1 })),
        cells: lived.map((one) => Array.from({ length: longest }, (_, at) => { const period = one.periods[at]; return period && period.known > 0 ? period.active / period.known : null; })),
      }} />
      <HeatPicture shown={shown} heat={{
        title: t("bySegment"), summary: t("bySegmentSaid"), file: "cohorts-by-segment", corner: t("segment"), empty: t("none"), size: "small",
        rows: cohorts.segments.map((one) => names(`segments.${one.segment}`)), columns: nights.map((night) => shown.briefDay(night.day)),
        cells: cohorts.segments.map((one) => one.nights.map((night) => (night.customers > 0 ? night.active / night.customers : null))),
      }} />
      <HeatPicture shown={shown} heat={{
        title: t("stayed"), summary: t("stayedSaid"), file: "cohorts-stayed", corner: t("segment"), empty: t("none"), size: "small",
        rows: cohorts.segments.map((one) => names(`segments.${one.segment}`)), columns: nights.map((night) => shown.briefDay(night.day)),
        cells: cohorts.segments.map((one) => one.nights.map((night) => (night.customers > 0 ? night.same / night.customers : null))),
      }} />
    </div>
  );
}

/** Who stays: by the month in which they joined, and by the segment in which they stood. */
export function CohortsPage() {
  const t = useTranslations("cohorts");
  const { data, error, again } = useLoaded(analytics.cohorts);
  const shown = useShown();
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} asOf={data?.day ? shown.day(data.day) : undefined} />
      {!data ? <Waiting error={error} again={again} /> : data.cohorts ? <Both cohorts={data.cohorts} shown={shown} /> : <BeforeFirstNight />}
    </>
  );
}
