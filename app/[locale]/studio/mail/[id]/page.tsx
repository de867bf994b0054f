import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MarkdownBar } from "#components/forum/markdown-bar.tsx";
import { WritingArea } from "#components/forum/writing/area.tsx";
import { MailingPage } from "#components/outreach/news/mailing-page.tsx";
import { seesFigures } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "mailStudio" });
  return { title: t("title"), robots: { index: false } };
}

/** An issue or a campaign: its editor, then its report. To whoever sees no figures it is not there. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  if (!seesFigures(await viewer())) notFound();
  return <Words names={["studio", "mailStudio", "composer", "writing", "poll"]}><MailingPage id={id} pens={{ Bar: MarkdownBar, Field: WritingArea }} /></Words>;
}
