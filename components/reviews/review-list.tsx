import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { ReviewFilter, ReviewList as List } from "#lib/reviews/types.ts";
import { reviewSorts } from "#lib/reviews/types.ts";
import { Histogram } from "./histogram.tsx";
import { reviewsPath } from "./paths.ts";
import { Review } from "./review.tsx";
import { WriteButton } from "./write-button.tsx";

export type About = { id: number; slug: string; stars: readonly number[]; variants: readonly { id: number; name: string }[] };
type Props = { product: About; list: List; chosen: ReviewFilter; locale: string };

function Choices({ product, chosen, locale }: Omit<Props, "list">) {
  const t = useTranslations("reviews");
  const at = (change: Partial<ReviewFilter>): string => reviewsPath(locale, product.slug, { ...chosen, after: undefined, ...change });
  const look = (on: boolean): string => `rounded-full border px-3 py-1 text-sm no-underline ${on ? "border-accent bg-accent-soft text-accent-strong" : "border-line text-soft hover:border-line-strong hover:text-ink"}`;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line pb-4">
      <nav aria-label={t("order")} className="flex flex-wrap gap-2">{reviewSorts.map((one) => <a key={one} href={at({ sort: one })} aria-current={one === chosen.sort ? "true" : undefined} className={look(one === chosen.sort)}>{t(`sorts.${one}`)}</a>)}</nav>
      <nav aria-label={t("narrow")} className="flex flex-wrap gap-2">
        {chosen.rating !== undefined && <a href={at({ rating: undefined })} aria-current="true" className={look(true)}>{t("starsShort", { stars: chosen.rating })} ×</a>}
        <a href={at({ photos: !chosen.photos })} aria-current={chosen.photos ? "true" : undefined} className={look(Boolean(chosen.photos))}>{t("withPhotos")}</a>
        <a href={at({ verified: !chosen.verified })} aria-current={chosen.verified ? "true" : undefined} className={look(Boolean(chosen.verified))}>{t("verifiedOnly")}</a>
        {product.variants.map((one) => <a key={one.id} href={at({ variant: chosen.variant === one.id ? undefined : one.id })} aria-current={chosen.variant === one.id ? "true" : undefined} className={look(chosen.variant === one.id)}>{one.name}</a>)}
      </nav>
    </div>
  );
}

/** The reviews of a product: what they amount to, how to narrow and order them, and how they came about. */
export function ReviewList({ product, list, chosen, locale }: Props) {
  const t = useTranslations("reviews");
  const count = product.stars.reduce((sum, one) => sum + one, 0);
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="scroll-mt-20">
      <h2 id="reviews-title" className="font-serif text-3xl">{t("title")}</h2>
      <div className="mt-6 flex flex-col gap-8 lg:flex-row lg:gap-14">
        <aside className="lg:w-72 lg:shrink-0"><div className="lg:sticky lg:top-24">
          {count > 0 && <Histogram stars={product.stars} slug={product.slug} chosen={chosen} />}
          {count > 0 && <div className="mt-6"><WriteButton productId={product.id} slug={product.slug} /></div>}
          <details className="mt-4 text-sm text-faint"><summary className="underline-offset-4 hover:underline">{t("howTitle")}</summary><p className="mt-2 leading-relaxed">{t("how")}</p></details>
        </div></aside>
        <div className="min-w-0 flex-1">
          {count > 0 && <Choices product={product} chosen={chosen} locale={locale} />}
          {count === 0 ? <div><EmptyState title={t("empty.title")} text={t("empty.text")} /><div className="mt-6 flex justify-center text-center"><WriteButton productId={product.id} slug={product.slug} /></div></div>
            : list.reviews.length === 0 ? <div className="mt-8"><EmptyState title={t("none.title")} text={t("none.text")} action={{ label: t("all"), href: reviewsPath(locale, product.slug, { sort: "helpful" }) }} /></div>
              : <ul>{list.reviews.map((review) => <Review key={review.id} review={review} productId={product.id} />)}</ul>}
          <div className="flex justify-between gap-4 py-8">
            {chosen.after ? <a href={reviewsPath(locale, product.slug, { ...chosen, after: undefined })} className="btn btn-quiet">{t("firstPage")}</a> : <span />}
            {list.next && <a href={reviewsPath(locale, product.slug, { ...chosen, after: list.next })} rel="next" className="btn btn-quiet">{t("more")}</a>}
          </div>
        </div>
      </div>
    </section>
  );
}
