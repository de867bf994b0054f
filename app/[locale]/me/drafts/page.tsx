import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Drafts } from "#components/forum/drafts.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "reading" });
  return { title: t("draftsTitle"), robots: { index: false } };
}

/** What one has begun to write. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("reading");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("draftsTitle")}</h1>
      <p className="mt-2 mb-8 text-soft sm:text-lg">{t("draftsIntro")}</p>
      <Words names={["reading"]}><Drafts /></Words>
    </div>
  );
}
