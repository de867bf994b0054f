import { z } from "zod";
import { type Tx, transact } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { calledIn } from "./events.ts";
import type { RoomKind, Spoken } from "./types.ts";

const payloadOf = z.object({ roomId: z.number(), accountId: z.string() });
/** How long someone has to read what concerns them before they are told of it elsewhere. */
const patience = 30_000;

// Of a conversation, who had read everything before: what else comes before they look is the same news.
const waiting = `SELECT m.room_id AS "roomId", m.account_id AS "accountId" FROM unnest($1::bigint[], $2::int[], $3::uuid[]) AS s (room_id, seq, author_id) JOIN room_member m ON m.room_id = s.room_id AND m.account_id <> s.author_id
  WHERE m.read_seq >= s.seq - 1 AND NOT m.muted AND NOT m.barred LIMIT 500`;

/** Has those whom messages concern told of them later, unless they read them meanwhile: whom they call, and in conversations the others. */
export async function nudge(tx: Tx, sent: readonly (Pick<Spoken, "roomId" | "message"> & { kind: RoomKind; mentions: readonly string[] })[]): Promise<void> {
  const wanted = new Map<string, { roomId: number; accountId: string }>();
  const direct = sent.filter((one) => one.kind === "direct" || one.kind === "group");
  const others = direct.length ? await tx.query<{ roomId: number; accountId: string }>(waiting, [direct.map((one) => one.roomId), direct.map((one) => one.message.seq), direct.map((one) => one.message.author.id)]) : [];
  for (const one of [...others, ...sent.flatMap(({ roomId, mentions, message }) => mentions.filter((id) => id !== message.author.id).map((accountId) => ({ roomId, accountId })))]) wanted.set(`${one.roomId}:${one.accountId}`, one);
  for (const [key, payload] of wanted) await enqueue(tx, { name: "chat.nudge", payload }, { key: `chat.nudge:${key}`, runAt: new Date(Date.now() + patience) });
}

type Unread = { messageId: number; at: Date; kind: RoomKind; called: boolean };
const unread = `SELECT x.id AS "messageId", x.created_at AS at, r.kind, EXISTS (SELECT 1 FROM message_mention c WHERE c.account_id = m.account_id AND c.thread_id = r.thread_id AND c.seq = x.seq) AS called
  FROM room_member m JOIN room r ON r.id = m.room_id JOIN message x ON x.thread_id = r.thread_id AND x.seq > m.read_seq AND x.deleted_at IS NULL AND x.author_id <> m.account_id AND x.kind = 'text'
  WHERE m.room_id = $1 AND m.account_id = $2 AND NOT m.barred AND NOT EXISTS (SELECT 1 FROM chat_block b WHERE b.account_id = m.account_id AND b.blocked_id = x.author_id)
  ORDER BY called DESC, x.seq LIMIT 1`;
const callOf = `SELECT x.id AS "messageId", x.created_at AS at, r.kind, true AS called FROM room r JOIN message_mention c ON c.thread_id = r.thread_id AND c.account_id = $2 JOIN message x ON x.thread_id = c.thread_id AND x.seq = c.seq AND x.deleted_at IS NULL
  LEFT JOIN room_member m ON m.room_id = r.id AND m.account_id = $2 WHERE r.id = $1 AND x.seq > coalesce(m.read_seq, 0) AND NOT coalesce(m.barred, false) ORDER BY x.seq LIMIT 1`;

/** The job: tells someone of what they still have not read in a room, the first that calls them before any other. Twice is once. */
export async function nudgeWhenUnread(payload: unknown): Promise<void> {
  const { roomId, accountId } = payloadOf.parse(payload);
  await transact(async (tx) => {
    const [call] = await tx.query<Unread>(callOf, [roomId, accountId]);
    const [row] = call ? [call] : await tx.query<Unread>(unread, [roomId, accountId]);
    if (!row || (!row.called && row.kind !== "direct" && row.kind !== "group")) return;
    await calledIn(tx, { accountId, kind: row.called ? "chat.mentioned" : "chat.written", messageId: row.messageId, at: row.at });
  });
}
