import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Conversation } from "#components/outreach/conversation.tsx";
import { seesFigures } from "#lib/analytics/types.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "conversation" });
  return { title: t("title"), robots: { index: false } };
}

/** All mail with one person, for concierges, marketers and admins; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  if (!seesFigures(await viewer())) notFound();
  const t = await getTranslations("conversation");
  return (
    <div className="mx-auto max-w-3xl">
      <a className="text-sm text-soft no-underline hover:underline" data-up href={`/${locale}/desk/mail`}>{t("deskTitle")}</a>
      <Words names={["conversation", "mailIn"]}><Conversation id={id} heading="page" /></Words>
    </div>
  );
}
