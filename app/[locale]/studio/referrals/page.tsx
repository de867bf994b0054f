import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { FunnelPage } from "#components/analytics/referrals/funnel.tsx";
import { periods, splits } from "#lib/analytics/referrals/types.ts";
import { seesFigures, seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "wordOfMouth" });
  return { title: t("title"), robots: { index: false } };
}

/** Word of mouth at a glance: marketers and admins see who, concierges how many. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (!seesFigures(actor)) notFound();
  const { days, split } = await searchParams;
  const individuals = seesIndividuals(actor);
  const by = splits.find((one) => one === split && (individuals || one !== "referrer")) ?? "channel";
  return <Words names={["studio", "chart", "wordOfMouth"]}><FunnelPage days={periods.find((one) => String(one) === days) ?? 90} split={by} individuals={individuals} /></Words>;
}
