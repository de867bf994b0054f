import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PeoplePage } from "#components/analytics/referrals/people.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("people.title"), robots: { index: false } };
}

/** Who brings people, and what they are worth, for marketers and admins. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesIndividuals(await viewer())) notFound();
  return <Words names={["studio", "chart", "wordOfMouth"]}><PeoplePage /></Words>;
}
