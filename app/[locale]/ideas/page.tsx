import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { IdeaList } from "#components/forum/idea-list.tsx";
import { listTopics } from "#lib/forum/topic-list.ts";
import { visitor } from "#lib/core/actor.ts";
import { weightsOf } from "#lib/privilege/voice/weights.ts";
import { type Query, statusOf, textOf } from "../../query.ts";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ status?: Query; after?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "ideas" });
  return { title: t("title"), description: t("intro"), alternates: { canonical: `/${locale}/ideas`, languages: { en: "/en/ideas", fr: "/fr/ideas" } } };
}

/** What people want made, mended or changed, the most wanted first, and what became of it. */
export default async function Ideas({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const query = await searchParams;
  const status = statusOf(query.status);
  const after = textOf(query.after);
  const [t, list] = await Promise.all([getTranslations("ideas"), listTopics(visitor, { sort: "votes", status, after })]);
  const weights = await weightsOf(list.topics.map((idea) => idea.id));
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <div className="max-w-xl"><h1 className="page-title">{t("title")}</h1><p className="mt-2 text-soft sm:text-lg">{t("intro")}</p></div>
        <a href={`/${locale}/new?kind=idea`} className="btn btn-accent">{t("open")}</a>
      </div>
      <IdeaList list={list} status={status} locale={locale} later={after !== undefined} weights={weights} />
    </div>
  );
}
