import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { hasBought } from "#lib/catalogue/purchases.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { cook } from "#lib/markdown/cook.ts";
import { attach } from "#lib/media/attachments.ts";
import { openItem } from "#lib/screening/queue.ts";
import { editId, screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { productFor, reviewFor } from "./access.ts";
import { changed, told } from "./events.ts";
import { mayEdit, mayReview } from "./policy.ts";
import type { EditInput, ReviewInput } from "./schema.ts";

export type Written = { id: number; state: "published" | "waiting" };
type Again = { screened?: boolean };
const whole = (input: { body: string; pros: string[]; cons: string[] }): string => [input.body, ...input.pros, ...input.cons].join("\n");

async function variantOf(tx: Tx, productId: number, variantId: number | null): Promise<number | null | Refusal> {
  if (variantId === null) return null;
  const [row] = await tx.query<{ id: number }>("SELECT id FROM product_variant WHERE id = $1 AND product_id = $2", [variantId, productId]);
  return row?.id ?? new Refusal("invalid", "There is no such variant.", { field: "variantId" });
}

const before = `SELECT id, state, client_id = $3 AS again FROM review WHERE product_id = $1 AND author_id = $2`;
const insert = `
  INSERT INTO review (product_id, variant_id, author_id, rating, title, source, html, pros, cons, verified, incentivised, invited, state, client_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (product_id, author_id) DO NOTHING RETURNING id`;
const invitedTo = "SELECT 1 FROM review_invitation WHERE account_id = $1 AND product_id = $2";

/** Says which photos a review shows, in their order: the author's own, and those it showed before. */
async function showPhotos(tx: Tx, review: { id: number; by: string }, mediaIds: string[]): Promise<void> {
  const stands = new Set(await attach(tx, { mediaIds, subject: { type: "review", id: String(review.id) }, by: review.by }));
  await tx.query("UPDATE review SET photos = $2 WHERE id = $1 AND photos IS DISTINCT FROM $2", [review.id, [...new Set(mediaIds)].filter((id) => stands.has(id))]);
}

const twice = (): Refusal => new Refusal("conflict", "You have reviewed this product: change your review instead.", { field: "productId" });

// Sent twice at once: the other one wrote it.
async function meanwhile(tx: Tx, productId: number, { accountId, clientId }: { accountId: string; clientId: string }): Promise<Written | Refusal> {
  const [there] = await tx.query<Written & { again: boolean }>(before, [productId, accountId, clientId]);
  return there?.again ? { id: there.id, state: there.state } : twice();
}

/**
 * Writes the actor's one review of a product, shown at once or when a moderator has looked, as the catalogue is set. Verified
 * only by an order of that account. The same client id again answers with the review it wrote the first time; a second review
 * is refused, as the first can be changed. `screened` says that a moderator has looked.
 */
export function writeReview(actor: Actor, input: ReviewInput, { screened = false }: Again = {}): Promise<Written | Held | Refusal> {
  const html = cook(input.body);
  return transact(async (tx) => {
    const allowed = mayReview(actor);
    if (allowed !== true) return allowed;
    const product = await productFor(tx, actor, input.productId);
    if (refused(product) || actor.kind !== "member") return refused(product) ? product : new Refusal("sign-in", "Sign in to take part.");
    const variantId = await variantOf(tx, product.id, input.variantId);
    if (refused(variantId)) return variantId;
    const [there] = await tx.query<{ id: number; state: "published" | "waiting" | "removed"; again: boolean }>(before, [product.id, actor.id, input.clientId]);
    if (there) return there.again && there.state !== "removed" ? { id: there.id, state: there.state } : twice();
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "review", title: input.title, text: whole(input), input, clientId: input.clientId });
    if (stopped) return stopped;
    const [{ moderation, inviteIncentive }, verified, [invited]] = [await readSettings(tx), await hasBought(tx, actor.id, product.id), await tx.query(invitedTo, [actor.id, product.id])];
    const state = moderation === "before" && !screened ? "waiting" : "published";
    const [review] = await tx.query<{ id: number }>(insert, [product.id, variantId, actor.id, input.rating, input.title, input.body, html, input.pros, input.cons, verified,
      input.incentivised || (invited !== undefined && inviteIncentive), input.invited && invited !== undefined, state, input.clientId]);
    if (!review) return meanwhile(tx, product.id, { accountId: actor.id, clientId: input.clientId });
    await showPhotos(tx, { id: review.id, by: actor.id }, input.photos);
    if (state === "waiting") await openItem(tx, { kind: "first", subject: { type: "review", id: String(review.id) }, authorId: actor.id, reasons: ["before"] });
    else {
      await told(tx, { customerId: actor.id, kind: "review.published", subject: { type: "review", id: String(review.id) }, key: `review:${review.id}` });
      await changed(tx, product);
    }
    return { id: review.id, state };
  });
}

const keep = `INSERT INTO review_version (review_id, version, rating, title, source, pros, cons, written_at) SELECT id, version, rating, title, source, pros, cons, coalesce(edited_at, created_at) FROM review WHERE id = $1`;
const change = `UPDATE review SET rating = $2, title = $3, source = $4, html = $5, pros = $6, cons = $7, variant_id = $8, incentivised = incentivised OR $9, verified = $10, version = version + 1, edited_at = now() WHERE id = $1`;

/** Changes the author's own review, stars and all, keeping the version before for everyone to read. Refused when it was changed since `version` was read; what was given for it once is never undeclared. */
export function editReview(actor: Actor, reviewId: number, { screened = false, ...input }: EditInput & Again): Promise<{ version: number } | Held | Refusal> {
  const html = cook(input.body);
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    const allowed = mayEdit(actor, review);
    if (allowed !== true) return allowed;
    if (review.state === "removed" || actor.kind !== "member") return new Refusal("conflict", "This review was removed. Bring it back before you change it.");
    if (review.version !== input.version) return new Refusal("conflict", "This review was changed meanwhile. Copy your text, then look at the new version.", { field: "body" });
    const variantId = await variantOf(tx, review.product.id, input.variantId);
    if (refused(variantId)) return variantId;
    const clientId = editId("review", reviewId, { body: JSON.stringify(input), version: input.version });
    const subject = { type: "review" as const, id: String(reviewId), version: input.version + 1 };
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "review.edit", title: input.title, text: whole(input), input, context: { reviewId }, clientId, subject });
    if (stopped) return stopped;
    await tx.query(keep, [reviewId]);
    await tx.query(change, [reviewId, input.rating, input.title, input.body, html, input.pros, input.cons, variantId, input.incentivised, await hasBought(tx, actor.id, review.product.id)]);
    await showPhotos(tx, { id: reviewId, by: actor.id }, input.photos);
    await changed(tx, review.product);
    return { version: review.version + 1 };
  });
}
