import { makeStale } from "#lib/cache/stale.ts";
import type { Tx } from "#lib/core/transact.ts";
import { recordMany, reverseMany } from "#lib/ledger/record-many.ts";
import { record } from "#lib/ledger/record.ts";
import type { Spoken } from "./types.ts";

/** What happened in rooms, as every instance hears it at commit: how far their threads are, who has to go, whose rules changed. */
export type RoomNews = { rooms?: [id: number, seq: number, change: number][]; changed?: number[]; questions?: number[]; reguard?: number[]; out?: [roomId: number, accountId: string][]; lists?: string[] };

/** Tells every instance, at commit. */
export async function tellRooms(tx: Tx, news: RoomNews): Promise<void> {
  await tx.query("SELECT pg_notify('chat', $1)", [JSON.stringify(news)]);
}

/** Tells how a thread stands after a change of one of its messages. */
export async function tellChange(tx: Tx, room: { id: number; threadId: number }): Promise<void> {
  await tx.query(`SELECT pg_notify('chat', json_build_object('rooms', json_build_array(json_build_array($1::bigint, last_seq, last_change)))::text) FROM thread WHERE id = $2`, [room.id, room.threadId]);
}

/** The pages that name a room are made anew: those of the category and of the product it is tied to. */
export async function tellPlaces(tx: Tx, at: { categoryId?: number | null | undefined; productId?: number | null | undefined }): Promise<void> {
  const [product] = at.productId ? await tx.query<{ slug: string }>("SELECT slug FROM product WHERE id = $1", [at.productId]) : [];
  const tags = [...(at.categoryId ? ["lists"] : []), ...(product ? [`product:${product.slug}`] : [])];
  if (tags.length) await makeStale(tx, tags);
}

const keyOf = (messageId: number): string => `message:${messageId}`;

/** Messages were written: each counts for who wrote it. */
export const messagesWritten = (tx: Tx, spoken: readonly Spoken[]) =>
  recordMany(tx, spoken.map(({ message }) => ({ customerId: message.author.id, kind: "chat.message", occurredAt: new Date(message.createdAt), subject: { type: "message", id: String(message.id) }, source: "chat" as const, key: keyOf(message.id) })));

const live = `SELECT k.source, k.key FROM interaction i JOIN interaction_key k ON k.id = i.id WHERE i.customer_id = $1 AND i.kind = 'chat.message' AND i.subject_type = 'message' AND i.subject_id = $2 AND i.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`;

/** A message was taken away: what it gave is taken back. */
export async function messageTaken(tx: Tx, message: { id: number; authorId: string }): Promise<void> {
  await reverseMany(tx, await tx.query<{ source: string; key: string }>(live, [message.authorId, String(message.id)]));
}

/** A message came back, with what it gave. */
export const messageBack = (tx: Tx, message: { id: number; authorId: string; createdAt: Date; deletedAt: Date }) =>
  record(tx, { customerId: message.authorId, kind: "chat.message", occurredAt: message.createdAt, subject: { type: "message", id: String(message.id) }, source: "chat", key: `restored:${message.id}:${message.deletedAt.getTime()}` });

/** Someone should hear of what was said to them: told by an interaction that counts nothing, once for what they have not read. */
export const calledIn = (tx: Tx, of: { accountId: string; kind: "chat.mentioned" | "chat.written"; messageId: number; at: Date }) =>
  record(tx, { customerId: of.accountId, kind: of.kind, occurredAt: of.at, subject: { type: "message", id: String(of.messageId) }, source: "chat", key: `${of.kind}:${of.messageId}:${of.accountId}` });

/** Someone took part in a live session. */
export const attended = (tx: Tx, roomId: number, accountIds: readonly string[]) =>
  recordMany(tx, accountIds.map((id) => ({ customerId: id, kind: "event.attended", occurredAt: new Date(), subject: { type: "room", id: String(roomId) }, source: "chat" as const, key: `attended:${roomId}:${id}` })));
