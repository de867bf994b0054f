import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { PrivilegesPage } from "#components/privilege/space/privileges.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "privileges" });
  return { title: t("title"), robots: { index: false } };
}

/** What a member is given. Nothing of it is in the page itself: its doors answer to who asks. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("privileges");
  return (
    <div className="mx-auto max-w-4xl">
      <p><a href={`/${locale}/premium`} className="act -ml-2">← {t("toSpace")}</a></p>
      <h1 className="page-title mt-2">{t("title")}</h1>
      <p className="mt-2 mb-10 max-w-2xl text-soft sm:text-lg">{t("intro")}</p>
      <Words names={["privileges"]}><PrivilegesPage /></Words>
    </div>
  );
}
