import type { Member } from "#lib/core/actor.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { seenAudiences, seenBySql } from "#lib/forum/audiences.ts";

/** Counted up to here: a hundred is said as ninety-nine and more. */
export const mostUnread = 100;

/** From a notice `n`: the post it leads to, and the topic that post stands in now, wherever it was moved. */
export const noticeJoins = `LEFT JOIN post p ON p.id = n.post_id LEFT JOIN topic t ON t.id = coalesce(p.topic_id, n.topic_id) LEFT JOIN category c ON c.id = t.category_id`;
/** Whether what a notice is about may still be seen: asked whenever it is shown or counted. */
export const stillThere = (seen: string): string => `n.in_app AND n.acts > 0 AND (n.topic_id IS NULL OR (t.deleted_at IS NULL AND p.deleted_at IS NULL AND ${seen}))`;

const mine = `SELECT count(*)::int AS unread FROM (SELECT 1 FROM notice n ${noticeJoins} WHERE n.account_id = $1 AND n.read_at IS NULL AND ${stillThere("c.audience = ANY($2)")} LIMIT ${mostUnread}) AS counted`;

/**
 * How much is unread of what the member may see at this moment, up to `mostUnread`. It is counted and not kept: what counts
 * changes when a category closes, a tier is lost or a post goes, and a kept number would go on telling of it.
 */
export async function readUnread(actor: Member): Promise<number> {
  const [row] = await db().query<{ unread: number }>(mine, [actor.id, seenAudiences(actor)]);
  return row?.unread ?? 0;
}

// Whoever has not been here today finds it when they come.
const many = `
  SELECT a.id AS "accountId", counted.unread FROM account a CROSS JOIN LATERAL (
    SELECT count(*)::int AS unread FROM (SELECT 1 FROM notice n ${noticeJoins} WHERE n.account_id = a.id AND n.read_at IS NULL AND ${stillThere(seenBySql("a", "c"))} LIMIT ${mostUnread}) AS one) AS counted
  WHERE a.id = ANY($1::uuid[]) AND EXISTS (SELECT 1 FROM session s WHERE s.account_id = a.id AND s.seen_at > now() - interval '1 day')`;

/** The same for many at once, of those who have been here today. */
export function unreadOfMany(reader: Reader, accountIds: readonly string[]): Promise<{ accountId: string; unread: number }[]> {
  return accountIds.length ? reader.query(many, [accountIds]) : Promise.resolve([]);
}
