import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { answerFor, reviewFor } from "./access.ts";
import { changed, told, untold } from "./events.ts";
import { mayVote } from "./policy.ts";

const keyOf = (what: string, id: number, accountId: string): string => `${what}:${id}:${accountId}:${Date.now()}`;
const count = "UPDATE review SET helpful = helpful + $2, unhelpful = unhelpful + $3 WHERE id = $1";

async function withdraw(tx: Tx, reviewId: number, accountId: string): Promise<boolean | undefined> {
  const [gone] = await tx.query<{ helpful: boolean; key: string | null }>("DELETE FROM review_vote WHERE review_id = $1 AND account_id = $2 RETURNING helpful, key", [reviewId, accountId]);
  if (!gone) return undefined;
  await tx.query(count, [reviewId, gone.helpful ? -1 : 0, gone.helpful ? 0 : -1]);
  if (gone.key) await untold(tx, gone.key);
  return gone.helpful;
}

/** Says whether a review helped, or takes that back (undefined). Saying it twice is saying it once; its author hears of a yes, and loses it with the vote. */
export function voteReview(actor: Actor, reviewId: number, helpful: boolean | undefined): Promise<true | Refusal> {
  return transact(async (tx) => {
    const review = await reviewFor(tx, actor, reviewId);
    if (refused(review)) return review;
    if (review.state !== "published") return missing();
    const allowed = mayVote(actor, review);
    if (allowed !== true || actor.kind !== "member") return allowed;
    const [before] = await tx.query<{ helpful: boolean }>("SELECT helpful FROM review_vote WHERE review_id = $1 AND account_id = $2", [reviewId, actor.id]);
    if (before?.helpful === helpful) return true;
    await withdraw(tx, reviewId, actor.id);
    if (helpful !== undefined) {
      const key = helpful ? keyOf("review-helpful", reviewId, actor.id) : null;
      await tx.query("INSERT INTO review_vote (review_id, account_id, helpful, key) VALUES ($1, $2, $3, $4)", [reviewId, actor.id, helpful, key]);
      await tx.query(count, [reviewId, helpful ? 1 : 0, helpful ? 0 : 1]);
      if (key) await told(tx, { customerId: review.authorId, kind: "review.helpful", subject: { type: "review", id: String(reviewId) }, key });
    }
    await changed(tx, review.product);
    return true;
  });
}

/** Says that an answer helped, or takes that back: one reaction given and one received. */
export function voteAnswer(actor: Actor, answerId: number, helpful: boolean): Promise<true | Refusal> {
  return transact(async (tx) => {
    const answer = await answerFor(tx, actor, answerId);
    if (refused(answer)) return answer;
    if (answer.deletedAt || answer.question.deletedAt) return missing();
    const allowed = mayVote(actor, answer);
    if (allowed !== true || actor.kind !== "member") return allowed;
    const subject = { type: "answer" as const, id: String(answerId) };
    const key = keyOf("answer-helpful", answerId, actor.id);
    const [given] = helpful
      ? await tx.query<{ key: string }>("INSERT INTO answer_vote (answer_id, account_id, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING key", [answerId, actor.id, key])
      : await tx.query<{ key: string }>("DELETE FROM answer_vote WHERE answer_id = $1 AND account_id = $2 RETURNING key", [answerId, actor.id]);
    if (!given) return true;
    await tx.query("UPDATE product_answer SET helpful = helpful + $2 WHERE id = $1", [answerId, helpful ? 1 : -1]);
    for (const [kind, customerId] of [["reaction.given", actor.id], ["reaction.received", answer.authorId]] as const) {
      if (helpful) await told(tx, { customerId, kind, subject, key: `${given.key}:${kind}` });
      // What came to the author may have been given again under a key of its own; what was given by the voter never was.
      else await untold(tx, `${kind === "reaction.given" ? given.key.replace(/(:again)+$/, "") : given.key}:${kind}`);
    }
    await changed(tx, answer.question.product);
    return true;
  });
}
