import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Frame } from "#components/identity/frame.tsx";
import { SignUp } from "#components/identity/sign-up.tsx";
import { keptMailPath } from "#lib/mail/outbox.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "identity" });
  return { title: t("signUpTitle"), robots: { index: false }, referrer: "no-referrer" };
}

/** Joining. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("identity");
  return <Frame title={t("signUpTitle")} intro={t("signUpIntro")}><Words names={["identity"]}><SignUp mailHref={keptMailPath(locale)} /></Words></Frame>;
}
