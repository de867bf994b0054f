import { type Actor, isStaff } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { mayModerate } from "./policy.ts";

export type ProductAt = { id: number; code: string; slug: string };
export type ReviewAt = {
  id: number; authorId: string; state: "published" | "waiting" | "removed"; removedBy: string | null; version: number; rating: number; title: string; source: string; pros: string[]; cons: string[]; photos: string[];
  variantId: number | null; createdAt: Date; product: ProductAt;
};

/** The product, when the actor may see it. */
export async function productFor(tx: Tx, actor: Actor, id: number): Promise<ProductAt | Refusal> {
  const [row] = await tx.query<ProductAt>("SELECT id, code, slug FROM product WHERE id = $1 AND (active OR $2)", [id, isStaff(actor)]);
  return row ?? missing();
}

const review = `SELECT r.id, r.author_id AS "authorId", r.state, r.removed_by AS "removedBy", r.version, r.rating, r.title, r.source, r.pros, r.cons, r.photos, r.variant_id AS "variantId", r.created_at AS "createdAt",
  json_build_object('id', p.id, 'code', p.code, 'slug', p.slug) AS product FROM review r JOIN product p ON p.id = r.product_id WHERE r.id = $1 AND (p.active OR $2) FOR UPDATE OF r`;

/** The review, locked for a change, when the actor may see it: what is not published only its author and moderators. */
export async function reviewFor(tx: Tx, actor: Actor, id: number): Promise<ReviewAt | Refusal> {
  const [row] = await tx.query<ReviewAt>(review, [id, isStaff(actor)]);
  if (!row) return missing();
  const mine = actor.kind === "member" && actor.id === row.authorId;
  return row.state === "published" || mine || mayModerate(actor) ? row : missing();
}

export type QuestionAt = { id: number; authorId: string; bestAnswerId: number | null; deletedAt: Date | null; removedBy: string | null; at: Date; product: ProductAt };
const question = `SELECT q.id, q.author_id AS "authorId", q.best_answer_id AS "bestAnswerId", q.deleted_at AS "deletedAt", q.removed_by AS "removedBy", q.at,
  json_build_object('id', p.id, 'code', p.code, 'slug', p.slug) AS product FROM product_question q JOIN product p ON p.id = q.product_id WHERE q.id = $1 AND (p.active OR $2) FOR UPDATE OF q`;

/** The question, locked, when the actor may see it: a removed one only its author and moderators. */
export async function questionFor(tx: Tx, actor: Actor, id: number): Promise<QuestionAt | Refusal> {
  const [row] = await tx.query<QuestionAt>(question, [id, isStaff(actor)]);
  if (!row) return missing();
  const mine = actor.kind === "member" && actor.id === row.authorId;
  return !row.deletedAt || mine || mayModerate(actor) ? row : missing();
}

export type AnswerAt = { id: number; authorId: string; deletedAt: Date | null; removedBy: string | null; at: Date; question: QuestionAt };
const answer = `SELECT id, question_id AS "questionId", author_id AS "authorId", deleted_at AS "deletedAt", removed_by AS "removedBy", at FROM product_answer WHERE id = $1`;

/** The answer with its question, both locked, when the actor may see them. */
export async function answerFor(tx: Tx, actor: Actor, id: number): Promise<AnswerAt | Refusal> {
  const [first] = await tx.query<{ questionId: number }>(answer, [id]);
  if (!first) return missing();
  const asked = await questionFor(tx, actor, first.questionId);
  if (!("product" in asked)) return asked;
  const [row] = await tx.query<Omit<AnswerAt, "question">>(`${answer} FOR UPDATE`, [id]);
  const mine = actor.kind === "member" && actor.id === row?.authorId;
  return row && (!row.deletedAt || mine || mayModerate(actor)) ? { ...row, question: asked } : missing();
}
