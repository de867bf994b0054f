import type { Metadata } from "next";

import { getTranslations, setRequestLocale } from "next-intl/server";
import { MyStanding } from "#components/moderation/my-standing.tsx";

import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "rulings" });
  return { title: t("title"), robots: { index: false } };
}

/** How one stands with the community, and why. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);

  const t = await getTranslations("rulings");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title mb-6">{t("title")}</h1>
      <Words names={["rulings", "reasons"]}><MyStanding /></Words>
    </div>
  );
}
