"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import { type ChartTheme, faded } from "#components/ui/chart-theme.ts";
import { FigureTable } from "#components/ui/figure-table.tsx";
import type { ConcentrationView } from "#lib/analytics/types.ts";
import { BeforeFirstNight, Figure, StudioHead, Waiting } from "./parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";

type Found = NonNullable<ConcentrationView["concentration"]>;

function Curve({ found, shown }: { found: Found; shown: Shown }) {
  const t = useTranslations("concentration");
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 24, top: 24, bottom: 40, containLabel: true },
    tooltip: { trigger: "axis" as const,
      formatter: (given: unknown) => { const [x = 0, y = 0] = (given as { value: [number, number] }[])[0]?.value ?? []; return t("point", { people: shown.share(x / 100), share: shown.share(y / 100) }); } },
    xAxis: styled(theme, { type: "value" as const, min: 0, max: 100, name: t("ofBuyers"), nameLocation: "middle" as const, nameGap: 28, axisLabel: { formatter: "{value} %" }, splitLine: { show: false } }),
    yAxis: styled(theme, { type: "value" as const, min: 0, max: 100, axisLabel: { formatter: "{value} %" } }),
    series: [
      { type: "line" as const, name: t("curve"), data: found.lorenz.flatMap((share, percent) => (share === null ? [] : [[percent, Math.round(share * 10_000) / 100]])), showSymbol: false, lineStyle: { color: theme.accent, width: 2.5 }, areaStyle: { color: faded(theme.accent, 0.1) }, itemStyle: { color: theme.accent } },
      { type: "line" as const, name: t("equal"), data: [[0, 0], [100, 100]], showSymbol: false, silent: true, tooltip: { show: false }, lineStyle: { color: theme["line-strong"], width: 1, type: "dashed" as const } },
    ],
  }), [found, shown, t]);
  return (
    <Chart title={t("curveTitle")} summary={t("curveSaid", { gini: shown.digits(found.gini, 2) })} option={option}
      table={{ file: "concentration", columns: [{ label: t("poorest"), numeric: true }, { label: t("shareMade"), numeric: true, digits: 1 }], rows: found.lorenz.flatMap((share, percent) => (share === null ? [] : [[percent, Math.round(share * 1000) / 10]])) }} />
  );
}

function WithoutTen({ found, shown }: { found: Found; shown: Shown }) {
  const t = useTranslations("concentration");
  const names = useTranslations("studioOverview");
  if (!found.without || found.topTenCents === null) return null;
  const made = (count: number | null): string => (count === null ? names("few") : shown.whole(count));
  const rows: [string, string, string][] = [
    [t("netProfit"), shown.money(found.netCents), shown.money(found.without.netCents)], [t("making51"), made(found.making51), made(found.without.making51)],
    [t("making80"), made(found.making80), made(found.without.making80)], [t("gini"), shown.digits(found.gini, 3), shown.digits(found.without.gini, 3)],
  ];
  return (
    <section className="max-w-3xl">
      <h2 className="section-title">{t("withoutTen")}</h2>
      <p className="mt-1 mb-4 max-w-2xl text-soft">{t("withoutTenSaid", { money: shown.money(found.topTenCents), share: shown.share(found.netCents > 0 ? found.topTenCents / found.netCents : 0) })}</p>
      <FigureTable caption={t("withoutTen")} data={{ file: "without-ten", columns: [{ label: t("figure") }, { label: t("now"), numeric: true }, { label: t("then"), numeric: true }], rows }} />
    </section>
  );
}

/** How unevenly net profit is spread: the sentence, the curve, and what if the ten who bring most had left. */
export function ConcentrationPage() {
  const t = useTranslations("concentration");
  const names = useTranslations("studioOverview");
  const locale = useLocale();
  const { data, error, again } = useLoaded(analytics.concentration);
  const shown = useShown(data?.currency);
  if (!data) return <><StudioHead title={t("title")} /><Waiting error={error} again={again} /></>;
  if (!data.day || !data.concentration) return <><StudioHead title={t("title")} intro={t("intro")} />{data.day ? <p className="card p-6 text-soft">{t("nobody")}</p> : <BeforeFirstNight />}</>;
  const found = data.concentration;
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} asOf={shown.day(data.day)} />
      {found.making51 !== null && found.making80 !== null && <p className="mb-8 max-w-3xl font-serif text-2xl leading-snug">{t("said", { making51: found.making51, making80: found.making80, buyers: found.buyers })}</p>}
      <div className="mb-12 grid grid-cols-2 gap-6 sm:grid-cols-4">
        <Figure value={found.making51 === null ? names("few") : shown.whole(found.making51)} label={t("making51")} hint={found.making51 === null ? undefined : shown.share(found.buyers ? found.making51 / found.buyers : 0)} />
        <Figure value={found.making80 === null ? names("few") : shown.whole(found.making80)} label={t("making80")} hint={found.making80 === null ? undefined : shown.share(found.buyers ? found.making80 / found.buyers : 0)} />
        <Figure value={shown.digits(found.gini, 2)} label={t("gini")} hint={t("giniHint")} /><Figure value={shown.shortMoney(found.netCents)} label={t("netProfit")} hint={t("ofYear")} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-14"><Curve found={found} shown={shown} /><WithoutTen found={found} shown={shown} />
        {data.top && data.top.length > 0 && (
          <section className="max-w-3xl">
            <h2 className="section-title mb-3">{t("topTen")}</h2>
            <FigureTable caption={t("topTen")} data={{ file: "top-ten", columns: [{ label: t("customer") }, { label: t("netProfit"), numeric: true }, { label: t("share"), numeric: true }], rows: data.top.map((one) => [one.name, shown.money(one.netCents), shown.share(one.share)]), links: data.top.map((one) => `/${locale}/studio/customers/${one.id}`) }} />
          </section>
        )}
      </div>
    </>
  );
}
