import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Subscribe } from "#components/outreach/subscribe.tsx";
import { Time } from "#components/ui/time.tsx";
import { refused } from "#lib/core/errors.ts";
import { readNewsletter } from "#lib/outreach/newsletters/archive.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string; slug: string }>; searchParams: Promise<{ after?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const one = await readNewsletter(slug);
  return refused(one) ? {} : { title: one.name, description: one.description, alternates: { canonical: `/${locale}/news/${slug}`, languages: { en: `/en/news/${slug}`, fr: `/fr/news/${slug}` } } };
}

/** A newsletter with its issues, for everybody. */
export default async function Page({ params, searchParams }: Props) {
  const [{ locale, slug }, { after }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const [t, one] = await Promise.all([getTranslations("news"), readNewsletter(slug, typeof after === "string" ? after : undefined)]);
  if (refused(one)) notFound();
  return (
    <div className="mx-auto max-w-3xl">
      <a className="text-sm text-soft no-underline hover:underline" data-up href={`/${locale}/news`}>{t("title")}</a>
      <h1 className="page-title">{one.name}</h1>
      <p className="mt-2 mb-6 max-w-[62ch] text-soft sm:text-lg">{one.description}</p>
      <Words names={["news"]}><Subscribe id={one.id} path={`/news/${slug}`} /></Words>
      {one.issues.length === 0 && <p className="mt-10 text-soft">{t("noIssues")}</p>}
      <ul className="mt-10 divide-y divide-line border-t border-line">
        {one.issues.map((issue) => (
          <li key={issue.slug} data-item tabIndex={-1} className="py-5" lang={one.locale}>
            <a data-open className="font-serif text-[1.4rem] leading-snug no-underline [overflow-wrap:anywhere] hover:underline" href={`/${locale}/news/${slug}/${issue.slug}`}>{issue.subject}</a>
            {issue.preview && <p className="mt-1 text-soft [overflow-wrap:anywhere]">{issue.preview}</p>}
            <p className="mt-1 text-sm text-faint"><Time at={issue.at} /></p>
          </li>
        ))}
      </ul>
      {one.next ? <a className="btn btn-quiet mt-6" rel="next" href={`/${locale}/news/${slug}?after=${one.next}`}>{t("older")}</a> : one.issues.length > 0 && <p className="mt-6 text-sm text-faint">{t("first")}</p>}
    </div>
  );
}
