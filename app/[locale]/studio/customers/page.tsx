import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Customers } from "#components/analytics/customers/customers.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "customers" });
  return { title: t("title"), robots: { index: false } };
}

/** Everybody, for marketers and admins; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  if (!seesIndividuals(await viewer())) notFound();
  return <Words names={["studio", "chart", "customers", "segments", "kinds", "badges"]}><Customers /></Words>;
}
