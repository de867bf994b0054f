import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RequestDesk } from "#components/privilege/requests/desk.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { worksAtRequests } from "#lib/privilege/requests/types.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "requestDesk" });
  return { title: t("title"), robots: { index: false } };
}

/** What members need, in one queue, for concierges and admins; to everyone else there is none. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!worksAtRequests(await viewer())) notFound();
  const t = await getTranslations("requestDesk");
  return (
    <div>
      <h1 className="page-title mb-6">{t("title")}</h1>
      <Words names={["requestDesk", "requests", "claimDesk"]}><RequestDesk /></Words>
    </div>
  );
}
