import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MailMine } from "#components/outreach/mail-mine.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "mailIn" });
  return { title: t("askTitle"), robots: { index: false } };
}

/** Where the owner of an address says whether a mail in their name is theirs. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("mailIn");
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="page-title">{t("askTitle")}</h1>
      <p className="mt-2 mb-8 text-soft">{t("askIntro")}</p>
      <Words names={["mailIn"]}><MailMine /></Words>
    </div>
  );
}
