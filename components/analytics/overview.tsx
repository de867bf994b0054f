"use client";
import { ArrowRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import { type OverviewView, type Said, segmentNames } from "#lib/analytics/types.ts";
import { BeforeFirstNight, Figure, segmentDots, segmentTokens, StudioHead, Waiting } from "./parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";

/** One sentence with its figures in the reader's own writing, leading to its list. */
function Sentence({ said, shown }: { said: Said; shown: Shown }) {
  const t = useTranslations("studioOverview");
  const { money, change, auc, at, ...counts } = said.figures;
  const values: Record<string, number | string> = { ...counts };
  if (money !== undefined) values.money = shown.money(Number(money));
  if (auc !== undefined) values.auc = shown.digits(Number(auc), 2);
  if (at !== undefined) values.day = shown.day(String(at));
  if (change !== undefined) {
    values.direction = Number(change) > 0 ? "more" : Number(change) < 0 ? "less" : "same";
    values.change = said.key === "net" ? shown.money(Math.abs(Number(change))) : Math.abs(Number(change));
  }
  const words = t(`said.${said.key}`, values as never);
  if (said.path === null) return <li className="border-b border-line py-4 font-serif text-[1.35rem] leading-snug first:pt-0 last:border-0">{words}</li>;
  return (
    <li className="border-b border-line py-4 first:pt-0 last:border-0">
      <a href={`/${shown.locale}${said.path}`} className="group flex items-baseline gap-4 no-underline">
        <span className="min-w-0 flex-1 font-serif text-[1.35rem] leading-snug group-hover:text-accent">{words}</span>
        <ArrowRight aria-hidden size={18} className="flex-none translate-y-0.5 text-faint group-hover:text-accent" />
      </a>
    </li>
  );
}

function OverTime({ nights, shown }: { nights: OverviewView["nights"]; shown: Shown }) {
  const t = useTranslations("studioOverview");
  const names = useTranslations("studio");
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 16, top: 64, bottom: 8, containLabel: true }, legend: { top: 0, left: 0 },
    tooltip: { trigger: "axis" as const },
    xAxis: styled(theme, { type: "category" as const, data: nights.map((night) => shown.briefDay(night.day)), boundaryGap: false }),
    yAxis: styled(theme, { type: "value" as const, axisLabel: { formatter: (value: number) => shown.whole(value) } }),
    series: segmentNames.map((name) => ({ type: "line" as const, name: names(`segments.${name}`), stack: "all", data: nights.map((night) => night.counts[name]), showSymbol: false, lineStyle: { width: 1.5, color: theme[segmentTokens[name]] }, itemStyle: { color: theme[segmentTokens[name]] }, areaStyle: { color: theme[segmentTokens[name]], opacity: 0.25 } })),
  }), [nights, shown, names]);
  return <Chart title={t("overTime")} summary={t("overTimeSaid")} option={option} table={{ file: "segments-over-time", columns: [{ label: t("day") }, ...segmentNames.map((name) => ({ label: names(`segments.${name}`), numeric: true }))], rows: nights.map((night) => [night.day, ...segmentNames.map((name) => night.counts[name])]) }} />;
}

/** The studio's first page: what changed this week, in sentences. */
export function Overview() {
  const t = useTranslations("studioOverview");
  const names = useTranslations("studio");
  const locale = useLocale();
  const { data, error, again } = useLoaded(analytics.overview);
  const shown = useShown(data?.currency);
  if (!data) return <><StudioHead title={t("title")} /><Waiting error={error} again={again} /></>;
  if (!data.day) return <><StudioHead title={t("title")} /><BeforeFirstNight /></>;
  return (
    <>
      <StudioHead title={t("title")} asOf={shown.day(data.day)} />
      {data.said.length > 0 ? <ul className="mb-12 max-w-3xl">{data.said.map((said) => <Sentence key={said.key} said={said} shown={shown} />)}</ul> : <p className="mb-12 max-w-3xl font-serif text-[1.35rem] text-soft">{t("quiet")}</p>}
      <section aria-label={t("where")} className="mb-12 grid grid-cols-2 gap-x-6 gap-y-8 md:grid-cols-4">
        {segmentNames.map((name) => {
          const figure = <Figure key={name} value={data.counts[name] === null ? t("few") : shown.whole(data.counts[name])} label={names(`segments.${name}`)} hint={names(`does.${name}`)} mark={segmentDots[name]} />;
          return data.individuals ? <a key={name} href={`/${locale}/studio/customers?segment=${name}`} className="no-underline hover:text-accent">{figure}</a> : figure;
        })}
      </section>
      {data.nights.length > 1 && <OverTime nights={data.nights} shown={shown} />}
    </>
  );
}
