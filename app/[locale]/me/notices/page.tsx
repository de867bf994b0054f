import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { NoticePage } from "#components/notices/notice-page.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "notices" });
  return { title: t("title"), robots: { index: false } };
}

/** What one should hear of. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("notices");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-6 text-soft">{t("intro")}</p>
      <Words names={["notices"]}><NoticePage /></Words>
    </div>
  );
}
