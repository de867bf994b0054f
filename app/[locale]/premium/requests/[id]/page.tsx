import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Request } from "#components/privilege/requests/request.tsx";
import { numberOf } from "../../../../query.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "requests" });
  return { title: t("one"), robots: { index: false } };
}

/** One request. Its door answers to its member, to whom they let read it, and to the desk; to everyone else there is none. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  return <Words names={["requests", "photos"]}><Request id={numberOf(id) ?? notFound()} /></Words>;
}
