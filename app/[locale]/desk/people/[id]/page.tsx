import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DeskAccount } from "#components/moderation/desk-account.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { atDesk } from "#lib/moderation/types.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "account" });
  return { title: t("title"), robots: { index: false } };
}

/** Someone as the desk knows them, and what may be decided about them. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  // Who does not work at the desk is told that there is none.
  if (!atDesk(await viewer())) notFound();
  const t = await getTranslations("account");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title mb-6">{t("title")}</h1>
      <Words names={["account", "desk", "rulings", "reasons"]}><DeskAccount id={id} /></Words>
    </div>
  );
}
