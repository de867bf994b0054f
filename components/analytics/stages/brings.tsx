"use client";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import type { Effect, Group, InvestmentView, Look } from "#lib/analytics/investment/types.ts";
import type { Shown } from "../use-shown.ts";

/** What pairs say of a group, in a sentence: a return, a loss, or that nothing can be claimed. */
function Said({ group, effect, shown }: { group: Group; effect: Effect; shown: Shown }) {
  const t = useTranslations("investment");
  const names = useTranslations("studio");
  const name = group === "all" ? t("all") : names(`segments.${group}`);
  const figures = effect.more ? { more: shown.money(Math.abs(effect.more.value)), low: shown.money(effect.more.low), high: shown.money(effect.more.high), invested: shown.money(effect.invested), pairs: effect.pairs } : { more: "", low: "", high: "", invested: "", pairs: effect.pairs };
  return (
    <li className="grid gap-x-6 gap-y-0.5 border-b border-line py-3 last:border-0 sm:grid-cols-[13rem_1fr]" data-group={group} data-verdict={effect.verdict}>
      <span className={group === "all" ? "font-[560]" : ""}>{name}</span>
      <span className="text-soft">{t(`verdict.${effect.verdict}`, figures)}</span>
    </li>
  );
}

/** How net profit changed of those who were served and of those who were alike and were not. */
function Changes({ look, shown }: { look: Look; shown: Shown }) {
  const t = useTranslations("investment");
  const names = useTranslations("studio");
  const known = useMemo(() => look.effects.filter((one) => one.effect.more !== null), [look]);
  const name = useCallback((group: Group): string => (group === "all" ? t("all") : names(`segments.${group}`)), [t, names]);
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 24, top: 44, bottom: 8, containLabel: true }, legend: { top: 0, left: 0 },
    tooltip: { trigger: "axis" as const, valueFormatter: (value: unknown) => shown.money(100 * Number(value)) },
    xAxis: styled(theme, { type: "category" as const, data: known.map((one) => name(one.group)), axisTick: { show: false }, axisLabel: { width: 100, overflow: "break" as const, interval: 0 } }),
    yAxis: styled(theme, { type: "value" as const, axisLabel: { formatter: (value: number) => shown.shortMoney(100 * value) } }),
    series: [
      { type: "bar" as const, name: t("served"), data: known.map(({ effect }) => (effect.after - effect.before) / 100), barMaxWidth: 26, itemStyle: { color: theme.copper, borderRadius: 2 } },
      { type: "bar" as const, name: t("others"), data: known.map(({ effect }) => (effect.otherAfter - effect.otherBefore) / 100), barMaxWidth: 26, itemStyle: { color: theme.steel, borderRadius: 2 } },
    ],
  }), [known, shown, t, name]);
  const money = (cents: number | undefined): string | null => (cents === undefined ? null : shown.money(cents));
  return (
    <Chart title={t("brings")} summary={t("bringsSaid")} option={option} pointOf={() => undefined} size="medium" empty={t("fewPairs")} table={{
      file: "serving-before-and-after", columns: [{ label: t("group") }, ...(["pairs", "invested", "servedBefore", "servedAfter", "othersBefore", "othersAfter", "more", "from", "to"] as const).map((key) => ({ label: t(key), numeric: true }))],
      rows: known.map(({ group, effect }) => [name(group), effect.pairs, money(effect.invested), money(effect.before), money(effect.after), money(effect.otherBefore), money(effect.otherAfter), money(effect.more?.value), money(effect.more?.low), money(effect.more?.high)]),
    }} />
  );
}

/** What serving brings: the picture, what it says group by group, and on how many that rests. */
export function Brings({ view, shown }: { view: InvestmentView; shown: Shown }) {
  const t = useTranslations("investment");
  const { look } = view;
  if (!look) return <section><h2 className="section-title">{t("brings")}</h2><p className="mt-2 text-soft">{t("tonight")}</p></section>;
  const figure = (count: number | null): string => (count === null ? t("few") : shown.whole(count));
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Changes look={look} shown={shown} />
      <ul className="border-t border-line" aria-label={t("brings")}>{look.effects.filter((one) => one.group === "all" || one.effect.pairs > 0).map((one) => <Said key={one.group} group={one.group} effect={one.effect} shown={shown} />)}</ul>
      <p className="max-w-3xl text-sm text-faint">{t("rests", { served: figure(look.served), recent: figure(look.recent), unmatched: figure(look.unmatched), whole: figure(look.whole) })} {view.day && t("asOfDay", { day: shown.day(view.day) })}</p>
    </section>
  );
}
