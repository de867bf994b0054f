import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { ProductList } from "#components/catalogue/product-list.tsx";
import { listProducts } from "#lib/catalogue/queries.ts";
import type { ProductSort } from "#lib/catalogue/types.ts";
import { productSorts } from "#lib/catalogue/types.ts";
import { env } from "#lib/core/env.ts";
import { asPublic } from "../../as-public.ts";
import { numberOf, type Query, textOf } from "../../query.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<"sort" | "category" | "stars" | "available" | "after", Query>> };

const sortOf = (value: Query): ProductSort => productSorts.find((one) => one === value) ?? "reviewed";
const starsOf = (value: Query): number | undefined => { const stars = numberOf(value); return stars && stars <= 5 ? stars : undefined; };
const shown = cache((key: string) => asPublic(() => listProducts(JSON.parse(key) as Parameters<typeof listProducts>[0])));

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "catalogue" });
  const category = textOf((await searchParams).category);
  const path = `products${category ? `?category=${encodeURIComponent(category)}` : ""}`;
  return { title: t("title"), description: t("description", { site: env().SITE_NAME }), alternates: { canonical: `/${locale}/${path}`, languages: { en: `/en/${path}`, fr: `/fr/${path}` } } };
}

/** What is sold. */
export default async function Products({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const query = await searchParams;
  const chosen = { sort: sortOf(query.sort), category: textOf(query.category), stars: starsOf(query.stars), available: query.available === "1" };
  const after = textOf(query.after);
  const [t, list] = await Promise.all([getTranslations("catalogue"), shown(JSON.stringify({ ...chosen, after }))]);
  const here = list.categories.find((one) => one.slug === chosen.category);
  return (
    <Words names={["catalogue"]}>
      <div className="mb-8 max-w-2xl"><h1 className="page-title">{here?.name ?? t("title")}</h1><p className="mt-2 text-soft sm:text-lg">{t("intro")}</p></div>
      <ProductList list={list} categories={list.categories} locale={locale} chosen={chosen} later={after !== undefined} />
    </Words>
  );
}
