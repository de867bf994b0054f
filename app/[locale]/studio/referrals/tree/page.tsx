import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { TreePage } from "#components/analytics/referrals/tree.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("tree.title"), robots: { index: false } };
}

/** Who brought whom, for marketers and admins; to everyone else it is not there. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  if (!seesIndividuals(await viewer())) notFound();
  const { of } = await searchParams;
  return <Words names={["studio", "wordOfMouth"]}><TreePage of={typeof of === "string" && /^[0-9a-f-]{36}$/.test(of) ? of : null} /></Words>;
}
