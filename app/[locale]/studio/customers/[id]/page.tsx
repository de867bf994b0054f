import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Person } from "#components/analytics/customers/person.tsx";
import { NeedsOfCustomer } from "#components/analytics/stages/of-customer.tsx";
import { Conversation } from "#components/outreach/conversation.tsx";
import { OfCustomer } from "#components/analytics/referrals/of-customer.tsx";
import { seesIndividuals } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "customerPage" });
  return { title: t("title"), robots: { index: false } };
}

/** A customer, for marketers and admins; to everyone else they are not there. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  if (!seesIndividuals(await viewer())) notFound();
  return <Words names={["studio", "chart", "customerPage", "relationship", "kinds", "badges", "wordOfMouth", "conversation", "mailIn", "stages", "ladder"]}><Person id={id} more={<><NeedsOfCustomer id={id} /><OfCustomer id={id} /><Conversation id={id} heading="section" /></>} /></Words>;
}
