import { useTranslations } from "next-intl";
import { Stars } from "#components/ui/stars.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PersonReviews as List } from "#lib/reviews/types.ts";

/** What someone said of products, as everybody may read it. */
export function PersonReviews({ list, locale }: { list: List; locale: string }) {
  const t = useTranslations("reviews");
  return (
    <ul>
      {list.reviews.map((one) => (
        <li key={one.id} className="border-b border-line py-5 last:border-0">
          <p className="text-sm text-faint"><a href={`/${locale}/products/${one.product.slug}`} className="no-underline wrap-anywhere hover:underline">{one.product.name}</a> · <Time at={one.at} /></p>
          <h2 className="mt-1 flex flex-wrap items-center gap-x-3 font-serif text-lg leading-snug"><Stars value={one.rating} label={t("ratedWhole", { stars: one.rating })} />
            <a href={`/${locale}/r/${one.id}`} className="min-w-0 no-underline wrap-anywhere hover:underline">{one.title}</a></h2>
          <p className="mt-1 text-soft wrap-anywhere">{one.excerpt}</p>
        </li>
      ))}
    </ul>
  );
}
