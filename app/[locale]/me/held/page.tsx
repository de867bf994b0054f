import type { Metadata } from "next";

import { getTranslations, setRequestLocale } from "next-intl/server";
import { HeldList } from "#components/moderation/held-list.tsx";

import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "held" });
  return { title: t("title"), robots: { index: false } };
}

/** What of mine waits for a moderator. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);

  const t = await getTranslations("held");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title mb-6">{t("title")}</h1>
      <Words names={["held", "reasons"]}><HeldList /></Words>
    </div>
  );
}
