import type { Member } from "#lib/core/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf } from "../policy.ts";
import type { DraftList, DraftView } from "./types.ts";

const pageSize = 20;
type Row = Omit<DraftView, "topic" | "updatedAt"> & { sortKey: string; updatedAt: Date; topicId: number | null; slug: string | null; topicTitle: string | null };
const list = `
  SELECT d.context, d.title, left(d.body, 400) AS body, d.version, d.updated_at AS "updatedAt", d.updated_at::text AS "sortKey", t.id AS "topicId", t.slug, t.title AS "topicTitle"
  FROM draft d LEFT JOIN (topic t JOIN category c ON c.id = t.category_id AND c.audience = ANY($2)) ON d.context = 'reply:' || t.id AND t.deleted_at IS NULL
    AND t.id = CASE WHEN d.context ~ '^reply:[0-9]{1,15}$' THEN substr(d.context, 7)::bigint END
  WHERE d.account_id = $1 AND (d.title <> '' OR d.body <> '') AND ($3::timestamptz IS NULL OR d.updated_at < $3) ORDER BY d.updated_at DESC LIMIT ${pageSize + 1}`;

/** What one has begun to write and not sent, on whatever device, the last changed first, with where it belongs. One query. */
export async function listDrafts(actor: Member, after: string | undefined): Promise<DraftList> {
  const cursor = decodeCursor(after);
  const rows = await db().query<Row>(list, [actor.id, audiencesOf(actor), cursor && /^\d{4}-/.test(cursor.at) ? cursor.at : null]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    drafts: shown.map(({ sortKey: _, topicId, slug, topicTitle, updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString(), topic: topicId === null ? null : { id: topicId, slug: slug ?? "", title: topicTitle ?? "" } })),
    next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: 0 }) : null,
  };
}
