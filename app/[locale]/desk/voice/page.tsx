import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RunVoicePage } from "#components/privilege/space/run-voice.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { worksAtRequests } from "#lib/privilege/requests/types.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "runVoice" });
  return { title: t("heading"), robots: { index: false } };
}

/** Where the desk of requests invites members, reads what they answered and says what came of it; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  if (!worksAtRequests(await viewer())) notFound();
  const t = await getTranslations("runVoice");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title">{t("heading")}</h1>
      <p className="mt-2 mb-8 max-w-2xl text-soft">{t("intro")}</p>
      <Words names={["runVoice"]}><RunVoicePage /></Words>
    </div>
  );
}
