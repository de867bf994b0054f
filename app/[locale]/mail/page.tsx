import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MailChoices } from "#components/outreach/mail-choices.tsx";
import { MailLists } from "#components/outreach/mail-lists.tsx";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "mailChoices" });
  return { title: t("title"), robots: { index: false } };
}

/** What one gets by mail, chosen from a letter or signed in. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("mailChoices");
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-8 text-soft">{t("intro")}</p>
      <Words names={["notices", "mailChoices"]}><MailChoices /></Words>
      <Words names={["mailLists"]}><MailLists /></Words>
      <p className="border-t border-line pt-6"><a className="link" href={`/${locale}/me/mail`}>{(await getTranslations("mailIn"))("title")}</a></p>
    </div>
  );
}
