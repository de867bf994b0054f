import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Decline } from "#components/reviews/decline.tsx";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "decline" });
  return { title: t("title"), robots: { index: false } };
}

/** Where invitations to review are declined, from their own letter. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("decline");
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["decline"]}><Decline /></Words>
    </div>
  );
}
