import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Written } from "#components/outreach/written.tsx";
import { seesFigures } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "conversation" });
  return { title: t("deskTitle"), robots: { index: false } };
}

/** What was written to the house by mail, for concierges, marketers and admins; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesFigures(await viewer())) notFound();
  const t = await getTranslations("conversation");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("deskTitle")}</h1>
      <p className="mt-2 mb-6 text-soft">{t("deskIntro")}</p>
      <Words names={["conversation"]}><Written /></Words>
    </div>
  );
}
