import type { Tx } from "#lib/core/transact.ts";
import { changed, told, untold } from "./events.ts";

type ReviewVote = { id: number; authorId: string; helpful: boolean; key: string | null; product: { id: number; slug: string; code: string }; counted: boolean };
type AnswerVote = Omit<ReviewVote, "helpful" | "key"> & { key: string };
/** Votes that were taken from someone, as `giveVotes` needs them. `counted` says that what they gave had not gone with the thing. */
export type Votes = { reviews: ReviewVote[]; answers: AnswerVote[] };

/** What someone wrote about products and still stands or waits: answers, then questions, then reviews, with the texts. */
export async function reviewedBy(tx: Tx, accountId: string): Promise<{ things: { type: "review" | "question" | "answer"; id: string }[]; texts: string[] }> {
  const rows = await tx.query<{ type: "review" | "question" | "answer"; id: string; text: string }>(
    `SELECT 'answer' AS type, id::text, source AS text FROM product_answer WHERE author_id = $1 AND deleted_at IS NULL
     UNION ALL SELECT 'question', id::text, text FROM product_question WHERE author_id = $1 AND deleted_at IS NULL
     UNION ALL SELECT 'review', id::text, title || E'\\n' || source FROM review WHERE author_id = $1 AND state <> 'removed'`, [accountId]);
  return { things: rows.map(({ type, id }) => ({ type, id })), texts: rows.slice(0, 50).map((row) => row.text) };
}

const product = "json_build_object('id', p.id, 'slug', p.slug, 'code', p.code) AS product";
const fromReviews = `
  WITH v AS (DELETE FROM review_vote WHERE account_id = $1 RETURNING review_id, helpful, key),
    n AS (UPDATE review r SET helpful = r.helpful - v.helpful::int, unhelpful = r.unhelpful - (NOT v.helpful)::int FROM v WHERE r.id = v.review_id)
  SELECT r.id, r.author_id AS "authorId", v.helpful, v.key, ${product}, r.state = 'published' AS counted FROM v JOIN review r ON r.id = v.review_id JOIN product p ON p.id = r.product_id ORDER BY r.id`;
const fromAnswers = `
  WITH v AS (DELETE FROM answer_vote WHERE account_id = $1 RETURNING answer_id, key), n AS (UPDATE product_answer x SET helpful = x.helpful - 1 FROM v WHERE x.id = v.answer_id)
  SELECT x.id, x.author_id AS "authorId", v.key, ${product}, x.deleted_at IS NULL AS counted FROM v JOIN product_answer x ON x.id = v.answer_id JOIN product_question q ON q.id = x.question_id JOIN product p ON p.id = q.product_id ORDER BY x.id`;
// What came to an answer's author may have been given again under a key of its own; what its voter gave never was.
const given = (key: string): string => `${key.replace(/(:again)+$/, "")}:reaction.given`;

/** Takes back every vote someone gave on reviews and answers, with what it gave both. */
export async function takeVotes(tx: Tx, accountId: string): Promise<Votes> {
  const votes = { reviews: await tx.query<ReviewVote>(fromReviews, [accountId]), answers: await tx.query<AnswerVote>(fromAnswers, [accountId]) };
  for (const one of votes.reviews) if (one.key && one.counted) await untold(tx, one.key);
  for (const one of votes.answers) {
    await untold(tx, given(one.key));
    if (one.counted) await untold(tx, `${one.key}:reaction.received`);
  }
  for (const one of [...votes.reviews, ...votes.answers]) await changed(tx, one.product);
  return votes;
}

/** Gives votes back that were taken. Each counts from now: what was reversed in the ledger is not reversed again. */
export async function giveVotes(tx: Tx, accountId: string, votes: Votes): Promise<void> {
  const now = Date.now();
  for (const one of votes.reviews) {
    const key = one.key && `review-helpful:${one.id}:${accountId}:${now}:back`;
    const [back] = await tx.query<{ shown: boolean }>(
      `WITH v AS (INSERT INTO review_vote (review_id, account_id, helpful, key) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING review_id)
       UPDATE review r SET helpful = helpful + $3::boolean::int, unhelpful = unhelpful + (NOT $3::boolean)::int FROM v WHERE r.id = v.review_id RETURNING r.state = 'published' AS shown`, [one.id, accountId, one.helpful, key]);
    if (key && back?.shown) await told(tx, { customerId: one.authorId, kind: "review.helpful", subject: { type: "review", id: String(one.id) }, key });
  }
  for (const one of votes.answers) {
    const key = `answer-helpful:${one.id}:${accountId}:${now}:back`;
    const [back] = await tx.query<{ shown: boolean }>(
      `WITH v AS (INSERT INTO answer_vote (answer_id, account_id, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING answer_id)
       UPDATE product_answer x SET helpful = helpful + 1 FROM v WHERE x.id = v.answer_id RETURNING x.deleted_at IS NULL AS shown`, [one.id, accountId, key]);
    const subject = { type: "answer" as const, id: String(one.id) };
    if (back) await told(tx, { customerId: accountId, kind: "reaction.given", subject, key: `${key}:reaction.given` });
    if (back?.shown) await told(tx, { customerId: one.authorId, kind: "reaction.received", subject, key: `${key}:reaction.received` });
  }
  for (const one of [...votes.reviews, ...votes.answers]) await changed(tx, one.product);
}
