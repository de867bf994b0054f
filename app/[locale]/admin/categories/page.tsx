import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Arrangement } from "#components/forum/arrangement.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "arrange" });
  return { title: t("title"), robots: { index: false } };
}

/** Where an admin arranges the categories; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const actor = await viewer();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
  const t = await getTranslations("arrange");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-8 max-w-2xl text-soft">{t("intro")}</p>
      <Words names={["arrange", "topicMenu"]}><Arrangement /></Words>
    </div>
  );
}
