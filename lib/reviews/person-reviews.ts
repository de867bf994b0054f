import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { PersonReviews } from "./types.ts";

const pageSize = 20;
const standing = "FROM review r JOIN product p ON p.id = r.product_id AND p.active WHERE r.author_id = $1 AND r.state = 'published'";
const list = `SELECT r.id, r.rating, r.title, left(r.html, 600) AS html, r.verified, r.helpful, r.created_at AS at, r.created_at::text AS "sortKey", p.slug, p.name ${standing} AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::bigint))
  ORDER BY r.created_at DESC, r.id DESC LIMIT ${pageSize + 1}`;
type Row = { id: number; rating: number; title: string; html: string; verified: boolean; helpful: number; at: Date; sortKey: string; slug: string; name: string };

/** The reviews of one person that everyone may read, the newest first. One query. */
export async function listReviewsOf(authorId: string, after?: string): Promise<PersonReviews> {
  const cursor = decodeCursor(after);
  const fits = cursor && /^\d{4}-/.test(cursor.at) ? cursor : undefined;
  const rows = await db().query<Row>(list, [authorId, fits?.at ?? null, fits?.id ?? null]);
  const last = rows[pageSize - 1];
  return {
    reviews: rows.slice(0, pageSize).map((row) => ({ id: row.id, rating: row.rating, title: row.title, excerpt: excerpt(row.html, 240), verified: row.verified, helpful: row.helpful, at: row.at.toISOString(), product: { slug: row.slug, name: row.name } })),
    next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null,
  };
}

/** How many reviews of one person everyone may read, up to a thousand. */
export async function countReviewsOf(authorId: string): Promise<number> {
  const [row] = await db().query<{ n: number }>(`SELECT count(*)::int AS n FROM (SELECT 1 ${standing} LIMIT 1000) counted`, [authorId]);
  return row?.n ?? 0;
}
