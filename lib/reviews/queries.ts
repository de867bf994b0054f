import { type Actor, isStaff } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { mayModerate } from "./policy.ts";
import { answerOf, authorColumns, authorOf, type RawAnswer, type RawReview, reviewColumns, reviewFrom, reviewOf } from "./rows.ts";
import type { QuestionList, ReviewFilter, ReviewList, ReviewSort, ReviewVersionView } from "./types.ts";

const pageSize = 10;
// Each order has an index of its own, and so have the stars in the two orders that are asked for with them.
const orders: Record<ReviewSort, { key: string; type: string }> = {
  helpful: { key: "r.helpfulness", type: "int" }, newest: { key: "r.created_at", type: "timestamptz" }, highest: { key: "r.rating", type: "int" }, lowest: { key: "(6 - r.rating)", type: "int" },
};

/** The order that is read: among reviews of the same stars, most and fewest stars are both the newest first. */
const orderOf = (by: ReviewFilter): ReviewSort => (by.rating && (by.sort === "highest" || by.sort === "lowest") ? "newest" : by.sort);

/** The statement of a page of reviews; what is not asked for is not in it, so that the index fits. */
function statement(by: ReviewFilter): string {
  const { key, type } = orders[orderOf(by)];
  const narrowed = [by.rating ? "AND r.rating = $4" : "", by.photos ? "AND r.photos <> '{}'" : "", by.verified ? "AND r.verified" : "", by.variant ? `AND r.variant_id = $${by.rating ? 5 : 4}` : ""].filter(Boolean).join(" ");
  return `SELECT ${reviewColumns}, ${key}::text AS "sortKey" ${reviewFrom} WHERE r.product_id = $1 AND r.state = 'published' AND EXISTS (SELECT 1 FROM product p WHERE p.id = $1 AND p.active) ${narrowed} AND ($2::text IS NULL OR (${key}, r.id) < ($2::${type}, $3::bigint))
    ORDER BY ${key} DESC, r.id DESC LIMIT ${pageSize + 1}`;
}

/** Published reviews of a product, ten at a time, in one of four orders, narrowed by stars, photos, verification, variant. One query. */
export async function listReviews(productId: number, by: ReviewFilter): Promise<ReviewList> {
  const cursor = decodeCursor(by.after);
  const fits = cursor && (orderOf(by) === "newest") !== /^-?\d+$/.test(cursor.at) ? cursor : undefined;
  const rows = await db().query<RawReview>(statement(by), [productId, fits?.at ?? null, fits?.id ?? null, ...(by.rating ? [by.rating] : []), ...(by.variant ? [by.variant] : [])]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { reviews: shown.map(reviewOf), next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null };
}

const seen = `SELECT r.author_id AS "authorId", r.state, p.slug, p.active FROM review r JOIN product p ON p.id = r.product_id WHERE r.id = $1`;
type Seen = { authorId: string; state: string; slug: string; active: boolean };

async function seenBy(actor: Actor, reviewId: number): Promise<Seen | undefined> {
  const [row] = await db().query<Seen>(seen, [reviewId]);
  if (!row || (!row.active && !isStaff(actor))) return undefined;
  const mine = actor.kind === "member" && actor.id === row.authorId;
  return row.state === "published" || mine || mayModerate(actor) ? row : undefined;
}

/** The product page a review stands on, when the actor may see it. */
export async function placeOfReview(actor: Actor, reviewId: number): Promise<{ slug: string } | Refusal> {
  const row = await seenBy(actor, reviewId);
  return row ? { slug: row.slug } : missing();
}

/** What a review said before it was changed, newest first, for whoever may see the review. */
export async function readReviewVersions(actor: Actor, reviewId: number): Promise<ReviewVersionView[] | Refusal> {
  if (!(await seenBy(actor, reviewId))) return missing();
  const rows = await db().query<Omit<ReviewVersionView, "writtenAt"> & { writtenAt: Date }>(`SELECT version, rating, title, source, pros, cons, written_at AS "writtenAt" FROM review_version WHERE review_id = $1 ORDER BY version DESC LIMIT 50`, [reviewId]);
  return rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() }));
}

const questionPage = 5;
const questions = `
  SELECT q.id, q.text, q.at, q.answer_count AS "answerCount", ${authorColumns}, (SELECT json_agg(n) FROM (
      SELECT x.id, x.question_id AS "questionId", x.html, x.staff, x.id IS NOT DISTINCT FROM q.best_answer_id AS best, x.helpful, x.at,
        json_build_object('id', b.id, 'name', b.name, 'handle', b.handle::text, 'role', b.role, 'tier', b.tier) AS author
      FROM product_answer x JOIN account b ON b.id = x.author_id WHERE x.question_id = q.id AND x.deleted_at IS NULL
      ORDER BY x.id IS NOT DISTINCT FROM q.best_answer_id DESC, x.staff DESC, x.helpful DESC, x.id LIMIT 20) n) AS answers
  FROM product_question q JOIN account a ON a.id = q.author_id WHERE q.product_id = $1 AND q.deleted_at IS NULL AND EXISTS (SELECT 1 FROM product p WHERE p.id = $1 AND p.active) AND ($2::bigint IS NULL OR q.id < $2) ORDER BY q.id DESC LIMIT ${questionPage + 1}`;
type RawQuestion = { id: number; text: string; at: Date; answerCount: number; answers: RawAnswer[] | null; authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number };

/** Questions about a product with their answers, the best first, five at a time. One query. */
export async function listQuestions(productId: number, after?: string): Promise<QuestionList> {
  const cursor = decodeCursor(after);
  const rows = await db().query<RawQuestion>(questions, [productId, cursor?.id ?? null]);
  const shown = rows.slice(0, questionPage);
  const last = shown.at(-1);
  return {
    questions: shown.map((row) => ({ id: row.id, text: row.text, author: authorOf(row), at: row.at.toISOString(), answerCount: row.answerCount, answers: (row.answers ?? []).map(answerOf) })),
    next: rows.length > questionPage && last ? encodeCursor({ at: "0", id: last.id }) : null,
  };
}
