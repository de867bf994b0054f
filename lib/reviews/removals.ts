import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { closeItem } from "#lib/screening/queue.ts";
import { type ReviewAt, reviewFor } from "./access.ts";
import { changed, type Subject, takeBack, told } from "./events.ts";
import { mayModerate, mayRemove, mayRestore } from "./policy.ts";

const subjectOf = (id: number): Subject => ({ type: "review", id: String(id) });

async function noted(tx: Tx, actor: Actor, { act, review }: { act: string; review: ReviewAt }): Promise<void> {
  if (actor.kind === "member" && actor.id !== review.authorId) await noteAct(tx, actor, { act, subject: { type: "review", id: review.id }, detail: { product: review.product.code } });
}

/** Takes a review away, and with it all its author got for it. */
export function removeReview(actor: Actor, reviewId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    const allowed = mayRemove(actor, review);
    if (allowed !== true || actor.kind !== "member") return allowed;
    if (review.state === "removed") return true;
    await tx.query("UPDATE review SET state = 'removed', removed_by = $2 WHERE id = $1", [reviewId, actor.id]);
    await takeBack(tx, { customerId: review.authorId, kinds: ["review.published", "review.helpful"], subject: subjectOf(reviewId) });
    if (actor.id === review.authorId) await closeItem(tx, { type: "review", id: String(reviewId) });
    await noted(tx, actor, { act: "review.removed", review });
    await changed(tx, review.product);
    return true;
  });
}

const again = `
  UPDATE review_vote v SET key = 'review-helpful:' || $1 || ':' || account_id || ':' || floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint || ':again'
  WHERE review_id = $1::bigint AND helpful RETURNING key, at`;

async function publish(tx: Tx, review: ReviewAt): Promise<void> {
  await tx.query("UPDATE review SET state = 'published', removed_by = NULL WHERE id = $1", [review.id]);
  await told(tx, { customerId: review.authorId, kind: "review.published", subject: subjectOf(review.id), at: review.createdAt, key: `review:${review.id}:${Date.now()}` });
  for (const { key, at } of await tx.query<{ key: string; at: Date }>(again, [String(review.id)])) await told(tx, { customerId: review.authorId, kind: "review.helpful", subject: subjectOf(review.id), at, key });
  await changed(tx, review.product);
}

/** Brings a removed review back, and gives its author back what removing it took. */
export function restoreReview(actor: Actor, reviewId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    const allowed = mayRestore(actor, review);
    if (allowed !== true) return allowed;
    if (review.state === "published") return true;
    if (review.state === "waiting") return new Refusal("conflict", "This review waits for a moderator.");
    await publish(tx, review);
    await noted(tx, actor, { act: "review.restored", review });
    return true;
  });
}

/** Lets a review wait again that was shown or removed, as before a moderator looked; what showing it gave its author is taken back. */
export function holdReview(actor: Actor, reviewId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    if (!mayModerate(actor)) return missing();
    if (review.state === "waiting") return true;
    await tx.query("UPDATE review SET state = 'waiting', removed_by = NULL WHERE id = $1", [reviewId]);
    await takeBack(tx, { customerId: review.authorId, kinds: ["review.published", "review.helpful"], subject: subjectOf(reviewId) });
    await noted(tx, actor, { act: "review.held", review });
    await changed(tx, review.product);
    return true;
  });
}

/** Shows a review that waited: a moderator has looked. */
export function publishReview(actor: Actor, reviewId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    if (!mayModerate(actor)) return actor.kind === "member" && actor.id === review.authorId ? new Refusal("forbidden", "Only a moderator can show it.") : missing();
    if (review.state === "published") return true;
    if (review.state === "removed") return new Refusal("conflict", "This review was removed. Bring it back before you change it.");
    await publish(tx, review);
    await closeItem(tx, { type: "review", id: String(reviewId) });
    await noted(tx, actor, { act: "review.published", review });
    return true;
  });
}
