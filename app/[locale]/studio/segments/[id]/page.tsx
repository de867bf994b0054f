import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { SegmentPage } from "#components/analytics/segments/segment-page.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "segments" });
  return { title: t("title"), robots: { index: false } };
}

/** A segment, or one that is not saved yet, for marketers and admins; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  if (!seesIndividuals(await viewer())) notFound();
  return <Words names={["studio", "segments", "customers", "kinds", "badges"]}><SegmentPage id={id} /></Words>;
}
