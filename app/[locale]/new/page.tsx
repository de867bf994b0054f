import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { NewTopic } from "#components/forum/new-topic.tsx";
import { kindOf, type Query, textOf } from "../../query.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ category?: Query; kind?: Query; title?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "newTopic" });
  return { title: t("heading"), robots: { index: false } };
}

/** Where a topic is opened. */
export default async function New({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("newTopic");
  const query = await searchParams;
  return (
    <Words names={["newTopic", "composer", "writing", "forum", "tagField", "search"]}>
      <div className="mx-auto max-w-3xl">
        <h1 className="page-title">{t("heading")}</h1>
        <p className="mt-3 mb-8 text-soft">{t("intro")}</p>
        <NewTopic category={textOf(query.category)} kind={kindOf(query.kind)} title={textOf(query.title)?.slice(0, 150)} />
      </div>
    </Words>
  );
}
