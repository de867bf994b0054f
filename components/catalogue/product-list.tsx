import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { CategoryRow, ProductList as List, ProductSort } from "#lib/catalogue/types.ts";
import { productSorts } from "#lib/catalogue/types.ts";
import { ProductCard } from "./product-card.tsx";

export type Chosen = { sort: ProductSort; category?: string | undefined; stars?: number | undefined; available: boolean };

/** The address of the list as chosen. */
export function listPath(locale: string, by: Partial<Chosen> & { after?: string | null }): string {
  const params = new URLSearchParams();
  if (by.category) params.set("category", by.category);
  if (by.stars) params.set("stars", String(by.stars));
  if (by.available) params.set("available", "1");
  if (by.sort && by.sort !== "reviewed") params.set("sort", by.sort);
  if (by.after) params.set("after", by.after);
  return `/${locale}/products${params.size ? `?${params}` : ""}`;
}

function Categories({ categories, locale, chosen }: { categories: readonly CategoryRow[]; locale: string; chosen: Chosen }) {
  const t = useTranslations("catalogue");
  const row = (here: boolean): string => `flex items-baseline justify-between gap-3 rounded-md px-3 py-1.5 no-underline max-lg:whitespace-nowrap ${here ? "bg-sunk font-[560] text-ink" : "text-soft hover:text-ink"}`;
  return (
    <nav aria-label={t("categories")} className="lg:w-56 lg:shrink-0">
      <ul className="flex gap-1 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 lg:flex-col">
        <li><a href={listPath(locale, { ...chosen, category: undefined })} aria-current={chosen.category ? undefined : "page"} className={row(!chosen.category)}>{t("everything")}</a></li>
        {categories.map((one) => (
          <li key={one.id} className={["", "lg:pl-4", "lg:pl-8"][Math.min(one.depth, 2)]}>
            <a href={listPath(locale, { ...chosen, category: one.slug })} aria-current={one.slug === chosen.category ? "page" : undefined} className={row(one.slug === chosen.category)}>
              <span className="min-w-0 wrap-anywhere">{one.name}</span>{one.products > 0 && <span className="text-sm font-normal text-faint tabular-nums">{one.products}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Choice({ href, on, children }: { href: string; on: boolean; children: React.ReactNode }) {
  return <a href={href} aria-current={on ? "true" : undefined} className={`rounded-full border px-3 py-1 text-sm no-underline ${on ? "border-accent bg-accent-soft text-accent-strong" : "border-line text-soft hover:border-line-strong hover:text-ink"}`}>{children}</a>;
}

/** Products by category, in an order, narrowed to what is liked and what can be had. */
export function ProductList({ list, categories, locale, chosen, later }: { list: List; categories: readonly CategoryRow[]; locale: string; chosen: Chosen; later: boolean }) {
  const t = useTranslations("catalogue");
  return (
    <div className="flex flex-col gap-6 lg:flex-row lg:gap-12">
      <Categories categories={categories} locale={locale} chosen={chosen} />
      <section aria-label={t("title")} className="min-w-0 flex-1">
        <div className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          <nav aria-label={t("order")} className="flex flex-wrap gap-2">{productSorts.map((one) => <Choice key={one} href={listPath(locale, { ...chosen, sort: one })} on={one === chosen.sort}>{t(`sorts.${one}`)}</Choice>)}</nav>
          <nav aria-label={t("narrow")} className="flex flex-wrap gap-2">
            <Choice href={listPath(locale, { ...chosen, stars: chosen.stars === 4 ? undefined : 4 })} on={chosen.stars === 4}>{t("fourUp")}</Choice>
            <Choice href={listPath(locale, { ...chosen, available: !chosen.available })} on={chosen.available}>{t("available")}</Choice>
          </nav>
        </div>
        {list.products.length === 0 ? <EmptyState title={t("empty.title")} text={t("empty.text")} action={{ label: t("everything"), href: listPath(locale, {}) }} />
          : <ul className="grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 md:grid-cols-3">{list.products.map((product, place) => <ProductCard key={product.id} product={product} locale={locale} eager={place < 3} />)}</ul>}
        <div className="flex justify-between gap-4 py-10">
          {later ? <a href={listPath(locale, chosen)} className="btn btn-quiet">{t("firstPage")}</a> : <span />}
          {list.next ? <a href={listPath(locale, { ...chosen, after: list.next })} rel="next" className="btn btn-quiet">{t("more")}</a> : list.products.length > 0 && <p className="py-2 text-sm text-faint">{t("end")}</p>}
        </div>
      </section>
    </div>
  );
}
