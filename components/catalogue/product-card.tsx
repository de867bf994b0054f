import { useLocale, useTranslations } from "next-intl";
import { Stars } from "#components/ui/stars.tsx";
import type { ProductRow } from "#lib/catalogue/types.ts";
import { Price, Stock } from "./price.tsx";

/** What stands where a product has no picture: its initial, quietly. */
export function Blank({ name }: { name: string }) {
  return <span aria-hidden className="grid size-full place-items-center bg-sunk font-serif text-6xl text-line-strong">{name.trim()[0]?.toUpperCase()}</span>;
}

/** One product of a list. */
export function ProductCard({ product, locale, eager = false }: { product: ProductRow; locale: string; eager?: boolean }) {
  const t = useTranslations("catalogue");
  const language = useLocale();
  const mean = product.ratingCount ? product.ratingSum / product.ratingCount : 0;
  const shown = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean);
  return (
    <li className="group relative min-w-0">
      <div className="aspect-[4/3] overflow-hidden rounded-xl border border-line bg-sunk">
        {/* biome-ignore lint/performance/noImgElement: already small; an optimiser in front would only add a hop */}
        {product.image ? <img src={product.image.small} alt="" width={product.image.width} height={product.image.height} loading={eager ? "eager" : "lazy"} className="size-full object-cover transition-transform duration-200 group-hover:scale-[1.02]" /> : <Blank name={product.name} />}
      </div>
      <h2 className="mt-3 font-serif text-lg leading-snug font-[500] wrap-anywhere"><a href={`/${locale}/products/${product.slug}`} className="no-underline after:absolute after:inset-0 group-hover:underline">{product.name}</a></h2>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm text-soft">
        {product.ratingCount > 0 ? <><Stars value={mean} label={t("rated", { mean: shown })} /><span className="tabular-nums">{shown}</span><span className="text-faint">{t("reviewCount", { count: product.ratingCount })}</span></> : <span className="text-faint">{t("noReviews")}</span>}
      </p>
      <p className="mt-1 flex flex-wrap items-center justify-between gap-x-3"><Price cents={product.priceCents} currency={product.currency} className="font-[560]" />{product.availability !== "in_stock" && <Stock availability={product.availability} />}</p>
    </li>
  );
}
