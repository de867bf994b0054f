import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Remember } from "#components/buzz/remember.tsx";
import { readInvitation } from "#lib/buzz/queries.ts";
import { env } from "#lib/core/env.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "invited" });
  return { title: t("title"), description: t("about", { site: env().SITE_NAME }), robots: { index: false } };
}

const text = (value: string | string[] | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Where an invitation leads: who invited, what this place is, what both get. Where visitors are asked before they are remembered, on the way to what was shared. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [t, asked] = [await getTranslations("invited"), await searchParams];
  const [by, site] = [text(asked.by), env().SITE_NAME];
  const { name, code, offer, shared, remembers } = await readInvitation(by);
  const join = <a className={shared ? "btn btn-quiet" : "btn btn-accent"} href={`/${locale}/sign-up${code ? `?code=${encodeURIComponent(code)}` : ""}`}>{t("join")}</a>;
  return (
    <div className="mx-auto max-w-2xl">
      <p className="eyebrow">{t(shared ? "eyebrowShared" : "eyebrow", { site })}</p>
      <h1 className="page-title mt-3 wrap-anywhere">{shared ? shared.title : name ? t("by", { name, site }) : t("title")}</h1>
      {shared && name && <p className="mt-3 text-lg">{t("sharedBy", { name })}</p>}
      {shared && <p className="mt-6 flex flex-wrap gap-3"><a className="btn btn-accent" href={`/${locale}${shared.path}`}>{t(`see.${shared.thing as "topic"}`)}</a>{join}</p>}
      <p className={`mt-6 max-w-[60ch] leading-relaxed ${shared ? "text-soft" : "text-lg"}`}>{t("about", { site })}</p>
      {offer && (offer.newcomerPoints > 0 || offer.referrerPoints > 0) && (
        <div className="mt-8 border-l-2 border-accent pl-5">
          <h2 className="font-serif text-xl font-[540]">{t("both")}</h2>
          <p className="mt-2 text-soft">{t(offer.rewardOn === "purchase" ? "offerPurchase" : "offerJoin", { mine: offer.newcomerPoints, theirs: offer.referrerPoints, days: offer.holdDays, name: name ?? t("somebody") })}</p>
        </div>
      )}
      {!shared && <p className="mt-8 flex flex-wrap gap-3">{join}<a className="btn btn-quiet" href={`/${locale}`}>{t("look")}</a></p>}
      <Words names={["invited"]}><Remember days={remembers.days} asks={remembers.asks && asked.ask === "1"} by={by} /></Words>
    </div>
  );
}
