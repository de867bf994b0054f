import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { GrowthPage } from "#components/analytics/referrals/growth.tsx";
import { withins } from "#lib/analytics/referrals/types.ts";
import { seesFigures, seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("growth.title"), robots: { index: false } };
}

/** K and the cycle time by cohort, with how sure they are. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (!seesFigures(actor)) notFound();
  const { within } = await searchParams;
  return <Words names={["studio", "chart", "wordOfMouth"]}><GrowthPage within={withins.find((one) => String(one) === within) ?? 30} individuals={seesIndividuals(actor)} /></Words>;
}
