import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Frame } from "#components/identity/frame.tsx";
import { Confirm } from "#components/identity/confirm.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "identity" });
  return { title: t("confirmTitle"), robots: { index: false }, referrer: "no-referrer" };
}

/** Where a mailed link leads. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("identity");
  return <Frame title={t("confirmTitle")} intro={t("confirmIntro")}><Words names={["identity"]}><Confirm /></Words></Frame>;
}
