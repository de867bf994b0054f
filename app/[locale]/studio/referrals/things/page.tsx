import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ThingsPage } from "#components/analytics/referrals/things.tsx";
import { periods } from "#lib/analytics/referrals/types.ts";
import { seesFigures, seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("things.title"), robots: { index: false } };
}

/** What people share that brings people. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (!seesFigures(actor)) notFound();
  const { days } = await searchParams;
  return <Words names={["studio", "wordOfMouth"]}><ThingsPage days={periods.find((one) => String(one) === days) ?? 90} individuals={seesIndividuals(actor)} /></Words>;
}
