import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { KeyCare } from "#components/keys/key-care.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "apiKeys" });
  return { title: t("title"), robots: { index: false } };
}

/** Where the keys of other systems are looked after. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("apiKeys");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["apiKeys"]}><KeyCare /></Words>
    </div>
  );
}
