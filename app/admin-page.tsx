import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { viewer } from "#lib/identity/viewer.ts";
import type en from "../messages/en.json";
import { Words } from "./words.tsx";

type Props = { params: Promise<{ locale: string }> };
/** What an admin keeps whole: each has a title and says what it is for. */
type Kept = "arrange" | "tagCare" | "keptPrivileges" | "services";

/** The title of such a page, which no search engine keeps. */
export const adminTitle = (of: Kept) => async ({ params }: Props): Promise<Metadata> => {
  const t = await getTranslations({ locale: (await params).locale, namespace: of });
  return { title: t("title"), robots: { index: false } };
};

/** Where an admin keeps something: its title, what it is for, and the keeping itself; to everyone else it is not there. */
export async function AdminPage({ params, of, words = [], children }: Props & { of: Kept; words?: (keyof typeof en)[]; children: React.ReactNode }) {
  setRequestLocale((await params).locale);
  const actor = await viewer();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
  const t = await getTranslations(of);
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-8 max-w-2xl text-soft">{t("intro")}</p>
      <Words names={[of, ...words]}>{children}</Words>
    </div>
  );
}
