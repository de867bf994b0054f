import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Unread } from "#components/forum/unread.tsx";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "reading" });
  return { title: t("unreadTitle"), robots: { index: false } };
}

/** What is new in what one follows. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("reading");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("unreadTitle")}</h1>
      <p className="mt-2 mb-8 text-soft sm:text-lg">{t("unreadIntro")}</p>
      <Words names={["reading"]}><Unread /></Words>
    </div>
  );
}
