import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ServiceEditor } from "#components/privilege/services/service-editor.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { numberOf } from "../../../../query.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "services" });
  return { title: t("one"), robots: { index: false } };
}

/** One category of the catalogue, with its history; to everyone but an admin it is not there. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  const actor = await viewer();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
  return <div className="mx-auto max-w-3xl"><Words names={["services", "requests"]}><ServiceEditor id={numberOf(id) ?? notFound()} /></Words></div>;
}
