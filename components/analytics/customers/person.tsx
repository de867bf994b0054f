"use client";
import { useLocale, useTranslations } from "next-intl";
import { customers } from "#components/doors/customers.ts";
import { Time } from "#components/ui/time.tsx";
import type { Interval, PersonView } from "#lib/analytics/customers/types.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";
import { Changes } from "./changes.tsx";
import { FactorHistory } from "./factor-history.tsx";
import { Moves } from "./moves.tsx";
import { Notes } from "./notes.tsx";
import { Orders } from "./orders.tsx";
import { Tier } from "./tier.tsx";
import { Timeline } from "./timeline.tsx";
import { useTierName } from "../use-tier-name.ts";

function Head({ view }: { view: PersonView }) {
  const t = useTranslations("customerPage");
  const tier = useTierName();
  const studio = useTranslations("studio");
  const locale = useLocale();
  const { customer } = view;
  return (
    <header>
      <a className="text-sm text-soft no-underline hover:underline" data-up href={`/${locale}/studio/customers`}>{t("back")}</a>
      <h1 className="page-title">{customer.name}</h1>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-soft">
        <a className="link" href={`/${locale}/u/${customer.handle}`}>@{customer.handle}</a>
        <span>{tier(customer.tier)}</span>
        {customer.segment && <span>{studio(`segments.${customer.segment as "A"}`)}</span>}
        <span>{t("since")} <Time at={customer.joined} /></span>
        {customer.lastActive && <span>{t("lastActive")} <Time at={customer.lastActive} /></span>}
        {view.suspended && <span className="text-danger">{t("suspended")}</span>}
      </p>
    </header>
  );
}

function Figure({ label, value, note, hint }: { label: string; value: string; note?: string | undefined; hint?: string | undefined }) {
  return <div className="min-w-0 border-t border-line pt-3"><dt className="text-sm text-soft">{label}</dt><dd><span className="font-serif text-[1.75rem] leading-tight tabular-nums">{value}</span>{note && <span className="block text-sm text-soft tabular-nums">{note}</span>}{hint && <span className="block text-sm text-faint">{hint}</span>}</dd></div>;
}

function Figures({ view }: { view: PersonView }) {
  const t = useTranslations("customerPage");
  const shown = useShown(view.currency);
  const { customer, lifetime, relationship } = view;
  const share = new Intl.NumberFormat(shown.locale, { style: "percent", maximumSignificantDigits: 2 });
  const between = (interval: Interval, of: (value: number) => string): string | undefined => (interval.low === null || interval.high === null ? undefined : t("between", { low: of(interval.low), high: of(interval.high) }));
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
      <Figure label={t("factor")} value={shown.even(relationship.factor)} hint={t("factorNow")} />
      <Figure label={t("net")} value={customer.net === null ? "–" : shown.money(customer.net)} note={customer.share !== null && customer.rank !== null ? t("shareAndRank", { share: share.format(customer.share), rank: shown.whole(customer.rank) }) : undefined} hint={customer.vital ? t("vital") : undefined} />
      <Figure label={t("value")} value={lifetime?.value ? shown.money(lifetime.value.value) : "–"} note={lifetime?.value ? between(lifetime.value, shown.money) : t("noLifetime")} hint={lifetime?.loss ? t("loss", { money: shown.money(lifetime.loss) }) : undefined} />
      <Figure label={t("alive")} value={lifetime ? shown.share(lifetime.alive.value) : "–"} note={lifetime ? between(lifetime.alive, shown.share) : undefined} hint={lifetime ? t("nextYear", { count: shown.digits(lifetime.nextYear.value) }) : undefined} />
    </dl>
  );
}

function Terms({ view }: { view: PersonView }) {
  const t = useTranslations("customerPage");
  const names = useTranslations("relationship");
  const shown = useShown(view.currency);
  const total = [...view.relationship.terms, ...view.relationship.indicators].reduce((sum, term) => sum + term.weight, 0);
  return (
    <section aria-labelledby="terms">
      <h2 id="terms" className="section-title mb-3">{t("terms")}</h2>
      <table className="w-full border-collapse text-[0.935rem] tabular-nums">
        <thead><tr className="text-sm text-soft"><th scope="col" className="border-b border-line-strong py-1.5 text-left font-[560]">{t("term")}</th><th scope="col" className="border-b border-line-strong py-1.5 text-right font-[560]">{t("points")}</th><th scope="col" className="border-b border-line-strong py-1.5 text-right font-[560]">{t("of")}</th></tr></thead>
        <tbody>{view.relationship.terms.map((term) => <tr key={term.signal} className="border-b border-line last:border-0"><th scope="row" className="py-1.5 text-left font-normal">{names(`signal.${term.signal}`)}</th><td className="py-1.5 text-right">{shown.even(term.points)}</td><td className="py-1.5 text-right text-faint">{total > 0 ? shown.digits((100 * term.weight) / total) : "–"}</td></tr>)}
          {view.relationship.indicators.map((term) => <tr key={term.name} className="border-b border-line last:border-0"><th scope="row" className="py-1.5 text-left font-normal wrap-anywhere">{term.label} <span className="text-faint tabular-nums">({shown.digits(term.value, 2)})</span></th><td className="py-1.5 text-right">{shown.even(term.points)}</td><td className="py-1.5 text-right text-faint">{total > 0 ? shown.digits((100 * term.weight) / total) : "–"}</td></tr>)}</tbody>
      </table>
    </section>
  );
}

/** A customer as the studio knows them. That it is read stands in a log that the customer may ask for. */
export function Person({ id, more }: { id: string; more?: React.ReactNode }) {
  const t = useTranslations("customerPage");
  const { data: view, error, again } = useLoaded(() => customers.person(id));
  const shown = useShown(view?.currency);
  if (error) return <><h1 className="page-title">{t("title")}</h1><p role="alert" className="mt-4 text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p></>;
  if (!view) return <div className="grid gap-8"><div className="skeleton h-24" /><div className="skeleton h-28" /><div className="skeleton h-96" /></div>;
  return (
    <div className="grid gap-10">
      <div className="grid gap-7"><Head view={view} /><Figures view={view} /></div>
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-10">
          <Changes view={view} />
          <FactorHistory id={id} />
          <Orders id={id} first={view.orders} currency={view.currency} />
          {more}
          <Timeline id={id} currency={view.currency} />
        </div>
        <div className="grid content-start gap-10">
          <Tier view={view} onChanged={again} />
          <Notes id={id} notes={view.notes} />
          <Terms view={view} />
          <Moves view={view} />
        </div>
      </div>
      <p className="text-sm text-faint">{view.asOf ? t("asOf", { day: shown.day(view.asOf) }) : t("noNight")} {view.lifetime && view.lifetime.drawn > 0 ? t("intervals", { count: view.lifetime.drawn }) : ""} {t("logged")}</p>
    </div>
  );
}
