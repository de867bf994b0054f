import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MyPoints } from "#components/buzz/my-points.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "points" });
  return { title: t("title"), robots: { index: false } };
}

/** What points somebody has, and how each of them came and went. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("points");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-3 mb-8 max-w-[60ch] text-soft">{t("intro")}</p>
      <Words names={["points", "invite"]}><MyPoints /></Words>
    </div>
  );
}
