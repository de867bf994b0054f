import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Handovers } from "#components/analytics/handovers.tsx";
import { seesFigures } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "handovers" });
  return { title: t("title"), robots: { index: false } };
}

/** Who was handed to the concierge; a concierge reads those who are theirs to speak to. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!seesFigures(await viewer())) notFound();
  return <Words names={["studio", "churn", "handovers"]}><Handovers /></Words>;
}
