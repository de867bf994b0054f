import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ServiceEditor } from "#components/privilege/services/service-editor.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "services" });
  return { title: t("newTitle"), robots: { index: false } };
}

/** Where an admin makes a category of the catalogue. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
  return <div className="mx-auto max-w-3xl"><Words names={["services", "requests"]}><ServiceEditor /></Words></div>;
}
