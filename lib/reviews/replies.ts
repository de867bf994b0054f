import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { cook } from "#lib/markdown/cook.ts";
import { reviewFor } from "./access.ts";
import { changed, told } from "./events.ts";
import { mayReply } from "./policy.ts";

const put = `INSERT INTO review_reply (review_id, author_id, source, html) VALUES ($1, $2, $3, $4)
  ON CONFLICT (review_id) DO UPDATE SET author_id = excluded.author_id, source = excluded.source, html = excluded.html, edited_at = now() RETURNING edited_at IS NULL AS fresh`;

/** The company's reply to a review, new or changed. Its author hears of the first. */
export function replyToReview(actor: Actor, reviewId: number, body: string): Promise<{ html: string } | Refusal> {
  const html = cook(body);
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    const allowed = mayReply(actor);
    if (allowed !== true) return allowed;
    if (review.state !== "published" || actor.kind !== "member") return missing();
    const [reply] = await tx.query<{ fresh: boolean }>(put, [reviewId, actor.id, body, html]);
    if (reply?.fresh) await told(tx, { customerId: review.authorId, kind: "review.answered", subject: { type: "review", id: String(reviewId) }, key: `review-reply:${reviewId}` });
    await changed(tx, review.product);
    return { html };
  });
}

/** Takes the company's reply away. */
export function removeReply(actor: Actor, reviewId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    const allowed = mayReply(actor);
    if (allowed !== true) return allowed;
    await tx.query("DELETE FROM review_reply WHERE review_id = $1", [reviewId]);
    await changed(tx, review.product);
    return true;
  });
}
