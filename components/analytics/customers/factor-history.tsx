"use client";
import type { EChartsOption } from "echarts/types/dist/shared";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { customers } from "#components/doors/customers.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import { signals } from "#lib/relationship/types.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";

// Quiet colours of the palette, in the order in which the terms lie on each other.
const inks = ["steel", "copper", "gold", "sage", "plum", "moss", "ember"] as const;

/** A year of the factor and of the terms it is made of. */
export function FactorHistory({ id }: { id: string }) {
  const t = useTranslations("customerPage");
  const names = useTranslations("relationship");
  const shown = useShown();
  const { data, error } = useLoaded(() => customers.history(id));
  const points = useMemo(() => data?.points ?? [], [data]);
  const table = useMemo(() => ({
    file: "factor", columns: [{ label: t("day") }, { label: t("factor"), numeric: true, digits: 1 }, ...signals.map((signal) => ({ label: names(`signal.${signal}`), numeric: true, digits: 1 })), { label: t("segment") }],
    rows: points.map((point) => [shown.day(point.day), point.factor, ...signals.map((signal) => point.terms[signal]), point.segment]),
  }), [points, t, names, shown]);
  const option = useCallback((theme: ChartTheme): EChartsOption => ({
    grid: { left: 4, right: 12, top: 12, bottom: 48, containLabel: true }, tooltip: { trigger: "axis", valueFormatter: (value) => shown.digits(Number(value)) }, legend: { bottom: 6, type: "scroll" },
    xAxis: styled(theme, { type: "category" as const, boundaryGap: false, data: points.map((point) => shown.briefDay(point.day)) }), yAxis: styled(theme, { type: "value" as const, min: 0, max: 100 }),
    series: [
      ...signals.map((signal, at) => ({ name: names(`signal.${signal}`), type: "line" as const, stack: "terms", symbol: "none", lineStyle: { width: 0 }, areaStyle: { opacity: 0.55, color: theme[inks[at] ?? "steel"] }, itemStyle: { color: theme[inks[at] ?? "steel"] }, data: points.map((point) => point.terms[signal]) })),
      { name: t("factor"), type: "line" as const, symbol: "none", lineStyle: { width: 2, color: theme.ink }, itemStyle: { color: theme.ink }, data: points.map((point) => point.factor) },
    ],
  }), [points, names, shown, t]);
  const last = points.at(-1);
  return (
    <Chart title={t("history")} summary={last ? t("historySaid", { first: shown.digits(points[0]?.factor ?? 0), last: shown.digits(last.factor), version: data?.version ?? 1 }) : ""} table={table} empty={data && points.length === 0 ? t("historyNone") : undefined}
      state={error ? { error } : data ? "ready" : "loading"} pointOf={(row) => ({ seriesIndex: signals.length, dataIndex: row })}
      option={option} />
  );
}
