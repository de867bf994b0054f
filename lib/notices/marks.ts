import type { Member } from "#lib/core/actor.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { roomGroup } from "./recipients.ts";
import type { ReadInput, UnreadInput } from "./schema.ts";
import { noticeJoins, readUnread } from "./unread.ts";

/** When it was marked, which names this stroke for taking it back, and how much is unread now. */
export type Marked = { readAt: string; unread: number };

const ids = "UPDATE notice SET read_at = $2, seen_at = coalesce(seen_at, $2) WHERE account_id = $1 AND read_at IS NULL AND id = ANY($3::bigint[])";
// What is told of a room is one line, whatever was said there (recipients.ts names it).
const room = "UPDATE notice SET read_at = $2, seen_at = coalesce(seen_at, $2) WHERE account_id = $1 AND read_at IS NULL AND group_key = $3";
const all = "UPDATE notice SET read_at = $2, seen_at = coalesce(seen_at, $2) WHERE account_id = $1 AND read_at IS NULL";
// A post may have moved to another topic since: where it stands now counts.
const topic = `
  UPDATE notice SET read_at = $2, seen_at = coalesce(seen_at, $2) WHERE read_at IS NULL AND id IN (
    SELECT n.id FROM notice n ${noticeJoins} WHERE n.account_id = $1 AND n.read_at IS NULL AND t.id = $3 AND coalesce(p.number, n.number, 1) <= $4) RETURNING id`;

async function mark(tx: Tx, actor: Member, { input, at }: { input: ReadInput; at: Date }): Promise<void> {
  if ("ids" in input) await tx.query(ids, [actor.id, at, input.ids]);
  else if ("topicId" in input) await tx.query(topic, [actor.id, at, input.topicId, input.upTo]);
  else if ("roomId" in input) await tx.query(room, [actor.id, at, roomGroup(input.roomId)]);
  else await tx.query(all, [actor.id, at]);
}

async function told(actor: Member): Promise<number> {
  const unread = await readUnread(actor);
  // The member's other pages follow.
  await transact((tx) => tell(tx, { room: `me:${actor.id}`, event: "notice.read", data: { unread } }));
  return unread;
}

/** Marks one's notices as read; doing it twice is doing it once. */
export async function markRead(actor: Member, input: ReadInput): Promise<Marked> {
  const at = new Date();
  await transact((tx) => mark(tx, actor, { input, at }));
  return { readAt: at.toISOString(), unread: await told(actor) };
}

// A group that has a new unread line meanwhile keeps that one.
const free = "AND NOT EXISTS (SELECT 1 FROM notice newer WHERE newer.account_id = n.account_id AND newer.group_key = n.group_key AND newer.read_at IS NULL)";
// Of several read lines of one group only the newest can be unread.
const unreadIds = `UPDATE notice n SET read_at = NULL WHERE id IN (SELECT DISTINCT ON (n.group_key) n.id FROM notice n WHERE n.account_id = $1 AND n.read_at IS NOT NULL AND n.id = ANY($2::bigint[]) ${free} ORDER BY n.group_key, n.id DESC)`;
const unreadAt = `UPDATE notice n SET read_at = NULL WHERE id IN (SELECT DISTINCT ON (n.group_key) n.id FROM notice n WHERE n.account_id = $1 AND n.read_at = $2 ${free} ORDER BY n.group_key, n.id DESC)`;

/** Makes notices unread again: some, or all that one stroke of reading took. */
export async function markUnread(actor: Member, input: UnreadInput): Promise<{ unread: number }> {
  await transact((tx) => ("ids" in input ? tx.query(unreadIds, [actor.id, input.ids]) : tx.query(unreadAt, [actor.id, new Date(input.readAt)])));
  return { unread: await told(actor) };
}

/** Notes that the newest notices were looked at, so that none of them is mailed as news. */
export async function markSeen(actor: Member): Promise<true> {
  await transact((tx) => tx.query("UPDATE notice SET seen_at = now() WHERE account_id = $1 AND read_at IS NULL AND seen_at IS NULL", [actor.id]));
  return true;
}
