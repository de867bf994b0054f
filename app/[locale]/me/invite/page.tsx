import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Invite } from "#components/buzz/invite.tsx";
import { env } from "#lib/core/env.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "invite" });
  return { title: t("title"), robots: { index: false } };
}

/** Inviting others, what came of it, and what one gets for it. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("invite");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["invite", "share"]}><Invite siteName={env().SITE_NAME} /></Words>
    </div>
  );
}
