import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MailStudio } from "#components/outreach/news/mail-studio.tsx";
import { seesFigures, seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "mailStudio" });
  return { title: t("title"), robots: { index: false } };
}

/** Newsletters and campaigns, for marketers and admins; what was sent, for concierges too. To everyone else it is not there. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (!seesFigures(actor)) notFound();
  return <Words names={["studio", "mailStudio"]}><MailStudio writes={seesIndividuals(actor)} /></Words>;
}
