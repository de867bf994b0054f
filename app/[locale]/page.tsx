import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { CategoryNav } from "#components/forum/category-nav.tsx";
import { TopicList } from "#components/forum/topic-list.tsx";
import { CameCard } from "#components/buzz/came-card.tsx";
import { WelcomeCard } from "#components/identity/welcome-card.tsx";
import { visitor } from "#lib/core/actor.ts";
import { listCategories } from "#lib/forum/category-list.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { kindOf, type ListQuery, orderOf, textOf } from "../query.ts";
import { Words } from "../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<ListQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return { alternates: { canonical: `/${locale}`, languages: { en: "/en", fr: "/fr" }, types: { "application/atom+xml": `/${locale}/feed.xml` } } };
}

/** The front page: what is being talked about. */
export default async function Home({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const query = await searchParams;
  const sort = orderOf(query.sort);
  const after = textOf(query.after);
  const kind = kindOf(query.kind);
  const [t, categories, list] = await Promise.all([getTranslations("home"), listCategories(visitor), listTopics(visitor, { sort, kind, after })]);
  return (
    <Words names={["forum"]}>
      <div className="mb-8 max-w-2xl"><h1 className="page-title">{t("title")}</h1><p className="mt-2 text-soft sm:text-lg">{t("intro")}</p></div>
      <WelcomeCard />
      <CameCard />
      <div className="flex flex-col gap-6 lg:flex-row lg:gap-12">
        <CategoryNav categories={categories} locale={locale} />
        <div className="min-w-0 flex-1"><TopicList list={list} sort={sort} kind={kind} path={`/${locale}`} locale={locale} later={after !== undefined} /></div>
      </div>
    </Words>
  );
}
