import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DeskNav } from "#components/moderation/desk-nav.tsx";
import { Health } from "#components/moderation/health.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { atDesk } from "#lib/moderation/types.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "health" });
  return { title: t("title"), robots: { index: false } };
}

/** The community at a glance. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  // Who does not work at the desk is told that there is none.
  if (!atDesk(await viewer())) notFound();
  const t = await getTranslations("health");
  return (
    <div className="mx-auto max-w-5xl">
      <h1 className="page-title mb-3">{t("title")}</h1>
      <DeskNav current="health" />
      <Words names={["health", "desk"]}><Health /></Words>
    </div>
  );
}
