import { useLocale, useTranslations } from "next-intl";
import { PhotoStrip } from "#components/ui/photo-strip.tsx";
import { Stars } from "#components/ui/stars.tsx";
import type { ProductView } from "#lib/catalogue/types.ts";
import { Price, Stock } from "./price.tsx";
import { Blank } from "./product-card.tsx";
import { listPath } from "./product-list.tsx";

function Gallery({ product }: { product: ProductView }) {
  const first = product.image;
  return (
    <div>
      <div className="aspect-[4/3] overflow-hidden rounded-2xl border border-line bg-sunk">
        {/* biome-ignore lint/performance/noImgElement: already drawn at its size */}
        {first ? <img src={first.url} alt={first.alt || product.name} width={first.width} height={first.height} fetchPriority="high" className="size-full object-cover" /> : <Blank name={product.name} />}
      </div>
      {product.images.length > 1 && <PhotoStrip pictures={product.images} size="size-16 sm:size-20" />}
    </div>
  );
}

function Variants({ product }: { product: ProductView }) {
  const t = useTranslations("catalogue");
  if (product.variants.length === 0) return null;
  return (
    <div className="mt-6">
      <h2 className="eyebrow">{t("variants")}</h2>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {product.variants.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5">
            <span className="min-w-0 wrap-anywhere">{one.name}</span><span className="flex items-baseline gap-4"><Stock availability={one.availability} /><Price cents={one.priceCents ?? product.priceCents} currency={product.currency} /></span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A product: what it looks like, what it is, costs, and whether it can be had. */
export function ProductHead({ product, locale, action, around }: { product: ProductView; locale: string; action: React.ReactNode; around: React.ReactNode }) {
  const t = useTranslations("catalogue");
  const language = useLocale();
  const mean = product.ratingCount ? product.ratingSum / product.ratingCount : 0;
  const shown = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean);
  return (
    <div>
      <nav aria-label={t("trail")} className="mb-5 text-sm text-faint">
        <ol className="flex flex-wrap gap-x-2">
          <li><a href={listPath(locale, {})} className="no-underline hover:underline">{t("title")}</a></li>
          {product.trail.map((one) => <li key={one.slug} className="flex gap-x-2"><span aria-hidden>/</span><a href={listPath(locale, { category: one.slug })} className="no-underline hover:underline">{one.name}</a></li>)}
        </ol>
      </nav>
      <div className="grid gap-8 md:grid-cols-[1.15fr_1fr] md:gap-12">
        <Gallery product={product} />
        <div className="min-w-0">
          {product.brand && <p className="eyebrow">{product.brand}</p>}
          <h1 className="page-title mt-1">{product.name}</h1>
          <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
            {product.ratingCount > 0 ? <a href="#reviews" className="flex items-center gap-2 no-underline hover:underline"><Stars value={mean} label={t("rated", { mean: shown })} className="stars-large" /><span className="font-[560] tabular-nums">{shown}</span><span className="text-soft">{t("reviewCount", { count: product.ratingCount })}</span></a> : <span className="text-faint">{t("noReviews")}</span>}
          </p>
          <p className="mt-5 flex flex-wrap items-baseline gap-x-5 gap-y-1"><Price cents={product.priceCents} currency={product.currency} className="font-serif text-3xl" /><Stock availability={product.availability} /></p>
          {product.substitute && product.availability !== "in_stock" && <p className="mt-2 text-soft">{t.rich("instead", { name: product.substitute.name, link: (text) => <a href={`/${locale}/products/${product.substitute?.slug}`} className="link">{text}</a> })}</p>}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server, the only way a text becomes HTML */}
          {product.html && <div className="prose-post mt-5 text-soft" dangerouslySetInnerHTML={{ __html: product.html }} />}
          <Variants product={product} />
          <div className="mt-7">{action}</div>
          <div className="mt-4 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1"><a className="act" href={`/${locale}/share?thing=product&id=${product.slug}`}>{t("share")}</a>{around}</div>
        </div>
      </div>
    </div>
  );
}
