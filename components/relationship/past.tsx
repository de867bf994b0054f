"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import { Time } from "#components/ui/time.tsx";
import { Gaps } from "./place.tsx";
import type { PlaceView } from "#lib/relationship/types.ts";

/** The factor of the nights as a small picture, and how the tier came about. */
export function Past({ place }: { place: PlaceView }) {
  const t = useTranslations("relationship.past");
  const format = useFormatter();
  const { nights } = place;
  const brief = useCallback((day: string): string => format.dateTime(new Date(`${day}T00:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" }), [format]);
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true }, tooltip: { trigger: "axis" as const },
    xAxis: styled(theme, { type: "category" as const, data: nights.map((night) => brief(night.day)), boundaryGap: false }), yAxis: styled(theme, { type: "value" as const, min: 0, max: 100 }),
    series: [{ type: "line" as const, name: t("factor"), data: nights.map((night) => night.factor), showSymbol: nights.length < 2, lineStyle: { width: 2, color: theme.accent }, itemStyle: { color: theme.accent }, areaStyle: { color: theme.accent, opacity: 0.12 } }],
  }), [nights, brief, t]);
  return (
    <section className="grid gap-10">
      <Chart title={t("title")} summary={t("said")} size="small" option={option} empty={t("none")} table={{ file: "factor", columns: [{ label: t("day") }, { label: t("factor"), numeric: true, digits: 1 }], rows: nights.map((night) => [night.day, night.factor]) }} />
      <div>
        <h2 className="section-title">{t("tiers")}</h2>
        {place.steps.length === 0 ? <p className="mt-3 text-soft">{t("noTiers")}</p> : (
          <ol className="mt-2 divide-y divide-line">
            {place.steps.map((step) => (
              <li key={step.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-3"><div className="min-w-0 flex-1 basis-60">{t(`step.${step.kind}`, { before: step.before, after: step.after })}{step.gap.length > 0 && (step.kind === "notice" || step.kind === "down") && <Gaps gaps={step.gap} />}{step.reason && <span className="block text-sm text-faint wrap-anywhere">{step.reason}</span>}</div><Time at={step.at} className="text-sm text-faint" /></li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
