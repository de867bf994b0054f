import { BadgeCheck, Gift, Minus, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { PhotoStrip } from "#components/ui/photo-strip.tsx";
import { Stars } from "#components/ui/stars.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReviewView } from "#lib/reviews/types.ts";
import { ReviewActs } from "./review-acts.tsx";

function Points({ points, good }: { points: string[]; good: boolean }) {
  const t = useTranslations("reviews");
  if (points.length === 0) return null;
  const Sign = good ? Plus : Minus;
  return (
    <ul aria-label={t(good ? "pros" : "cons")} className="grid content-start gap-1.5 text-[0.95rem]">
      {points.map((one) => <li key={one} className="flex gap-2"><Sign aria-hidden size={15} className={`mt-1.5 flex-none ${good ? "text-good" : "text-danger"}`} /><span className="min-w-0 wrap-anywhere">{one}</span></li>)}
    </ul>
  );
}

/** A review as everyone reads it, with the company's reply under it. */
export function Review({ review, productId }: { review: ReviewView; productId: number }) {
  const t = useTranslations("reviews");
  const locale = useLocale();
  return (
    <li id={`review-${review.id}`} data-item tabIndex={-1} className="border-b border-line py-7">
      <article>
        <header className="flex items-start gap-3">
          <Avatar id={review.author.id} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5"><span className="max-w-full truncate font-[580]">{review.author.name}</span><Standing role={review.author.role} tier={review.author.tier} /><span className="text-sm text-faint sm:ml-auto"><Time at={review.createdAt} /> · <a className="act" href={`/${locale}/share?thing=review&id=${review.id}`}>{t("share")}</a></span></p>
            <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <Stars value={review.rating} label={t("ratedWhole", { stars: review.rating })} />
              {review.verified && <span className="inline-flex items-center gap-1 text-good"><BadgeCheck aria-hidden size={15} />{t("verified")}</span>}
              {review.incentivised && <span className="inline-flex items-center gap-1 text-soft"><Gift aria-hidden size={14} />{t("incentivised")}</span>}
              {review.variant && <span className="text-faint">{review.variant}</span>}
            </p>
          </div>
        </header>
        {review.title && <h3 className="mt-4 font-serif text-xl leading-snug font-[540] wrap-anywhere">{review.title}</h3>}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server, the only way a review's text becomes HTML */}
        {review.html && <div className="prose-post mt-2" dangerouslySetInnerHTML={{ __html: review.html }} />}
        {(review.pros.length > 0 || review.cons.length > 0) && <div className="mt-4 grid max-w-[68ch] gap-x-8 gap-y-3 rounded-xl bg-sunk px-4 py-3 sm:grid-cols-2"><Points points={review.pros} good /><Points points={review.cons} good={false} /></div>}
        <PhotoStrip pictures={review.photos.map((one) => ({ ...one, small: one.small ?? one.url, alt: t("photoOf", { name: review.author.name }) }))} />
        <ReviewActs reviewId={review.id} authorId={review.author.id} productId={productId} helpful={review.helpful} edited={review.editedAt !== null} replied={review.reply !== null} />
        {review.reply && (
          <div className="mt-3 max-w-[68ch] border-l-2 border-accent pl-4 sm:ml-6">
            <p className="flex flex-wrap items-center gap-x-2.5 text-sm"><span className="font-[580]">{review.reply.author.name}</span><Standing role={review.reply.author.role} tier={0} /><span className="text-faint">{t("replied")} · <Time at={review.reply.at} /></span></p>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server */}
            <div className="prose-post mt-1 text-[0.97rem]" dangerouslySetInnerHTML={{ __html: review.reply.html }} />
          </div>
        )}
      </article>
    </li>
  );
}
