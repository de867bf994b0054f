import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { RoomsAround } from "#components/chat/rooms-around.tsx";
import { CategoryIcon } from "#components/forum/category-icon.tsx";
import { CategoryNav } from "#components/forum/category-nav.tsx";
import { Follow } from "#components/forum/follow.tsx";
import { Subcategories } from "#components/forum/subcategories.tsx";
import { TopicList } from "#components/forum/topic-list.tsx";
import { roomsAround } from "#lib/chat/queries.ts";
import type { RoomAround } from "#lib/chat/types.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { listCategories, readCategory } from "#lib/forum/category-list.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import type { CategoryView, TopicKind, TopicList as List, TopicSort } from "#lib/forum/types.ts";
import { asPublic } from "../../../as-public.ts";
import { kindOf, type ListQuery, orderOf, textOf } from "../../../query.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string; slug: string }>; searchParams: Promise<ListQuery> };
type Shown = { category: CategoryView; categories: CategoryView[]; list: List; rooms: RoomAround[] };

async function readFor(actor: Actor, by: { slug: string; sort: TopicSort; kind: TopicKind | undefined; after: string | undefined }): Promise<Shown | Refusal> {
  const category = await readCategory(actor, by.slug);
  if (refused(category)) return category;
  const [categories, list, rooms] = await Promise.all([listCategories(actor), listTopics(actor, { sort: by.sort, categorySlug: by.slug, kind: by.kind, after: by.after }), roomsAround(actor, { of: "category", id: category.id })]);
  return { category, categories, list, rooms };
}

const read = cache((...[slug, sort, kind, after]: [string, TopicSort, TopicKind | undefined, string | undefined]) => asPublic((actor) => readFor(actor, { slug, sort, kind, after })));
const shown = (slug: string, query: ListQuery): Promise<Shown> => read(slug, orderOf(query.sort), kindOf(query.kind), textOf(query.after));

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const query = await searchParams;
  const { category } = await shown(slug, query);
  return { title: category.name, description: category.description, alternates: { canonical: `/${locale}/c/${slug}`, languages: { en: `/en/c/${slug}`, fr: `/fr/c/${slug}` }, ...(category.audience === "public" ? { types: { "application/atom+xml": `/${locale}/c/${slug}/feed.xml` } } : {}) }, openGraph: { type: "website", title: category.name, description: category.description, url: `/${locale}/c/${slug}` } };
}

/** A category and its topics. */
export default async function Category({ params, searchParams }: Props) {
  const { locale, slug } = await params;
  setRequestLocale(locale);
  const query = await searchParams;
  const sort = orderOf(query.sort);
  const kind = kindOf(query.kind);
  const after = textOf(query.after);
  const [t, { category, categories, list, rooms }] = await Promise.all([getTranslations("category"), shown(slug, query)]);
  const above: CategoryView[] = [];
  for (let at = categories.find((one) => one.slug === category.parent); at; at = categories.find((one) => one.slug === at?.parent)) above.unshift(at);
  return (
    <Words names={["forum"]}>
      <div className="mb-8 max-w-2xl">
        {above.length > 0 && <p className="mb-2 flex flex-wrap gap-x-2 text-[0.9rem] text-soft">{above.map((one) => <span key={one.slug}><a href={`/${locale}/c/${one.slug}`} className="no-underline hover:text-ink">{one.name}</a> ›</span>)}</p>}
        <h1 className="page-title flex items-baseline gap-3"><span className="translate-y-0.5"><CategoryIcon icon={category.icon} colour={category.colour} size={28} /></span>{category.name}</h1>
        <p className="mt-2 text-soft sm:text-lg">{category.description}</p>
        {category.retired && <p className="mt-2 text-soft">{t("retired")}</p>}
        <p className="mt-1 text-sm text-faint">{t("counts", { topics: category.topicCount, posts: category.postCount })}</p>
        <div className="no-print mt-3 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1"><Follow subject={{ type: "category", id: String(category.id) }} /><RoomsAround of="category" id={category.id} rooms={rooms} /></div>
      </div>
      <div className="flex flex-col gap-6 lg:flex-row lg:gap-12">
        <CategoryNav categories={categories} locale={locale} current={slug} />
        <div className="min-w-0 flex-1">
          {!after && <Subcategories categories={categories.filter((one) => one.parent === slug)} locale={locale} />}
          <TopicList list={list} sort={sort} kind={kind} path={`/${locale}/c/${slug}`} locale={locale} later={after !== undefined} category={slug} />
        </div>
      </div>
    </Words>
  );
}
