import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { MyInvite } from "#lib/buzz/types.ts";

/** What came of sharing: figures, the things shared, and who joined, named only when they said so. */
export function Came({ mine }: { mine: MyInvite }) {
  const t = useTranslations("invite");
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const figures = [["visits", mine.came.visits], ["joins", mine.came.joins], ["purchases", mine.came.purchases]] as const;
  return (
    <section aria-labelledby="came">
      <h2 id="came" className="font-serif text-2xl font-[540]">{t("came")}</h2>
      <dl className="mt-4 grid grid-cols-3 gap-4 border-y border-line py-4">{figures.map(([key, count]) => <div key={key}><dt className="eyebrow wrap-anywhere">{t(key)}</dt><dd data-came={key} className="font-serif text-3xl">{number.format(count)}</dd></div>)}</dl>
      {mine.came.joins > 0 && <p className="mt-4 text-soft">{t("thanks", { count: mine.came.joins })}</p>}
      {mine.brought.length > 0 && (
        <ul className="mt-4">{mine.brought.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-2.5"><span className="min-w-0 wrap-anywhere">{one.name ?? t("somebody")}</span>
            <span className="text-sm text-soft">{one.thanked && <>{t("saysThanks")} · </>}{t(one.bought ? "hasBought" : one.acted ? "hasActed" : "hasJoined")} · <Time at={one.joinedAt} /></span></li>
        ))}</ul>
      )}
      {mine.shares.some((one) => one.touches > 0) && (
        <ul className="mt-6">{mine.shares.filter((one) => one.touches > 0).map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-2.5"><a className="link min-w-0 wrap-anywhere" href={`/${locale}${one.path}`}>{one.title || t("invitation")}</a>
            <span className="text-sm text-soft">{t(`via.${one.channel}`)} · {t("shareLine", { visits: one.touches, joins: one.joins })}</span></li>
        ))}</ul>
      )}
    </section>
  );
}
