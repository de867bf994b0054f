import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { SearchView } from "#components/search/search-view.tsx";
import { formatQuery, parseQuery } from "#lib/search/query-language.ts";
import { type Query, textOf } from "../../query.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ q?: Query }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "search" });
  const q = textOf((await searchParams).q)?.slice(0, 80);
  return { title: q ? t("titleOf", { q }) : t("title"), robots: { index: false } };
}

/** Search. What is found arrives by its door, as the reader may see it. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("search");
  const q = (textOf((await searchParams).q) ?? "").slice(0, 300).trim();
  const query = parseQuery(q);
  return (
    <Words names={["search", "problem"]}>
      <div className="mx-auto max-w-3xl">
        <h1 className="page-title mb-5">{t("title")}</h1>
        <SearchView key={q} asked={{ q, words: formatQuery({ ...query, filters: [], unknown: [] }), filters: query.filters }} />
      </div>
    </Words>
  );
}
