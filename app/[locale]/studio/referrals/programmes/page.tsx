import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReferralHead } from "#components/analytics/referrals/places.tsx";
import { Programmes } from "#components/buzz/programmes.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("programmes.title"), robots: { index: false } };
}

/** What both sides of a referral get, among the studio’s places, for marketers and admins. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesIndividuals(await viewer())) notFound();
  const t = await getTranslations("wordOfMouth");
  return <Words names={["studio", "wordOfMouth", "programmes"]}><ReferralHead title={t("programmes.title")} intro={t("programmes.intro")} individuals /><Programmes /></Words>;
}
