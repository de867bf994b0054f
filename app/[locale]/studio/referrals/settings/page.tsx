import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReferralHead } from "#components/analytics/referrals/places.tsx";
import { ReferralSettings } from "#components/buzz/referral-settings.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("settings.title"), robots: { index: false } };
}

/** How word of mouth is counted and judged, for marketers and admins. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesIndividuals(await viewer())) notFound();
  const t = await getTranslations("wordOfMouth");
  return <Words names={["studio", "wordOfMouth", "referralSettings"]}><ReferralHead title={t("settings.title")} intro={t("settings.intro")} individuals /><ReferralSettings /></Words>;
}
