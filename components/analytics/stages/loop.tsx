"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import type { LoopStep, StagesView } from "#lib/analytics/stages/types.ts";
import { Figure } from "../parts.tsx";
import type { Shown } from "../use-shown.ts";

/** What came of needs in a year, until newcomers bring a need of their own, and how often the loop was gone through. */
export function Loop({ view, shown }: { view: StagesView; shown: Shown }) {
  const t = useTranslations("stages");
  const { chain, loops, individuals } = view;
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 44, top: 8, bottom: 8, containLabel: true },
    xAxis: styled(theme, { type: "value" as const, minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } }),
    yAxis: styled(theme, { type: "category" as const, inverse: true, data: chain.map((one) => t(`loop.${one.step}`)), axisTick: { show: false }, splitLine: { show: false }, axisLabel: { width: 150, overflow: "break" as const, lineHeight: 15 } }),
    series: [{ type: "bar" as const, data: chain.map((one) => one.count), barMaxWidth: 18, itemStyle: { color: theme.copper, borderRadius: 2 }, label: { show: true, position: "right" as const, color: theme["ink-soft"], fontFamily: theme.font } }],
  }), [chain, t]);
  const where = (rule: object): string => `/${shown.locale}/studio/customers?sort=lastActive&where=${encodeURIComponent(JSON.stringify(rule))}`;
  const lists: Partial<Record<LoopStep, string>> = { forwarded: where({ field: "did", kind: "request.forwarded", op: "gte", value: 1, days: 365 }), newcomers: `/${shown.locale}/studio/referrals` };
  const few = (count: number | null): string => (count === null ? t("few") : shown.whole(count));
  return (
    <section className="grid gap-8">
      <Chart title={t("loopTitle")} summary={t("loopSaid")} option={option} empty={t("nobody")} table={{
        file: "loop-of-needs", columns: [{ label: t("step") }, { label: t("people"), numeric: true }], rows: chain.some((one) => one.count !== 0) ? chain.map((one) => [t(`loop.${one.step}`), one.count]) : [],
        ...(individuals ? { links: chain.map((one) => lists[one.step] ?? null) } : {}),
      }} />
      <div className="grid gap-6 sm:grid-cols-3" data-loops={loops.completed}>
        <Figure value={loops.completed === null ? t("few") : shown.whole(loops.completed)} label={t("completed")} />
        <Figure value={few(loops.members)} label={t("withOne")} />
        <Figure value={few(loops.again)} label={t("withMore")} />
      </div>
    </section>
  );
}
