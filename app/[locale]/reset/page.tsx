import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Frame } from "#components/identity/frame.tsx";
import { Reset } from "#components/identity/reset.tsx";
import { keptMailPath } from "#lib/mail/outbox.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "identity" });
  return { title: t("resetTitle"), robots: { index: false }, referrer: "no-referrer" };
}

/** A forgotten password. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("identity");
  return <Frame title={t("resetTitle")} intro={t("resetIntro")}><Words names={["identity"]}><Reset mailHref={keptMailPath(locale)} /></Words></Frame>;
}
