import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, transact } from "#lib/core/transact.ts";
import { enqueue, unqueue } from "#lib/jobs/queue.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import { postFor } from "../access.ts";
import { audiencesOf } from "../policy.ts";
import type { BookmarkInput } from "./schema.ts";
import type { BookmarkList, BookmarkView } from "./types.ts";

const pageSize = 20;
const most = 5000;
const twoYears = 2 * 366 * 86_400_000;

const keep = `
  INSERT INTO bookmark (account_id, post_id, topic_id, note, remind_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (account_id, post_id) DO UPDATE SET note = $4, remind_at = $5, reminded_at = CASE WHEN bookmark.remind_at IS NOT DISTINCT FROM $5::timestamptz THEN bookmark.reminded_at END
  RETURNING id, remind_at AS "remindAt", reminded_at AS "remindedAt"`;

/** Keeps a post, with a note and a moment to be reminded of it if one likes. Keeping it again changes both. */
export function keepBookmark(actor: Member, postId: number, input: BookmarkInput): Promise<{ id: number } | Refusal> {
  const at = input.remindAt ? new Date(input.remindAt) : null;
  return transact(async (tx) => {
    const post = await postFor(tx, actor, postId);
    if (refused(post)) return post;
    if (post.deletedAt) return missing();
    const [before] = await tx.query<{ remindAt: Date | null }>(`SELECT remind_at AS "remindAt" FROM bookmark WHERE account_id = $1 AND post_id = $2 FOR UPDATE`, [actor.id, postId]);
    const fresh = at && at.getTime() !== before?.remindAt?.getTime();
    if (fresh && (at.getTime() < Date.now() - 60_000 || at.getTime() > Date.now() + twoYears)) return new Refusal("invalid", "Choose a time that is still to come, within two years.", { field: "remindAt" });
    if (!before) {
      const [{ count } = { count: 0 }] = await tx.query<{ count: number }>("SELECT count(*) FROM bookmark WHERE account_id = $1", [actor.id]);
      if (count >= most) return new Refusal("conflict", "You keep as many bookmarks as one can.");
    }
    const [row] = await tx.query<{ id: number }>(keep, [actor.id, postId, post.topicId, input.note, at]);
    if (!row) return missing();
    if (fresh) await enqueue(tx, { name: "bookmark.remind", payload: { id: row.id } }, { runAt: at, key: `bookmark:${row.id}` });
    if (!at && before?.remindAt) await unqueue(tx, `bookmark:${row.id}`);
    return { id: row.id };
  });
}

/** Lets a post go. Doing it twice is doing it once. */
export function dropBookmark(actor: Member, postId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const [gone] = await tx.query<{ id: number }>("DELETE FROM bookmark WHERE account_id = $1 AND post_id = $2 RETURNING id", [actor.id, postId]);
    if (gone) await unqueue(tx, `bookmark:${gone.id}`);
    // Of what one does not keep one learns nothing here that one may not know.
    else {
      const post = await postFor(tx, actor, postId);
      if (refused(post)) return post;
    }
    return true;
  });
}

type Row = Omit<BookmarkView, "excerpt" | "remindAt" | "reminded" | "createdAt" | "topic"> & {
  id: number; sortKey: string; html: string; remindAt: Date | null; remindedAt: Date | null; createdAt: Date; topicId: number; slug: string; title: string; category: string; colour: string;
};
const list = `
  SELECT b.id, b.created_at::text AS "sortKey", b.post_id AS "postId", p.number, b.note, b.remind_at AS "remindAt", b.reminded_at AS "remindedAt", b.created_at AS "createdAt", p.deleted_at IS NOT NULL AS removed,
    CASE WHEN p.deleted_at IS NULL THEN left(p.html, 600) ELSE '' END AS html, CASE WHEN p.deleted_at IS NULL THEN a.name END AS author, t.id AS "topicId", t.slug, t.title, c.name AS category, c.colour
  FROM bookmark b JOIN post p ON p.id = b.post_id JOIN topic t ON t.id = p.topic_id AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id AND c.audience = ANY($2) JOIN account a ON a.id = p.author_id
  WHERE b.account_id = $1 AND ($3::timestamptz IS NULL OR (b.created_at, b.id) < ($3, $4::bigint)) ORDER BY b.created_at DESC, b.id DESC LIMIT ${pageSize + 1}`;

/** What one keeps, the last kept first. What one may no longer see is left out. One query. */
export async function listBookmarks(actor: Member, after: string | undefined): Promise<BookmarkList> {
  const cursor = decodeCursor(after);
  const fits = cursor && /^\d{4}-/.test(cursor.at) ? cursor : undefined;
  const rows = await db().query<Row>(list, [actor.id, audiencesOf(actor), fits?.at ?? null, fits?.id ?? null]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    bookmarks: shown.map(({ id: _, sortKey: __, html, remindAt, remindedAt, createdAt, topicId, slug, title, category, colour, ...row }) => ({
      ...row, excerpt: excerpt(html), remindAt: remindAt?.toISOString() ?? null, reminded: remindedAt !== null, createdAt: createdAt.toISOString(), topic: { id: topicId, slug, title, category, colour },
    })),
    next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null,
  };
}

/** The bookmark one has on a post, or null. */
export async function readBookmark(actor: Member, postId: number): Promise<{ bookmark: { note: string; remindAt: string | null } | null } | Refusal> {
  const [row] = await db().query<{ note: string | null; remindAt: Date | null }>(`SELECT b.note, b.remind_at AS "remindAt" FROM post p JOIN topic t ON t.id = p.topic_id AND t.deleted_at IS NULL
    JOIN category c ON c.id = t.category_id AND c.audience = ANY($3) LEFT JOIN bookmark b ON b.post_id = p.id AND b.account_id = $1 WHERE p.id = $2`, [actor.id, postId, audiencesOf(actor)]);
  if (!row) return missing();
  return { bookmark: row.note === null ? null : { note: row.note, remindAt: row.remindAt?.toISOString() ?? null } };
}
