"use client";
import { useLocale, useTranslations } from "next-intl";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { Time } from "#components/ui/time.tsx";
import type { FeedRow } from "#lib/analytics/referrals/types.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";
import { useNamed } from "./use-named.ts";
import { useNews } from "./use-news.ts";

/** What happens by word of mouth as it happens. */
export function Feed() {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const channel = useNamed("channel");
  const { data, error, again } = useLoaded(referralStudio.feed);
  const shown = useShown(data?.currency);
  useNews(again);
  const person = (who: FeedRow["who"]) => (who ? <a className="font-[560] no-underline hover:underline" href={`/${locale}/studio/customers/${who.id}`}>{who.name}</a> : null);
  return (
    <section aria-labelledby="feed" className="min-w-0">
      <h2 id="feed" className="section-title mb-4">{t("feed.title")}</h2>
      {error && <p role="alert" className="text-danger">{error}</p>}
      {!data && !error && <div className="skeleton h-64" />}
      {data?.rows.length === 0 && <p className="text-soft">{t("feed.none")}</p>}
      <ol className="max-h-[26rem] overflow-y-auto" aria-live="polite" aria-relevant="additions">
        {data?.rows.map((row) => (
          <li key={`${row.kind}${row.at}${row.by.id}${row.who?.id ?? ""}`} className="flex items-baseline gap-4 border-b border-line py-2.5 last:border-0">
            <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {t.rich(`feed.${row.kind}`, { by: () => person(row.by), who: () => person(row.who), money: row.netCents === null ? "" : shown.money(row.netCents) })}
              <span className="block text-sm text-faint">{[channel({ key: row.channel, name: null }), row.title || null].filter(Boolean).join(" · ")}</span>
            </p>
            <Time at={row.at} className="flex-none text-sm text-faint" />
          </li>
        ))}
      </ol>
    </section>
  );
}
