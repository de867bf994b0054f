import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MyMails } from "#components/outreach/my-mails.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "mailIn" });
  return { title: t("title"), robots: { index: false } };
}

/** What someone wrote to the house by mail, and what became of it. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("mailIn");
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-8 text-soft">{t("intro")}</p>
      <Words names={["mailIn"]}><MyMails /></Words>
    </div>
  );
}
