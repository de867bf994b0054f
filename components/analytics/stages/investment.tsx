"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { stageStudio } from "#components/doors/stages.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import type { InvestmentView } from "#lib/analytics/investment/types.ts";
import { Figure, StudioHead, Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";
import { Brings } from "./brings.tsx";

type Part = { view: InvestmentView; shown: Shown };

/** What a year of serving went to: each category of requests, and privileges. */
function Spent({ view, shown }: Part) {
  const t = useTranslations("investment");
  const { spent } = view;
  const name = useCallback((row: InvestmentView["spent"][number]): string => row.what ?? (row.kind === "request" ? t("otherRequests") : t("privileges")), [t]);
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 60, top: 8, bottom: 8, containLabel: true },
    xAxis: styled(theme, { type: "value" as const, axisLabel: { show: false }, splitLine: { show: false } }),
    yAxis: styled(theme, { type: "category" as const, inverse: true, data: spent.map(name), axisTick: { show: false }, splitLine: { show: false }, axisLabel: { width: 140, overflow: "break" as const, lineHeight: 15 } }),
    series: [{ type: "bar" as const, data: spent.map((row) => (row.cents === null ? null : row.cents / 100)), barMaxWidth: 18, itemStyle: { color: theme.copper, borderRadius: 2 }, label: { show: true, position: "right" as const, color: theme["ink-soft"], fontFamily: theme.font, formatter: (given: unknown) => shown.money(100 * Number((given as { value: number }).value)) } }],
  }), [spent, shown, name]);
  return (
    <Chart title={t("spent")} summary={t("spentSaid")} option={option} size={spent.length > 8 ? "large" : spent.length > 4 ? "medium" : "small"} empty={t("nothing")} table={{
      file: "cost-of-serving", columns: [{ label: t("what") }, { label: t("cases"), numeric: true }, { label: t("members"), numeric: true }, { label: t("cost"), numeric: true }, { label: t("each"), numeric: true }],
      rows: spent.map((row) => [name(row), row.cases ?? t("few"), row.members ?? t("few"), row.cents === null ? null : shown.exactMoney(row.cents), row.cents === null || !row.cases ? null : shown.exactMoney(row.cents / row.cases)]),
    }} />
  );
}

/** Where those stand in whom it went. */
function Segments({ view, shown }: Part) {
  const t = useTranslations("investment");
  const names = useTranslations("studio");
  const { bySegment } = view;
  const name = useCallback((segment: string | null): string => (segment ? names(`segments.${segment as "A"}`) : t("notPlaced")), [names, t]);
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 60, top: 8, bottom: 8, containLabel: true },
    xAxis: styled(theme, { type: "value" as const, axisLabel: { show: false }, splitLine: { show: false } }),
    yAxis: styled(theme, { type: "category" as const, inverse: true, data: bySegment.map((row) => name(row.segment)), axisTick: { show: false }, splitLine: { show: false }, axisLabel: { width: 140, overflow: "break" as const, lineHeight: 15 } }),
    series: [{ type: "bar" as const, data: bySegment.map((row) => (row.cents === null ? null : row.cents / 100)), barMaxWidth: 18, itemStyle: { color: theme.steel, borderRadius: 2 }, label: { show: true, position: "right" as const, color: theme["ink-soft"], fontFamily: theme.font, formatter: (given: unknown) => shown.money(100 * Number((given as { value: number }).value)) } }],
  }), [bySegment, shown, name]);
  const path = (segment: string | null): string | null => (view.individuals && segment ? `/${shown.locale}/studio/customers?sort=net&where=${encodeURIComponent(JSON.stringify({ field: "segment", op: "in", value: [segment] }))}` : null);
  return (
    <Chart title={t("bySegment")} summary={t("bySegmentSaid")} option={option} size="small" empty={t("nothing")} table={{
      file: "cost-of-serving-by-segment", columns: [{ label: t("segment") }, { label: t("members"), numeric: true }, { label: t("cost"), numeric: true }, { label: t("perMember"), numeric: true }],
      rows: bySegment.map((row) => [name(row.segment), row.members ?? t("few"), row.cents === null ? null : shown.exactMoney(row.cents), row.cents === null || !row.members ? null : shown.exactMoney(row.cents / row.members)]), links: bySegment.map((row) => path(row.segment)),
    }} />
  );
}

/** Customer by customer: what went into serving them, and how their net profit changed since. A cloud, not a claim. */
function Each({ rows, shown }: { rows: NonNullable<InvestmentView["customers"]>; shown: Shown }) {
  const t = useTranslations("investment");
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 24, top: 16, bottom: 34, containLabel: true },
    tooltip: { formatter: (given: unknown) => { const row = rows[(given as { dataIndex: number }).dataIndex]; return row ? `${row.name}\n${t("invested")}: ${shown.money(row.cents)}\n${t("before")}: ${shown.money(row.before)}\n${t("after")}: ${shown.money(row.after)}` : ""; } },
    xAxis: styled(theme, { type: "value" as const, name: t("invested"), nameLocation: "middle" as const, nameGap: 28, axisLabel: { formatter: (value: number) => shown.shortMoney(100 * value) } }),
    yAxis: styled(theme, { type: "value" as const, axisLabel: { formatter: (value: number) => shown.shortMoney(100 * value) } }),
    series: [{ type: "scatter" as const, symbolSize: 10, data: rows.map((row) => [row.cents / 100, (row.after - row.before) / 100]), itemStyle: { color: theme.copper, opacity: 0.75 } }],
  }), [rows, shown, t]);
  return (
    <Chart title={t("eachTitle")} summary={t("eachSaid")} option={option} empty={t("nothing")} table={{
      file: "invested-by-customer", columns: [{ label: t("customer") }, { label: t("invested"), numeric: true }, { label: t("days"), numeric: true }, { label: t("before"), numeric: true }, { label: t("after"), numeric: true }],
      rows: rows.map((row) => [row.name, shown.exactMoney(row.cents), row.days, shown.exactMoney(row.before), shown.exactMoney(row.after)]), links: rows.map((row) => `/${shown.locale}/studio/customers/${row.id}`),
    }} />
  );
}

/** Serving as an investment: what it costs, in whom, and what it brings beside customers who were alike and never served. */
export function InvestmentPage() {
  const t = useTranslations("investment");
  const { data, error, again } = useLoaded(stageStudio.investment);
  const shown = useShown(data?.currency);
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      {!data ? <Waiting error={error} again={again} /> : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
          <div className="grid gap-6 sm:grid-cols-3">
            <Figure value={data.totalCents === null ? t("few") : shown.money(data.totalCents)} label={t("total")} />
            <Figure value={data.members === null ? t("few") : shown.whole(data.members)} label={t("inWhom")} />
            <Figure value={data.members && data.totalCents !== null ? shown.money(data.totalCents / data.members) : "–"} label={t("perMember")} />
          </div>
          <Brings view={data} shown={shown} />
          <Spent view={data} shown={shown} />
          <Segments view={data} shown={shown} />
          {data.customers && <Each rows={data.customers} shown={shown} />}
        </div>
      )}
    </>
  );
}
