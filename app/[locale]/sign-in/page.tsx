import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Frame } from "#components/identity/frame.tsx";
import { SignIn } from "#components/identity/sign-in.tsx";
import { env } from "#lib/core/env.ts";
import { keptMailPath } from "#lib/mail/outbox.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "identity" });
  return { title: t("signInTitle"), robots: { index: false }, referrer: "no-referrer" };
}

/** Signing in. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("identity");
  return <Frame title={t("signInTitle")} intro={t("signInIntro")}><Words names={["identity"]}><SignIn oidc={env().OIDC_ISSUER ? env().OIDC_NAME : undefined} mailHref={keptMailPath(locale)} /></Words></Frame>;
}
