import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readMissed } from "#lib/threads/queries.ts";
import type { MessageView, Missed } from "#lib/threads/types.ts";
import { idOf, type RoomAt, roomFor, ruledColumns } from "./access.ts";
import { maySee, type Ruled } from "./policy.ts";

/** Whether someone may be where a room is heard, and what they are in it. One query. */
export function mayHear(actor: Actor, roomId: number): Promise<RoomAt | Refusal> {
  return roomFor(db(), actor, roomId);
}

/** What someone who is in a room's live side already missed since what they know; asked after they are in it, so that nothing falls between. */
export async function catchUp(actor: Actor, roomId: number, known: { seq?: number | undefined; change?: number | undefined }): Promise<(Missed & { readSeq: number }) | Refusal> {
  const room = await roomFor(db(), actor, roomId);
  if (refused(room)) return room;
  const thread = { id: room.threadId, lastSeq: room.lastSeq, lastChange: room.lastChange };
  return { ...(await readMissed(db(), thread, { viewer: idOf(actor), seq: known.seq ?? room.lastSeq, change: known.change ?? room.lastChange })), readSeq: room.readSeq };
}

const threadOf = `SELECT t.id, t.last_seq AS "lastSeq", t.last_change AS "lastChange" FROM room r JOIN thread t ON t.id = r.thread_id WHERE r.id = $1`;

/** What a room says since a known place, as everybody in it is told: for a server that was not told itself. */
export async function readSince(roomId: number, known: { seq: number; change: number }): Promise<{ fresh: MessageView[]; changed: MessageView[]; seq: number; change: number }> {
  const [thread] = await db().query<{ id: number; lastSeq: number; lastChange: number }>(threadOf, [roomId]);
  if (!thread) return { fresh: [], changed: [], ...known };
  const { messages } = await readMissed(db(), thread, { viewer: undefined, ...known });
  return { fresh: messages.filter((one) => one.seq > known.seq), changed: messages.filter((one) => one.seq <= known.seq), seq: thread.lastSeq, change: thread.lastChange };
}

type Membership = Ruled & { roomId: number; accountId: string };
const ruled = `SELECT r.id AS "roomId", q.account_id AS "accountId", ${ruledColumns("q.account_id")} FROM unnest($1::bigint[], $2::uuid[]) AS q (room_id, account_id) JOIN room r ON r.id = q.room_id LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = q.account_id`;

/** Who of those in these rooms may still be there, as they stand now. One query for all; whoever it does not name may not. */
export async function whoMayStay(pairs: readonly { roomId: number; actor: Actor }[]): Promise<boolean[]> {
  const rows = await db().query<Membership>(ruled, [pairs.map((one) => one.roomId), pairs.map((one) => idOf(one.actor))]);
  return pairs.map(({ roomId, actor }) => {
    const room = rows.find((row) => row.roomId === roomId && row.accountId === idOf(actor));
    return room !== undefined && maySee(actor, room);
  });
}

export type UnreadOf = { accountId: string; roomId: number; lastSeq: number; readSeq: number; unread: number; mentions: number };
const unreadOf = `
  SELECT m.account_id AS "accountId", r.id AS "roomId", t.last_seq AS "lastSeq", m.read_seq AS "readSeq", greatest(t.last_seq - m.read_seq, 0) AS unread,
    (SELECT count(*)::int FROM message_mention c WHERE c.account_id = m.account_id AND c.thread_id = r.thread_id AND c.seq > m.read_seq) AS mentions
  FROM room_member m JOIN room r ON r.id = m.room_id JOIN thread t ON t.id = r.thread_id JOIN account a ON a.id = m.account_id
  WHERE m.room_id = ANY($1::bigint[]) AND m.account_id = ANY($2::uuid[]) AND NOT m.barred
    AND (r.audience IN ('public', 'members', 'invited') OR a.role <> 'customer' OR (r.audience <> 'staff' AND a.tier >= CASE r.audience WHEN 'select' THEN 1 WHEN 'premier' THEN 2 ELSE 3 END))`;

/** What is unread in these rooms for those of these people who are in them and may still see them. One query, however many. */
export function readUnread(roomIds: readonly number[], accountIds: readonly string[]): Promise<UnreadOf[]> {
  return db().query<UnreadOf>(unreadOf, [roomIds, accountIds]);
}
