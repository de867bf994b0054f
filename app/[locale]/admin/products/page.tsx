import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Manage } from "#components/catalogue/manage.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "productAdmin" });
  return { title: t("title"), robots: { index: false } };
}

/** Where the catalogue is looked after. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("productAdmin");
  return (
    <div className="mx-auto max-w-5xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["productAdmin", "catalogue"]}><Manage /></Words>
    </div>
  );
}
