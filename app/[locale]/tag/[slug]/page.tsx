import type { Metadata } from "next";
import { Tag as Sign } from "lucide-react";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { CategoryNav } from "#components/forum/category-nav.tsx";
import { Follow } from "#components/forum/follow.tsx";
import { TopicList } from "#components/forum/topic-list.tsx";
import { refused } from "#lib/core/errors.ts";
import { listCategories } from "#lib/forum/category-list.ts";
import { readTag } from "#lib/forum/tag-list.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import type { TopicSort } from "#lib/forum/types.ts";
import { asPublic } from "../../../as-public.ts";
import { type ListQuery, orderOf, textOf } from "../../../query.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string; slug: string }>; searchParams: Promise<ListQuery> };

const shown = cache((slug: string, sort: TopicSort, after: string | undefined) => asPublic(async (actor) => {
  const tag = await readTag(actor, slug);
  if (refused(tag)) return tag;
  const [categories, list] = await Promise.all([listCategories(actor), listTopics(actor, { sort: sort === "votes" ? "latest" : sort, tagSlug: slug, after })]);
  return { tag, categories, list };
}));

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const query = await searchParams;
  const { tag } = await shown(slug, orderOf(query.sort), textOf(query.after));
  const t = await getTranslations({ locale, namespace: "lists" });
  return { title: tag.name, description: tag.description || t("tagged", { name: tag.name }), alternates: { canonical: `/${locale}/tag/${slug}`, languages: { en: `/en/tag/${slug}`, fr: `/fr/tag/${slug}` }, types: { "application/atom+xml": `/${locale}/tag/${slug}/feed.xml` } } };
}

/** What stands under a tag. */
export default async function TagPage({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  setRequestLocale(locale);
  const query = await searchParams;
  const sort = orderOf(query.sort);
  const after = textOf(query.after);
  const [t, { tag, categories, list }] = await Promise.all([getTranslations("lists"), shown(slug, sort, after)]);
  return (
    <Words names={["forum"]}>
      <div className="mb-8 max-w-2xl">
        <h1 className="page-title flex items-baseline gap-3"><Sign aria-hidden size={26} className="flex-none translate-y-0.5 text-accent" />{tag.name}</h1>
        {tag.description && <p className="mt-3 break-words text-soft">{tag.description}</p>}
        <p className="mt-2 text-sm text-faint">{t("topicCount", { count: tag.topics })}</p>
        <div className="no-print mt-3 flex min-h-8 items-center gap-2"><Follow subject={{ type: "tag", id: String(tag.id) }} /></div>
      </div>
      <div className="flex flex-col gap-6 lg:flex-row lg:gap-12">
        <CategoryNav categories={categories} locale={locale} current={`tag ${slug}`} />
        <div className="min-w-0 flex-1"><TopicList list={list} sort={sort} path={`/${locale}/tag/${slug}`} locale={locale} later={after !== undefined} byKind={false} /></div>
      </div>
    </Words>
  );
}
