import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Programmes } from "#components/buzz/programmes.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "programmes" });
  return { title: t("title"), robots: { index: false } };
}

/** What both sides of a referral get, for what and how much at most. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("programmes");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["programmes"]}><Programmes /></Words>
    </div>
  );
}
