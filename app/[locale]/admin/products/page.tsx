import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Manage } from "#components/catalogue/manage.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "productAdmin" });
  return { title: t("title"), robots: { index: false } };
}

/** Where the catalogue is looked after; to everyone but an admin it is not there. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
  const t = await getTranslations("productAdmin");
  return (
    <div className="mx-auto max-w-5xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["productAdmin", "catalogue"]}><Manage /></Words>
    </div>
  );
}
