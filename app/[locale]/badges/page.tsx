import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { BadgeMark } from "#components/badges/badge-mark.tsx";
import { criteria } from "#lib/badges/criteria.ts";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "badges" });
  return { title: t("title"), description: t("intro"), alternates: { canonical: `/${locale}/badges`, languages: { en: "/en/badges", fr: "/fr/badges" } } };
}

/** What each badge takes: the very table by which they are given. */
export default async function Badges({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("badges");
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-8 max-w-[62ch] text-soft sm:text-lg">{t("intro")}</p>
      <ul className="grid gap-4 sm:grid-cols-2">
        {criteria.map(({ key, least }) => (
          <li key={key} id={key} className="card flex gap-4 p-5 target:border-accent">
            <span className="grid size-11 flex-none place-items-center rounded-full bg-accent-soft"><BadgeMark badge={key} size={20} /></span>
            <div className="min-w-0"><h2 className="section-title">{t(`of.${key}.name`)}</h2><p className="mt-1 text-[0.95rem] text-soft">{t(`of.${key}.takes`, { least })}</p></div>
          </li>
        ))}
      </ul>
      <p className="mt-8 text-sm text-faint">{t("back")}</p>
    </div>
  );
}
