import { type Actor, isStaff } from "#lib/core/actor.ts";
import { db, type Reader } from "#lib/core/transact.ts";

/** A review, question or answer as moderation needs it: who wrote it, which version stands, and where. */
export type Moderated = { id: number; version: number; authorId: string; title: string; source: string; html: string; product: string; path: string; removed: boolean; waiting: boolean; at: Date };

const statements = {
  review: `SELECT r.id, r.version, r.author_id AS "authorId", r.title, r.title || E'\\n' || r.source AS source, r.html, p.name AS product, '/products/' || p.slug || '#review-' || r.id AS path, r.state = 'removed' AS removed, r.state = 'waiting' AS waiting, r.created_at AS at
    FROM review r JOIN product p ON p.id = r.product_id WHERE r.id = $1`,
  question: `SELECT q.id, 1 AS version, q.author_id AS "authorId", q.text AS title, q.text AS source, '' AS html, p.name AS product, '/products/' || p.slug || '#question-' || q.id AS path, q.deleted_at IS NOT NULL AS removed, false AS waiting, q.at
    FROM product_question q JOIN product p ON p.id = q.product_id WHERE q.id = $1`,
  answer: `SELECT x.id, 1 AS version, x.author_id AS "authorId", q.text AS title, x.source, x.html, p.name AS product, '/products/' || p.slug || '#question-' || q.id AS path, x.deleted_at IS NOT NULL OR q.deleted_at IS NOT NULL AS removed, false AS waiting, x.at
    FROM product_answer x JOIN product_question q ON q.id = x.question_id JOIN product p ON p.id = q.product_id WHERE x.id = $1`,
};

/** A review, question or answer, when the actor may see it; what is removed or waits only for staff and its author. */
export async function readModerated(actor: Actor, of: { type: keyof typeof statements; id: number }, reader: Reader = db()): Promise<Moderated | undefined> {
  const [row] = await reader.query<Moderated>(statements[of.type], [of.id]);
  const mine = actor.kind === "member" && actor.id === row?.authorId;
  return row && (!(row.removed || row.waiting) || mine || isStaff(actor)) ? row : undefined;
}
