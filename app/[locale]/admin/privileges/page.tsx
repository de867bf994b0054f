import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { KeptPrivileges } from "#components/privilege/space/kept-privileges.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "keptPrivileges" });
  return { title: t("title"), robots: { index: false } };
}

/** Where an admin says what members are given; to everyone else it is not there. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const actor = await viewer();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
  const t = await getTranslations("keptPrivileges");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-8 max-w-2xl text-soft">{t("intro")}</p>
      <Words names={["keptPrivileges"]}><KeptPrivileges /></Words>
    </div>
  );
}
