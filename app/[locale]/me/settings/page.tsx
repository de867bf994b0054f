import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ChatSettings } from "#components/chat/chat-settings.tsx";
import { Settings } from "#components/identity/settings.tsx";
import { MyData } from "#components/moderation/my-data.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "settings" });
  return { title: t("title"), robots: { index: false } };
}

/** One’s own account. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("settings");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["settings"]}><Settings /></Words>
      <Words names={["chatSettings"]}><ChatSettings /></Words>
      <Words names={["myData"]}><MyData /></Words>
    </div>
  );
}
