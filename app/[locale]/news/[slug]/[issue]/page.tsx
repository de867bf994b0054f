import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Subscribe } from "#components/outreach/subscribe.tsx";
import { Time } from "#components/ui/time.tsx";
import { refused } from "#lib/core/errors.ts";
import { readIssue } from "#lib/outreach/newsletters/archive.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; slug: string; issue: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug, issue } = await params;
  const one = await readIssue(slug, issue);
  return refused(one) ? {} : { title: one.issue.subject, description: one.issue.preview || one.newsletter.name, alternates: { canonical: `/${locale}/news/${slug}/${issue}` } };
}

/** An issue as everybody may read it. */
export default async function Page({ params }: Props) {
  const { locale, slug, issue } = await params;
  setRequestLocale(locale);
  const [t, one] = await Promise.all([getTranslations("news"), readIssue(slug, issue)]);
  if (refused(one)) notFound();
  const base = `/${locale}/news/${slug}`;
  const { issue: said } = one;
  return (
    <article className="mx-auto max-w-[44rem]">
      <a className="text-sm text-soft no-underline hover:underline" data-up href={base}>{one.newsletter.name}</a>
      <h1 className="page-title" lang={one.newsletter.locale}>{said.subject}</h1>
      <p className="mt-2 text-sm text-faint"><Time at={said.at} /></p>
      <div lang={one.newsletter.locale}>
        {said.preview && <p className="mt-4 font-serif text-xl leading-relaxed text-soft [overflow-wrap:anywhere]">{said.preview}</p>}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the house's own Markdown, which lets no HTML through */}
        <div className="prose-post mt-8" dangerouslySetInnerHTML={{ __html: said.html }} />
        {said.actionLabel && said.actionPath && <a className="btn btn-accent mt-8" href={/^\/(en|fr)(\/|$)/.test(said.actionPath) ? said.actionPath : `/${locale}${said.actionPath}`}>{said.actionLabel}</a>}
      </div>
      <div className="mt-12 flex flex-wrap items-center justify-between gap-4 border-t border-line pt-6"><p className="text-soft">{t("byMail", { name: one.newsletter.name })}</p><Words names={["news"]}><Subscribe id={one.newsletter.id} path={`/news/${slug}/${issue}`} /></Words></div>
      <nav aria-label={t("others")} className="mt-6 grid gap-4 sm:grid-cols-2">
        {one.before && <a rel="prev" className="min-w-0 no-underline hover:underline" href={`${base}/${one.before.slug}`}><span className="eyebrow block">{t("before")}</span><span className="font-serif text-lg [overflow-wrap:anywhere]" lang={one.newsletter.locale}>{one.before.subject}</span></a>}
        {one.after && <a rel="next" className="min-w-0 no-underline hover:underline sm:col-start-2 sm:text-right" href={`${base}/${one.after.slug}`}><span className="eyebrow block">{t("after")}</span><span className="font-serif text-lg [overflow-wrap:anywhere]" lang={one.newsletter.locale}>{one.after.subject}</span></a>}
      </nav>
    </article>
  );
}
