import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Subscribe } from "#components/outreach/subscribe.tsx";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { readNews } from "#lib/outreach/newsletters/archive.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "news" });
  return { title: t("title"), description: t("intro"), alternates: { canonical: `/${locale}/news`, languages: { en: "/en/news", fr: "/fr/news" } } };
}

/** The newsletters of the house, for everybody. */
export default async function Page({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [t, { newsletters }] = await Promise.all([getTranslations("news"), readNews()]);
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="page-title">{t("title")}</h1>
      <p className="mt-2 mb-10 max-w-[62ch] text-soft sm:text-lg">{t("intro")}</p>
      {newsletters.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      <Words names={["news"]}>
        <ul className="grid gap-6">
          {newsletters.map((one) => (
            <li key={one.id} className="card p-6 sm:p-8">
              <div className="flex flex-wrap items-start justify-between gap-4">
                <div className="min-w-0 flex-1 basis-64"><h2 className="font-serif text-2xl [overflow-wrap:anywhere]"><a className="no-underline hover:underline" href={`/${locale}/news/${one.slug}`}>{one.name}</a></h2><p className="mt-1 text-soft">{one.description}</p></div>
                <Subscribe id={one.id} path="/news" />
              </div>
              {one.issues.length > 0 && <ul className="mt-5 border-t border-line">{one.issues.map((issue) => <li key={issue.slug} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-3 last:border-0 last:pb-0"><a lang={one.locale} className="min-w-0 flex-1 basis-60 no-underline [overflow-wrap:anywhere] hover:underline" href={`/${locale}/news/${one.slug}/${issue.slug}`}>{issue.subject}</a><Time at={issue.at} className="text-sm text-faint" /></li>)}</ul>}
            </li>
          ))}
        </ul>
      </Words>
    </div>
  );
}
