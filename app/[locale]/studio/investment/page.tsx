import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { InvestmentPage } from "#components/analytics/stages/investment.tsx";
import { seesFigures } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "investment" });
  return { title: t("title"), robots: { index: false } };
}

/** What serving costs and what it brings: marketers and admins see who, concierges figures over groups. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesFigures(await viewer())) notFound();
  return <Words names={["studio", "chart", "investment"]}><InvestmentPage /></Words>;
}
