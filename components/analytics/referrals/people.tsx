"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import { type ChartTheme, faded } from "#components/ui/chart-theme.ts";
import { csvOf, download } from "#components/ui/csv.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { LeadersView, Quadrant, WorthView } from "#lib/analytics/referrals/types.ts";
import { Figure, Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "../use-shown.ts";
import { Coming, MadeAt } from "./made-at.tsx";
import { ReferralHead } from "./places.tsx";
import { useNews } from "./use-news.ts";

const quadrants = ["champions", "affluents", "advocates", "misers"] as const satisfies readonly Quadrant[];
const tokens = { champions: "copper", affluents: "steel", advocates: "sage", misers: "ink-faint" } as const;
const dots = { champions: "dot-copper", affluents: "dot-steel", advocates: "dot-sage", misers: "" } as const;
// Few are worth very much: a root brings them together, and zero stays zero.
const root = (cents: number): number => Math.sqrt(Math.max(0, cents) / 100);

function Worth({ view, shown }: { view: WorthView; shown: Shown }) {
  const t = useTranslations("wordOfMouth");
  const option = useCallback((theme: ChartTheme) => {
    const axis = (name: string) => styled(theme, { type: "value" as const, min: 0, name, nameLocation: "middle" as const, nameGap: 34, splitLine: { show: false }, axisLabel: { formatter: (value: number) => shown.shortMoney(100 * value * value), hideOverlap: true } });
    const line = { symbol: "none", silent: true, label: { show: false }, lineStyle: { color: theme["line-strong"], type: "dashed" as const }, data: [{ xAxis: root(view.medians.valueCents) }, { yAxis: root(view.medians.referralCents) }] };
    return {
      grid: { left: 28, right: 20, top: 16, bottom: 48, containLabel: true }, xAxis: axis(t("people.ownValue")), yAxis: { ...axis(t("people.referralValue")), nameGap: 52 },
      tooltip: { trigger: "item" as const, formatter: (given: unknown) => { const [, , at = 0] = (given as { value: number[] }).value; const one = view.points[at]; return one ? `${one.name}\n${t("people.tip", { brought: one.brought, value: shown.money(one.valueCents), referral: shown.money(one.referralCents) })}` : ""; } },
      series: quadrants.map((quadrant, place) => ({ type: "scatter" as const, name: quadrant, symbolSize: (value: number[]) => 7 + 3 * Math.sqrt(view.points[value[2] ?? 0]?.brought ?? 1), itemStyle: { color: faded(theme[tokens[quadrant]], 0.75), borderColor: theme.paper, borderWidth: 1 }, data: view.points.flatMap((one, at) => (one.quadrant === quadrant ? [[root(one.valueCents), root(one.referralCents), at]] : [])), ...(place === 0 ? { markLine: line } : {}) })),
    };
  }, [view, shown, t]);
  return (
    <Chart title={t("people.worth")} summary={t("people.worthSaid")} size="large" option={option} empty={t("people.none")} pointOf={() => undefined} table={{
      file: "lifetime-by-referral-value", columns: [{ label: t("people.name") }, { label: t("people.quadrant") }, { label: t("people.brought"), numeric: true }, { label: t("people.ownValue"), numeric: true }, { label: t("people.referralValue"), numeric: true }],
      rows: view.points.map((one) => [one.name, t(`quadrants.${one.quadrant}`), one.brought, shown.money(one.valueCents), shown.money(one.referralCents)]), links: view.points.map((one) => `/${shown.locale}/studio/customers/${one.id}`),
    }} />
  );
}

function Leaders({ shown }: { shown: Shown }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const words = useProblem();
  const { data, error, again, put } = useLoaded(() => referralStudio.leaders(null));
  const [busy, setBusy] = useState(false);
  if (!data) return <Waiting error={error} again={again} />;
  const more = async (before: LeadersView): Promise<void> => {
    setBusy(true);
    const answer = await referralStudio.leaders(before.next);
    setBusy(false);
    if (answer.ok) put({ ...answer.data, leaders: [...before.leaders, ...answer.data.leaders] });
    else say(words(answer.problem), { tone: "danger" });
  };
  const columns = ["name", "brought", "below", "bought", "net", "referralValue", "last"] as const;
  const csv = (): void => download("who-brings-most.csv", csvOf([columns.map((key) => t(`people.${key}`)), ...data.leaders.map((one) => [one.name, one.brought, one.below, one.bought, one.netCents / 100, one.referralCents / 100, one.last])]));
  return (
    <div className="min-w-0">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3"><h2 id="leaders" className="section-title">{t("people.leaders")}</h2>{data.leaders.length > 0 && <button type="button" className="btn btn-quiet" onClick={csv}><Download aria-hidden size={16} />CSV</button>}</div>
      {data.leaders.length === 0 ? <p className="text-soft">{t("people.none")}</p> : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section tabIndex={0} aria-labelledby="leaders" className="overflow-x-auto">
          <table className="w-full min-w-[40rem] border-collapse text-[0.925rem] tabular-nums">
            <thead><tr className="text-sm text-soft">{columns.map((key, at) => <th key={key} scope="col" className={`border-b border-line-strong px-3 py-2 font-[560] first:pl-0 last:pr-0 ${at > 0 ? "text-right" : "text-left"}`}>{t(`people.${key}`)}</th>)}</tr></thead>
            <tbody>{data.leaders.map((one) => (
              <tr key={one.id} className="border-b border-line last:border-0">
                <th scope="row" className="min-w-40 py-2 pr-3 text-left font-normal [overflow-wrap:anywhere]"><a className="link" href={`/${locale}/studio/customers/${one.id}`}>{one.name}</a></th>
                <td className="px-3 py-2 text-right">{shown.whole(one.brought)}</td><td className="px-3 py-2 text-right"><a className="link" aria-label={t("people.branchOf", { name: one.name, count: one.below })} href={`/${locale}/studio/referrals/tree?of=${one.id}`}>{shown.whole(one.below)}</a></td>
                <td className="px-3 py-2 text-right">{shown.whole(one.bought)}</td><td className="px-3 py-2 text-right">{shown.money(one.netCents)}</td><td className="px-3 py-2 text-right">{shown.money(one.referralCents)}</td><td className="whitespace-nowrap py-2 pl-3 text-right text-soft"><Time at={one.last} /></td>
              </tr>
            ))}</tbody>
          </table>
        </section>
      )}
      {data.next && <button type="button" disabled={busy} className="btn btn-quiet mt-4" onClick={() => void more(data)}>{t("people.more")}</button>}
    </div>
  );
}

/** Who brings people, and what they are worth: to us themselves, and by whom they bring. */
export function PeoplePage() {
  const t = useTranslations("wordOfMouth");
  const { data, error, again } = useLoaded(referralStudio.worth);
  const shown = useShown(data?.currency);
  useNews(again);
  return (
    <>
      <ReferralHead title={t("people.title")} intro={t("people.intro")} individuals />
      {!data ? <Waiting error={error} again={again} /> : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
          {data.coming ? <Coming /> : <>
          <MadeAt at={data.madeAt} />
          <div className="grid grid-cols-2 gap-6 lg:grid-cols-4">{quadrants.map((one) => <Figure key={one} value={shown.whole(data.counts[one])} label={t(`quadrants.${one}`)} hint={t(`quadrantsAre.${one}`)} mark={dots[one]} />)}</div>
          <Worth view={data} shown={shown} />
          {(data.more > 0 || data.paidCents === null) && <p className="-mt-8 text-sm text-faint">{data.more > 0 ? t("people.moreDrawn", { count: data.more }) : ""} {data.paidCents === null ? t("people.noCost") : ""}</p>}
          </>}
          <Leaders shown={shown} />
        </div>
      )}
    </>
  );
}
