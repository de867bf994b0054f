import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Welcome } from "#components/chat/welcome.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "chat" });
  return { title: t("title"), robots: { index: false } };
}

/** The rooms, while none is open. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  return <Welcome />;
}
