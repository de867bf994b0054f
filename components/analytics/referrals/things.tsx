"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { csvOf, download } from "#components/ui/csv.ts";
import { periods, type ThingRow } from "#lib/analytics/referrals/types.ts";
import { Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";
import { useNamed } from "./use-named.ts";
import { ReferralHead, Ways } from "./places.tsx";
import { useNews } from "./use-news.ts";

/** What content brings people: what was shared, by how many, and what came of it. */
export function ThingsPage({ days, individuals }: { days: number; individuals: boolean }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const kind = useNamed("thing");
  const { data, error, again } = useLoaded(() => referralStudio.things(days));
  const shown = useShown(data?.currency);
  useNews(again);
  const few = (count: number | null): string => (count === null ? t("few") : shown.whole(count));
  const most = Math.max(1, ...(data?.things.map((one) => one.joined ?? 0) ?? []));
  const title = (one: ThingRow): string => one.title || `${kind({ key: one.thing, name: null })} ${one.id}`;
  const csv = (things: readonly ThingRow[]): void => download("what-brings-people.csv", csvOf([[t("things.thing"), t("things.kind"), t("things.sharers"), t("steps.touches"), t("steps.joined"), t("steps.bought"), t("netBought")], ...things.map((one) => [title(one), one.thing, one.sharers, one.touches, one.joined, one.bought, one.netCents === null ? null : one.netCents / 100])]));
  return (
    <>
      <ReferralHead title={t("things.title")} intro={t("things.intro")} individuals={individuals} />
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <Ways label={t("since")} ways={periods.map((one) => ({ key: String(one), label: t("days", { days: one }), href: `/${locale}/studio/referrals/things?days=${one}`, here: one === days }))} />
        {data && data.things.length > 0 && <button type="button" className="btn btn-quiet" onClick={() => csv(data.things)}><Download aria-hidden size={16} />CSV</button>}
      </div>
      {!data ? <Waiting error={error} again={again} /> : data.things.length === 0 ? <EmptyState title={t("things.none")} text={t("things.noneText")} /> : (
        <ol>
          {data.things.map((one) => (
            <li key={`${one.thing}${one.id}`} className="grid gap-x-8 gap-y-2 border-b border-line py-4 last:border-0 md:grid-cols-[minmax(0,1fr)_24rem] md:items-center">
              <div className="min-w-0">
                <p className="font-serif text-xl leading-snug [overflow-wrap:anywhere]">{one.path ? <a className="no-underline hover:underline" href={`/${locale}${one.path}`}>{title(one)}</a> : title(one)}</p>
                <p className="mt-0.5 text-sm text-faint">{kind({ key: one.thing, name: null })} · {t("things.sharedBy", { count: few(one.sharers) })}</p>
              </div>
              <div className="min-w-0">
                <dl className="grid grid-cols-4 gap-3 text-sm">
                  {([["touches", shown.whole(one.touches)], ["joined", few(one.joined)], ["bought", few(one.bought)]] as const).map(([step, value]) => <div key={step}><dt className="text-faint">{t(`short.${step}`)}</dt><dd className="text-base tabular-nums">{value}</dd></div>)}
                  <div><dt className="text-faint">{t("short.net")}</dt><dd className="text-base tabular-nums">{one.netCents === null ? t("few") : shown.money(one.netCents)}</dd></div>
                </dl>
                <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-2 h-1.5 w-full"><rect width="100" height="4" className="fill-sunk" /><rect width={(100 * (one.joined ?? 0)) / most} height="4" className="fill-copper" /></svg>
              </div>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
