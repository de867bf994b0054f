import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import type { Reader } from "#lib/core/transact.ts";
import { maySee, type Ruled } from "./policy.ts";

/** A room with its thread and what the actor is in it. */
export type RoomAt = Ruled & {
  id: number; threadId: number; slug: string | null; name: string; topic: string; categoryId: number | null; productId: number | null; slowSeconds: number; memberCount: number; version: number;
  lastSeq: number; lastChange: number; readSeq: number; muted: boolean; hidden: boolean;
};

/** Whether one of a direct room's two has blocked the other; `room` and `account` are what names them. */
export const blockedSql = (room: string, account: string): string => `(${room}.kind = 'direct' AND EXISTS (SELECT 1 FROM room_member o JOIN chat_block b ON (b.account_id, b.blocked_id) IN ((o.account_id, ${account}), (${account}, o.account_id))
  WHERE o.room_id = ${room}.id AND o.account_id <> ${account}))`;
/** The columns of `Ruled`, from `r` with the actor's own membership as `m`. */
export const ruledColumns = (account: string): string => `r.kind, r.audience, r.read_only AS "readOnly", r.archived_at IS NOT NULL AS archived, m.account_id IS NOT NULL AND NOT m.barred AS joined, coalesce(m.barred, false) AS barred, m.role AS "roomRole", ${blockedSql("r", account)} AS blocked`;
const columns = `r.id, r.thread_id AS "threadId", r.slug, r.name, r.topic, r.category_id AS "categoryId", r.product_id AS "productId", r.slow_seconds AS "slowSeconds", r.member_count AS "memberCount", r.version,
  t.last_seq AS "lastSeq", t.last_change AS "lastChange", coalesce(m.read_seq, 0) AS "readSeq", coalesce(m.muted, false) AS muted, coalesce(m.hidden, false) AS hidden, ${ruledColumns("$2::uuid")}`;
const from = "FROM room r JOIN thread t ON t.id = r.thread_id LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = $2::uuid";
const byId = `SELECT ${columns} ${from} WHERE r.id = $1`;
const byThread = `SELECT ${columns} ${from} WHERE r.thread_id = $1`;

/** Whose membership is asked for. */
export const idOf = (actor: Actor): string | null => (actor.kind === "member" ? actor.id : null);

/** The room, when the actor may see it. Fetching and authorising are one step. One query. */
export async function roomFor(reader: Reader, actor: Actor, id: number): Promise<RoomAt | Refusal> {
  const [room] = await reader.query<RoomAt>(byId, [id, idOf(actor)]);
  return room && maySee(actor, room) ? room : missing();
}

/** The room a thread is the thread of, when the actor may see it. */
export async function roomOfThread(reader: Reader, actor: Actor, threadId: number): Promise<RoomAt | Refusal> {
  const [room] = await reader.query<RoomAt>(byThread, [threadId, idOf(actor)]);
  return room && maySee(actor, room) ? room : missing();
}

/** The room of a thread whoever asks, for those whose right to it was found out otherwise. */
export async function anyRoomOfThread(reader: Reader, actor: Actor, threadId: number): Promise<RoomAt | undefined> {
  const [room] = await reader.query<RoomAt>(byThread, [threadId, idOf(actor)]);
  return room;
}
