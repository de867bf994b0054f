import type { Member } from "#lib/core/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { levelSql } from "../following.ts";
import { audiencesOf } from "../policy.ts";
import { type RawTopic, topicColumns, topicJoins, topicRowOf } from "../rows.ts";
import type { UnreadList } from "../types.ts";
import type { Mark, UnreadCount } from "./types.ts";

const pageSize = 20;

/** Whose posts are not news to an account: their own, and those of people they ignore. */
const hiddenSql = (account: string): string => `(SELECT array_append(array_agg(i.subject_id::uuid), ${account}) FROM follow i WHERE i.account_id = ${account} AND i.subject_type = 'person' AND i.level = 'ignore')`;

/**
 * How many posts of topic `t` after a number are unread, as SQL. Numbers have no gaps, so it is what lies between less what was
 * removed and what is not news: two counts in indexes, however long the topic is.
 */
const unreadSql = (after: string, hidden: string): string => `(greatest(0, t.last_number - ${after})
  - (SELECT count(*) FROM post p WHERE p.topic_id = t.id AND p.number > ${after} AND p.deleted_at IS NOT NULL)
  - (SELECT count(*) FROM post p WHERE p.topic_id = t.id AND p.author_id = ANY(${hidden}) AND p.number > ${after} AND p.deleted_at IS NULL))::int`;

// What one follows by itself stays until it is read. In a category or under a tag one follows, it is what was opened since, or
// was read before, as long as something was said in it in the last thirty days.
const container = (kind: "category" | "tag"): string => `
  SELECT t.id FROM mine f JOIN ${kind === "category" ? "topic t ON t.category_id = f.subject_id::bigint AND t.deleted_at IS NULL AND t.last_post_at > greatest(f.since, now() - interval '30 days')"
    : "topic_tag x ON x.tag_id = f.subject_id::bigint AND x.live AND x.last_post_at > greatest(f.since, now() - interval '30 days') JOIN topic t ON t.id = x.topic_id"}
  LEFT JOIN topic_read r ON r.account_id = $1 AND r.topic_id = t.id
  WHERE f.subject_type = '${kind}' AND f.level = 'follow' AND t.last_number > coalesce(r.last_number, 0) AND (t.created_at >= f.since OR r.topic_id IS NOT NULL) AND ${levelSql("$1")} = 'follow'`;
/** The topics that may have something unread for account `$1`, among audiences `$2`, with where they stand. */
const tracked = `
  WITH mine AS MATERIALIZED (SELECT subject_type, subject_id, level, since FROM follow WHERE account_id = $1 AND level = 'follow' AND subject_type <> 'person'),
  hidden AS MATERIALIZED (SELECT ${hiddenSql("$1::uuid")} AS ids),
  ids AS (SELECT f.subject_id::bigint AS id FROM mine f WHERE f.subject_type = 'topic' UNION ${container("category")} UNION ${container("tag")}),
  open AS (SELECT t.id, t.last_post_at, t.last_number, coalesce(r.last_number, 0) AS read FROM ids JOIN topic t ON t.id = ids.id AND t.deleted_at IS NULL
    JOIN category c ON c.id = t.category_id AND c.audience = ANY($2) LEFT JOIN topic_read r ON r.account_id = $1 AND r.topic_id = t.id WHERE t.last_number > coalesce(r.last_number, 0))`;

const list = `${tracked}
  SELECT page.unread, page.read, page.last_post_at::text AS "sortKey", false AS pin, ${topicColumns}
  FROM (SELECT t.id, t.last_post_at, t.read, n.unread FROM (SELECT * FROM open WHERE $3::timestamptz IS NULL OR (open.last_post_at, open.id) < ($3, $4::bigint) ORDER BY open.last_post_at DESC, open.id DESC) t
    CROSS JOIN LATERAL (SELECT ${unreadSql("t.read", "(SELECT ids FROM hidden)::uuid[]")} AS unread OFFSET 0) n WHERE n.unread > 0 ORDER BY t.last_post_at DESC, t.id DESC LIMIT ${pageSize + 1}) page
  JOIN topic t ON t.id = page.id ${topicJoins} ORDER BY page.last_post_at DESC, t.id DESC`;

/** Topics one follows that have something unread, the last moved first, with how much and where it begins. One query. */
export async function listUnread(actor: Member, after: string | undefined): Promise<UnreadList> {
  const cursor = decodeCursor(after);
  const fits = cursor && /^\d{4}-/.test(cursor.at) ? cursor : undefined;
  const rows = await db().query<RawTopic & { unread: number; read: number }>(list, [actor.id, audiencesOf(actor), fits?.at ?? null, fits?.id ?? null]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { topics: shown.map((row) => ({ ...topicRowOf(row), unread: row.unread, readTo: row.read })), next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null };
}

const total = `${tracked} SELECT count(*)::int AS topics, coalesce(sum(n.unread), 0)::int AS posts FROM open t CROSS JOIN LATERAL (SELECT ${unreadSql("t.read", "(SELECT ids FROM hidden)::uuid[]")} AS unread OFFSET 0) n WHERE n.unread > 0`;

/** How many topics one follows have something unread, and how many posts that is. One query. */
export async function countUnread(actor: Member): Promise<UnreadCount> {
  const [row] = await db().query<UnreadCount>(total, [actor.id, audiencesOf(actor)]);
  return row ?? { topics: 0, posts: 0 };
}

const readAll = `${tracked}
  INSERT INTO topic_read (account_id, topic_id, last_number) SELECT $1, id, last_number FROM open ORDER BY id
  ON CONFLICT (account_id, topic_id) DO UPDATE SET last_number = greatest(topic_read.last_number, excluded.last_number), at = now()`;

/** Takes everything one follows as read. */
export function markAllRead(actor: Member): Promise<true> {
  return transact(async (tx) => {
    await tx.query(readAll, [actor.id, audiencesOf(actor)]);
    await tell(tx, { room: `me:${actor.id}`, event: "topics.read", data: {} });
    return true as const;
  });
}

const marks = `
  WITH hidden AS MATERIALIZED (SELECT ${hiddenSql("$1::uuid")} AS ids)
  SELECT t.id, r.last_number AS "readTo", e.level, r.last_number IS NULL AS new, EXISTS (SELECT 1 FROM bookmark b WHERE b.account_id = $1 AND b.topic_id = t.id) AS bookmarked,
    CASE WHEN r.last_number IS NOT NULL OR e.level = 'follow' THEN ${unreadSql("coalesce(r.last_number, 0)", "(SELECT ids FROM hidden)::uuid[]")} ELSE 0 END AS unread,
    t.author_id = ANY((SELECT ids FROM hidden)::uuid[]) AND t.author_id <> $1 AS ignored
  FROM unnest($3::bigint[]) AS q (id) JOIN topic t ON t.id = q.id AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id AND c.audience = ANY($2)
  LEFT JOIN topic_read r ON r.account_id = $1 AND r.topic_id = t.id CROSS JOIN LATERAL (SELECT ${levelSql("$1")} AS level) e`;

/**
 * What is mine about the topics of a list that is the same for everybody: how much is unread and where it begins, whether it is
 * followed, muted or bookmarked. What I may not see is left out. One query.
 */
export async function readMarks(actor: Member, ids: readonly number[]): Promise<{ marks: Mark[] }> {
  const rows = await db().query<Omit<Mark, "muted"> & { ignored: boolean }>(marks, [actor.id, audiencesOf(actor), ids]);
  return { marks: rows.map(({ ignored, ...row }) => ({ ...row, muted: row.level === "mute" || row.level === "ignore" || (ignored && row.level !== "follow") })) };
}
