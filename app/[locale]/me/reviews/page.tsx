import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MyReviews } from "#components/reviews/my-reviews.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "myReviews" });
  return { title: t("title"), robots: { index: false } };
}

/** What someone reviewed, and what they could. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("myReviews");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["myReviews"]}><MyReviews /></Words>
    </div>
  );
}
