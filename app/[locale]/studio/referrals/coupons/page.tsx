import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReferralHead } from "#components/analytics/referrals/places.tsx";
import { CouponDesk } from "#components/buzz/coupon-desk.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("coupons.title"), robots: { index: false } };
}

/** Coupons made of points, on their way to the shop, for marketers and admins. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesIndividuals(await viewer())) notFound();
  const t = await getTranslations("wordOfMouth");
  return <Words names={["studio", "wordOfMouth", "coupons"]}><ReferralHead title={t("coupons.title")} intro={t("coupons.intro")} individuals /><CouponDesk /></Words>;
}
