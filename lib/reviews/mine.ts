import { type Actor, isStaff, type Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { mayModerate, mayReview } from "./policy.ts";
import { photoOf, photosOf, type RawPhoto } from "./rows.ts";
import type { Mine, MyReview, ProductOverlay } from "./types.ts";

type RawMine = Omit<MyReview, "photos"> & { photos: RawPhoto[] | null };
// Everything personal about a product's page in one look.
const overlay = `
  SELECT p.id, (SELECT row_to_json(m) FROM (SELECT r.id, r.rating, r.title, r.source, r.pros, r.cons, ${photosOf}, r.variant_id AS "variantId", r.incentivised, r.version, r.state, coalesce(r.removed_by = r.author_id, true) AS "byMe" FROM review r WHERE r.product_id = p.id AND r.author_id = $2) m) AS review,
    EXISTS (SELECT 1 FROM purchase_line l WHERE l.customer_id = $2 AND (l.product_code = p.code OR l.product_code IN (SELECT code FROM product_variant WHERE product_id = p.id))) AS bought,
    (SELECT json_object_agg(v.review_id, v.helpful) FROM review_vote v JOIN review r ON r.id = v.review_id WHERE v.account_id = $2 AND r.product_id = p.id) AS voted,
    (SELECT json_agg(v.answer_id) FROM answer_vote v JOIN product_answer x ON x.id = v.answer_id JOIN product_question q ON q.id = x.question_id WHERE v.account_id = $2 AND q.product_id = p.id) AS answers
  FROM product p WHERE p.id = $1 AND (p.active OR $3)`;
type Raw = { id: number; review: RawMine | null; bought: boolean; voted: Record<string, boolean> | null; answers: number[] | null };

/** What is personal about a product's page: whether and how I may take part, my review, what I found helpful. */
export async function readOverlay(actor: Actor, productId: number): Promise<ProductOverlay | Refusal> {
  const id = actor.kind === "member" ? actor.id : null;
  const [row] = await db().query<Raw>(overlay, [productId, id, isStaff(actor)]);
  if (!row) return missing();
  const part = mayTakePart(actor);
  return {
    me: actor.kind === "member" ? { id: actor.id, name: actor.name, role: actor.role } : null, can: part === true, why: part === true ? null : part.code, canReview: mayReview(actor) === true, bought: row.bought,
    staff: isStaff(actor), moderates: mayModerate(actor), review: row.review ? { ...row.review, photos: (row.review.photos ?? []).map(photoOf) } : null, voted: row.voted ?? {}, answers: row.answers ?? [],
  };
}

const pictured = `(SELECT '/media/' || m.id || '/' || m.name || CASE WHEN m.small_key IS NULL THEN '' ELSE '?size=small' END FROM product_image i JOIN media m ON m.id = i.media_id WHERE i.product_id = p.id ORDER BY i.position, m.id LIMIT 1) AS image`;
const mine = `SELECT r.id, r.rating, r.title, r.state, r.created_at AS at, r.helpful_base + r.helpful AS helpful, p.slug, p.name, ${pictured}
  FROM review r JOIN product p ON p.id = r.product_id WHERE r.author_id = $1 AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::bigint)) ORDER BY r.created_at DESC, r.id DESC LIMIT 21`;
const unreviewed = `
  SELECT p.slug, p.name, ${pictured}, max(l.placed_at) AS "boughtAt" FROM purchase_line l LEFT JOIN product_variant v ON v.code = l.product_code JOIN product p ON p.active AND (p.code = l.product_code OR p.id = v.product_id)
  WHERE l.customer_id = $1 AND NOT EXISTS (SELECT 1 FROM review r WHERE r.product_id = p.id AND r.author_id = $1) GROUP BY p.id ORDER BY max(l.placed_at) DESC, p.id LIMIT 12`;
type RawRow = { id: number; rating: number; title: string; state: MyReview["state"]; at: Date; helpful: number; slug: string; name: string; image: string | null };

/** What I reviewed, newest first, what I bought and did not review, and whether I want to be asked. */
export async function readMine(actor: Member, after?: string): Promise<Mine> {
  const cursor = decodeCursor(after);
  const [rows, bought, [preference]] = await Promise.all([
    db().query<RawRow>(mine, [actor.id, cursor?.at ?? null, cursor?.id ?? null]), db().query<{ slug: string; name: string; image: string | null; boughtAt: Date }>(unreviewed, [actor.id]),
    db().query<{ invitations: boolean }>("SELECT invitations FROM review_preference WHERE account_id = $1", [actor.id]),
  ]);
  const last = rows.slice(0, 20).at(-1);
  return {
    reviews: rows.slice(0, 20).map(({ slug, name, image, at, ...row }) => ({ ...row, at: at.toISOString(), product: { slug, name, image } })), unreviewed: bought.map((row) => ({ ...row, boughtAt: row.boughtAt.toISOString() })),
    invitations: preference?.invitations ?? true, next: rows.length > 20 && last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
  };
}
