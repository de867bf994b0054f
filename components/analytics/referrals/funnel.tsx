"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import { periods, type FunnelRow, type FunnelView, type Split, splits } from "#lib/analytics/referrals/types.ts";
import { Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";
import { Cost } from "./cost.tsx";
import { Feed } from "./feed.tsx";
import { ReferralHead, Ways } from "./places.tsx";
import { useNamed } from "./use-named.ts";
import { useNews } from "./use-news.ts";

const steps = ["touches", "joined", "bought", "again"] as const;

/** Four steps from a visit to a repeat purchase, each with its share of the one before. */
function Steps({ total, shown }: { total: FunnelRow; shown: Shown }) {
  const t = useTranslations("wordOfMouth");
  const most = Math.max(1, ...steps.map((step) => total[step] ?? 0));
  return (
    <ol className="grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-4" aria-label={t("funnel.title")}>
      {steps.map((step, at) => {
        const value = total[step];
        const before = at === 0 ? null : total[steps[at - 1] ?? "touches"];
        return (
          <li key={step} className="min-w-0 border-t-2 border-line pt-3" data-step={step}>
            <p className="font-serif text-4xl leading-none tabular-nums">{value === null ? t("few") : shown.whole(value)}</p>
            <p className="mt-2 text-sm text-soft">{t(`steps.${step}`)}</p>
            <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-3 h-1.5 w-full"><rect width="100" height="4" rx="1" className="fill-sunk" /><rect width={value ? Math.max(1, (100 * value) / most) : 0} height="4" rx="1" className="fill-copper" /></svg>
            <p className="mt-1.5 min-h-5 text-sm text-faint">{at > 0 && value !== null && before ? t("ofBefore", { share: shown.share(value / before) }) : ""}</p>
          </li>
        );
      })}
    </ol>
  );
}

function BySplit({ view, shown, path }: { view: FunnelView; shown: Shown; path: string }) {
  const t = useTranslations("wordOfMouth");
  const named = useNamed(view.split);
  const rows = view.rows.slice(0, 12);
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true }, legend: { top: 0, left: 0 },
    tooltip: { trigger: "axis" as const },
    xAxis: styled(theme, { type: "value" as const, minInterval: 1 }),
    yAxis: styled(theme, { type: "category" as const, inverse: true, data: rows.map(named), axisTick: { show: false }, splitLine: { show: false }, axisLabel: { width: 120, overflow: "truncate" as const } }),
    series: ([["joined", theme.steel], ["bought", theme.copper], ["again", theme.sage]] as const).map(([step, color]) => ({ type: "bar" as const, name: t(`steps.${step}`), data: rows.map((row) => row[step]), itemStyle: { color, borderRadius: 2 }, barMaxWidth: 12 })),
  }), [rows, named, t]);
  return (
    <Chart title={t(`by.${view.split}`)} summary={t("bySaid")} option={option} size={rows.length > 5 ? "large" : "medium"} pointOf={() => undefined} empty={t("nothingYet")} table={{
      file: `referrals-by-${view.split}`, columns: [{ label: t(`split.${view.split}`) }, ...steps.map((step) => ({ label: t(`steps.${step}`), numeric: true })), { label: t("netBought"), numeric: true }],
      rows: view.rows.map((row) => [named(row), row.touches, row.joined, row.bought, row.again, row.netCents === null ? null : shown.money(row.netCents)]), ...(view.split === "referrer" ? { links: view.rows.map((row) => `${path}/customers/${row.key}`) } : {}),
    }} />
  );
}

/** Word of mouth at a glance: the funnel, by what one chooses, what it saves, and what happens now. */
export function FunnelPage({ days, split, individuals }: { days: number; split: Split; individuals: boolean }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const { data, error, again, put } = useLoaded(() => referralStudio.funnel(days, split));
  const shown = useShown(data?.currency);
  useNews(again);
  const href = (next: { days?: number; split?: Split }): string => `/${locale}/studio/referrals?days=${next.days ?? days}&split=${next.split ?? split}`;
  return (
    <>
      <ReferralHead title={t("title")} intro={t("intro")} individuals={individuals} />
      <div className="mb-8 flex flex-wrap gap-x-10 gap-y-2">
        <Ways label={t("since")} ways={periods.map((one) => ({ key: String(one), label: t("days", { days: one }), href: href({ days: one }), here: one === days }))} />
        <Ways label={t("splitBy")} ways={splits.filter((one) => individuals || one !== "referrer").map((one) => ({ key: one, label: t(`split.${one}`), href: href({ split: one }), here: one === split }))} />
      </div>
      {!data ? <Waiting error={error} again={again} /> : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
          <Steps total={data.total} shown={shown} />
          {(data.held ?? 0) > 0 && individuals && <p className="card flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3"><span className="flex-1">{t("held", { count: data.held ?? 0 })}</span><a className="btn btn-quiet" href={`/${locale}/studio/referrals/review`}>{t("toReview")}</a></p>}
          <BySplit view={data} shown={shown} path={`/${locale}/studio`} />
          <div className="grid gap-x-14 gap-y-12 xl:grid-cols-2">
            <Cost view={data} shown={shown} may={individuals} onSet={(paidCents) => put({ ...data, cost: { ...data.cost, paidCents, savedCents: paidCents === null || data.total.joined === null ? null : paidCents * data.total.joined } })} />
            {individuals && <Feed />}
          </div>
          {individuals && <p><a className="link inline-flex items-center gap-2" href="/api/studio/referrals.csv" download><Download aria-hidden size={16} />{t("csvAll")}</a></p>}
        </div>
      )}
    </>
  );
}
