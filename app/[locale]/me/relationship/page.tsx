import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Relationship } from "#components/relationship/relationship.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "relationship" });
  return { title: t("title"), robots: { index: false } };
}

/** How the member and the company stand to each other. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("relationship");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["relationship", "chart"]}><Relationship /></Words>
    </div>
  );
}
