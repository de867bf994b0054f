import { useLocale, useTranslations } from "next-intl";
import { Stars } from "#components/ui/stars.tsx";
import type { ReviewFilter } from "#lib/reviews/types.ts";
import { reviewsPath } from "./paths.ts";

/** The mean, and how many reviews give each number of stars: each row narrows the list to its stars, or widens it again. */
export function Histogram({ stars, slug, chosen }: { stars: readonly number[]; slug: string; chosen: ReviewFilter }) {
  const t = useTranslations("reviews");
  const locale = useLocale();
  const count = stars.reduce((sum, one) => sum + one, 0);
  const mean = count ? stars.reduce((sum, one, at) => sum + one * (at + 1), 0) / count : 0;
  const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean);
  const most = Math.max(1, ...stars);
  return (
    <div>
      <p className="flex items-end gap-4"><span className="font-serif text-6xl leading-none tabular-nums">{shown}</span><span className="grid gap-1 pb-0.5"><Stars value={mean} label={t("rated", { mean: shown })} className="stars-large" /><span className="text-sm text-faint">{t("basedOn", { count })}</span></span></p>
      <ul className="mt-5 grid gap-0.5" aria-label={t("byStars")}>
        {[5, 4, 3, 2, 1].map((one) => {
          const here = chosen.rating === one;
          const of = stars[one - 1] ?? 0;
          return (
            <li key={one}>
              <a href={reviewsPath(locale, slug, { ...chosen, rating: here ? undefined : one, after: undefined })} aria-current={here ? "true" : undefined}
                className={`grid grid-cols-[4.2rem_1fr_2.75rem] items-center gap-3 rounded-md px-2 py-1 text-sm no-underline ${here ? "bg-accent-soft font-[560]" : "hover:bg-sunk"}`}>
                <span className="sr-only">{t("starsRow", { stars: one, count: of })}</span><span aria-hidden className="text-soft tabular-nums">{t("starsShort", { stars: one })}</span>
                <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full overflow-hidden rounded-full"><rect width="100" height="8" className="stars-none" /><rect width={(100 * of) / most} height="8" className="stars-all" /></svg>
                <span aria-hidden className="text-right text-faint tabular-nums">{of}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
