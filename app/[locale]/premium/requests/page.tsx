import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RequestsPage } from "#components/privilege/requests/request-list.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "requests" });
  return { title: t("title"), robots: { index: false } };
}

/** What a member forwarded. Nothing of it is in the page itself: its doors answer to who asks. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  return <Words names={["requests"]}><RequestsPage /></Words>;
}
