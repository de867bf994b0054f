import type { MediaView } from "#lib/media/types.ts";
import type { AnswerView, Author, ReviewView } from "./types.ts";

export type RawPhoto = { id: string; kind: MediaView["kind"]; name: string; small: boolean; bytes: number; width: number | null; height: number | null };
type RawAuthor = { authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number };
export type RawReview = RawAuthor & {
  id: number; rating: number; title: string; html: string; pros: string[]; cons: string[]; photos: RawPhoto[] | null; variant: string | null; verified: boolean; incentivised: boolean; helpful: number; version: number;
  createdAt: Date; editedAt: Date | null; sortKey: string; replyHtml: string | null; replyAt: Date | null; replyAuthor: Author | null;
};

/** The photos of a review `r` as JSON, in their order. Whoever sees a review sees its photos, so nobody is asked again. */
export const photosOf = `(SELECT json_agg(f) FROM (SELECT m.id, m.kind, m.name, m.small_key IS NOT NULL AS small, m.bytes, m.width, m.height FROM media m WHERE m.id = ANY(r.photos) ORDER BY array_position(r.photos, m.id)) f) AS photos`;

/** A photo as a page shows it. */
export function photoOf({ small, ...row }: RawPhoto): MediaView {
  const url = `/media/${row.id}/${encodeURIComponent(row.name)}`;
  return { ...row, url, small: small ? `${url}?size=small` : null };
}

/** The columns of an author, from an account joined as `a`. */
export const authorColumns = `a.id AS "authorId", a.name AS "authorName", a.handle::text AS "authorHandle", a.role AS "authorRole", a.tier AS "authorTier"`;

/** The columns of a review `r` with its author `a`, variant `v`, reply `y` and who replied `b`. */
export const reviewColumns = `r.id, r.rating, r.title, r.html, r.pros, r.cons, ${photosOf}, v.name AS variant, r.verified, r.incentivised, r.helpful_base + r.helpful AS helpful, r.version, r.created_at AS "createdAt", r.edited_at AS "editedAt",
  ${authorColumns}, y.html AS "replyHtml", y.at AS "replyAt", CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.name, 'handle', b.handle::text, 'role', b.role, 'tier', b.tier) END AS "replyAuthor"`;
export const reviewFrom = `FROM review r JOIN account a ON a.id = r.author_id LEFT JOIN product_variant v ON v.id = r.variant_id LEFT JOIN review_reply y ON y.review_id = r.id LEFT JOIN account b ON b.id = y.author_id`;

/** The author of a row. */
export const authorOf = (row: RawAuthor): Author => ({ id: row.authorId, name: row.authorName, handle: row.authorHandle, role: row.authorRole, tier: row.authorTier });

/** A review as everyone reads it. */
export function reviewOf(row: RawReview): ReviewView {
  return {
    id: row.id, rating: row.rating, title: row.title, html: row.html, pros: row.pros, cons: row.cons, photos: (row.photos ?? []).map(photoOf), author: authorOf(row), variant: row.variant,
    verified: row.verified, incentivised: row.incentivised, helpful: row.helpful, version: row.version, createdAt: row.createdAt.toISOString(), editedAt: row.editedAt?.toISOString() ?? null,
    reply: row.replyHtml !== null && row.replyAuthor && row.replyAt ? { html: row.replyHtml, author: row.replyAuthor, at: row.replyAt.toISOString() } : null,
  };
}

export type RawAnswer = { id: number; questionId: number; html: string; author: Author; staff: boolean; best: boolean; helpful: number; at: string };
/** An answer as everyone reads it. */
export const answerOf = ({ id, html, author, staff, best, helpful, at }: RawAnswer): AnswerView => ({ id, html, author, staff, best, helpful, at: new Date(at).toISOString() });
