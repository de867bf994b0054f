import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReviewPage } from "#components/analytics/referrals/review.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("review.title"), robots: { index: false } };
}

/** Referrals that wait for a person to decide, for marketers and admins. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  if (!seesIndividuals(await viewer())) notFound();
  return <Words names={["studio", "wordOfMouth"]}><ReviewPage state={(await searchParams).state === "decided" ? "decided" : "open"} /></Words>;
}
