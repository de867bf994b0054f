import type { Tx } from "#lib/core/transact.ts";

/** A message as it stands, locked for a change. */
export type MessageAt = {
  id: number; threadId: number; seq: number; authorId: string; kind: "text" | "event"; source: string; version: number; root: number | null; change: number; createdAt: Date; deletedAt: Date | null; removedBy: string | null; pinned: boolean;
};

const columns = `m.id, m.thread_id AS "threadId", m.seq, m.author_id AS "authorId", m.kind, m.source, m.version, m.root, m.change, m.created_at AS "createdAt", m.deleted_at AS "deletedAt", m.removed_by AS "removedBy", m.pinned_at IS NOT NULL AS pinned`;

/** A message with its thread's row locked, as writers of new messages lock it: changes of one thread come one after the other. Whether it may be seen is its subject's to say. */
export async function lockMessage(tx: Tx, id: number): Promise<MessageAt | undefined> {
  await tx.query("SELECT t.id FROM thread t JOIN message m ON m.thread_id = t.id WHERE m.id = $1 FOR UPDATE OF t", [id]);
  const [row] = await tx.query<MessageAt>(`SELECT ${columns} FROM message m WHERE m.id = $1`, [id]);
  return row;
}

// Each change takes the thread's next change number, so that who knows one number can ask for every change after it.
const stamped = (set: string): string => `WITH t AS (UPDATE thread SET last_change = last_change + 1 WHERE id = $2 RETURNING last_change)
  UPDATE message SET change = t.last_change, ${set} FROM t WHERE message.id = $1 RETURNING change`;
type Change = { change: number };

/** Writes a new text, keeping the one before. */
export async function rewrite(tx: Tx, message: MessageAt, { source, html, editorId }: { source: string; html: string; editorId: string }): Promise<void> {
  await tx.query("INSERT INTO message_version (message_id, version, source, editor_id) VALUES ($1, $2, $3, $4)", [message.id, message.version, message.source, editorId]);
  await tx.query<Change>(stamped("source = $3, html = $4, words = to_tsvector('simple', search_fold($3)), version = version + 1, edited_at = now()"), [message.id, message.threadId, source, html]);
}

/** Draws a message anew without its text having changed, as when a link became known. */
export async function redraw(tx: Tx, message: MessageAt, html: string): Promise<void> {
  await tx.query<Change>(stamped("html = $3"), [message.id, message.threadId, html]);
}

/** Takes a message away; its place stays. */
export async function takeAway(tx: Tx, message: MessageAt, by: string): Promise<void> {
  await tx.query<Change>(stamped("deleted_at = now(), removed_by = $3, pinned_at = NULL, pinned_by = NULL"), [message.id, message.threadId, by]);
  await tx.query("DELETE FROM message_mention WHERE thread_id = $1 AND seq = $2", [message.threadId, message.seq]);
}

/** Brings a message back. */
export async function bringBack(tx: Tx, message: MessageAt): Promise<void> {
  await tx.query<Change>(stamped("deleted_at = NULL, removed_by = NULL"), [message.id, message.threadId]);
}

/** Pins a message or takes its pin away. */
export async function setPin(tx: Tx, message: MessageAt, by: string | null): Promise<void> {
  await tx.query<Change>(stamped("pinned_at = CASE WHEN $3::uuid IS NULL THEN NULL ELSE now() END, pinned_by = $3"), [message.id, message.threadId, by]);
}

/** Puts a sign under a message, or takes it away; whether that changed anything. At most twenty different signs stand under one. */
export async function react(tx: Tx, message: MessageAt, { accountId, emoji, on }: { accountId: string; emoji: string; on: boolean }): Promise<boolean> {
  const done = on
    ? await tx.query(`INSERT INTO message_reaction (message_id, account_id, emoji) SELECT $1, $2, $3 WHERE (SELECT count(DISTINCT emoji) FROM message_reaction WHERE message_id = $1 AND emoji <> $3) < 20 ON CONFLICT DO NOTHING RETURNING emoji`, [message.id, accountId, emoji])
    : await tx.query("DELETE FROM message_reaction WHERE message_id = $1 AND account_id = $2 AND emoji = $3 RETURNING emoji", [message.id, accountId, emoji]);
  if (done.length === 0) return false;
  await tx.query<Change>(stamped("reactions = coalesce((SELECT jsonb_agg(jsonb_build_object('emoji', s.emoji, 'count', s.n) ORDER BY s.first, s.emoji) FROM (SELECT emoji, count(*)::int AS n, min(at) AS first FROM message_reaction WHERE message_id = $1 GROUP BY 1) s), '[]')"), [message.id, message.threadId]);
  return true;
}

/** Whom a message calls from now on; resolves to who is new. */
export async function setMentions(tx: Tx, message: MessageAt, accountIds: readonly string[]): Promise<string[]> {
  await tx.query("DELETE FROM message_mention WHERE thread_id = $1 AND seq = $2 AND NOT (account_id = ANY($3::uuid[]))", [message.threadId, message.seq, accountIds]);
  if (accountIds.length === 0) return [];
  return (await tx.query<{ id: string }>("INSERT INTO message_mention (account_id, thread_id, seq) SELECT unnest($3::uuid[]), $1, $2 ON CONFLICT DO NOTHING RETURNING account_id AS id", [message.threadId, message.seq, accountIds])).map((row) => row.id);
}
