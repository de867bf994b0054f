import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AddressLink } from "#components/identity/address-link.tsx";
import { Frame } from "#components/identity/frame.tsx";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "identity" });
  return { title: t("addressUndoTitle"), robots: { index: false }, referrer: "no-referrer" };
}

/** Where the link that takes a change of address back leads. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("identity");
  return <Frame title={t("addressUndoTitle")} intro={t("addressUndoIntro")}><Words names={["identity"]}><AddressLink act="undo" /></Words></Frame>;
}
