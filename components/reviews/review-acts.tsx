"use client";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Acting } from "./acting.ts";
import { patchProduct, useProduct, votedAtFirst } from "./use-product.ts";

const More = withWords(() => import("./review-more.tsx").then((module) => module.ReviewMore));
const History = withWords(() => import("./review-history.tsx").then((module) => module.HistoryButton));


/** What a reader does with a review: says whether it helped, and, signed in, the rest. Who may not is told why. */
export function ReviewActs({ helpful, edited, ...acting }: Acting & { helpful: number; edited: boolean }) {
  const { reviewId, productId, authorId } = acting;
  const t = useTranslations("reviews");
  const words = useProblem();
  const overlay = useProduct(productId);
  const mine = overlay?.voted[reviewId];
  // The page counts the vote I had when it was made; the one I have now is mine to add.
  const count = helpful + Number(mine === true) - Number(votedAtFirst(productId)[reviewId] === true);
  const why = !overlay?.me ? t("signInToVote") : overlay.me.id === authorId ? t("ownReview") : overlay.can ? undefined : t("mayNotWrite");
  const vote = async (yes: boolean): Promise<void> => {
    const next = mine === yes ? undefined : yes;
    const set = (value: boolean | undefined): void => patchProduct(productId, (now) => { const { [reviewId]: _, ...others } = now.voted; return { ...now, voted: value === undefined ? others : { ...others, [reviewId]: value } }; });
    set(next);
    const answer = await reviews.vote(reviewId, next);
    if (answer.ok) return;
    set(mine);
    say(words(answer.problem), { tone: "danger" });
  };
  return (
    <div className="post-acts">
      <button type="button" className="act" aria-pressed={mine === true} disabled={Boolean(why)} title={why} onClick={() => void vote(true)}><ThumbsUp aria-hidden size={15} />{t("helpful", { count })}</button>
      <button type="button" className="act" aria-pressed={mine === false} aria-label={t("unhelpful")} disabled={Boolean(why)} title={why ?? t("unhelpful")} onClick={() => void vote(false)}><ThumbsDown aria-hidden size={15} /></button>
      {edited && <History reviewId={reviewId} />}
      {overlay?.me && <More {...acting} overlay={overlay} />}
    </div>
  );
}
