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

/** Where an invitation leads: who invited, what this place is, what both get. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [t, { by }] = [await getTranslations("invited"), await searchParams];
  const site = env().SITE_NAME;
  const { name, code, offer } = await readInvitation(typeof by === "string" ? by : undefined);
  return (
    <div className="mx-auto max-w-2xl">
      <p className="eyebrow">{t("eyebrow", { site })}</p>
      <h1 className="page-title mt-3 wrap-anywhere">{name ? t("by", { name, site }) : t("title")}</h1>
      <p className="mt-6 max-w-[60ch] text-lg leading-relaxed">{t("about", { site })}</p>
      {offer && (offer.newcomerPoints > 0 || offer.referrerPoints > 0) && (
        <div className="mt-8 border-l-2 border-accent pl-5">
          <h2 className="font-serif text-xl font-[540]">{t("both")}</h2>
          <p className="mt-2 text-soft">{t(offer.rewardOn === "purchase" ? "offerPurchase" : "offerJoin", { mine: offer.newcomerPoints, theirs: offer.referrerPoints, days: offer.holdDays, name: name ?? t("somebody") })}</p>
        </div>
      )}
      <p className="mt-8 flex flex-wrap gap-3"><a className="btn btn-accent" href={`/${locale}/sign-up${code ? `?code=${encodeURIComponent(code)}` : ""}`}>{t("join")}</a><a className="btn btn-quiet" href={`/${locale}`}>{t("look")}</a></p>
      <Words names={["invited"]}><Remember /></Words>
    </div>
  );
}
