import type { Reader } from "#lib/core/transact.ts";
import { messageColumns, messageJoins, messageOf, type RawMessage } from "./rows.ts";
import type { Stretch } from "./schema.ts";
import type { MessagePage, MessageVersionView, MessageView, Missed } from "./types.ts";

/** A thread as it stood when it was found. */
export type ThreadAt = { id: number; lastSeq: number; lastChange: number };
/** Who reads: null is a visitor; undefined is everybody at once, as a room is told. */
export type Viewer = string | null | undefined;

const usual = 50;
/** The most that is caught up at once. */
export const mostMissed = 200;

const select = (where: string): string => `SELECT ${messageColumns("$1")} FROM message m ${messageJoins} WHERE m.thread_id = $2 AND ${where}`;
const between = `${select("m.seq BETWEEN $3 AND $4")} ORDER BY m.seq`;
const openedWith = `${select("(m.seq BETWEEN $3 AND $4 OR m.pinned_at IS NOT NULL)")} ORDER BY m.seq`;
const sideBefore = `${select("(m.seq = $3 OR m.root = $3) AND m.seq < $4")} ORDER BY m.seq DESC LIMIT $5`;
const sideAfter = `${select("(m.seq = $3 OR m.root = $3) AND m.seq > $4")} ORDER BY m.seq LIMIT $5`;
const changed = `${select("m.change > $3")} ORDER BY m.change LIMIT $4`;
const missed = `(${select("m.change > $4 AND m.seq <= $3")} ORDER BY m.change LIMIT $5) UNION ALL (${select("m.seq > $3")} ORDER BY m.seq LIMIT $5)`;
const firstSince = "SELECT seq FROM message WHERE thread_id = $1 AND created_at >= $2 ORDER BY created_at, seq LIMIT 1";
const found = `${select("m.words @@ websearch_to_tsquery('simple', search_fold($3)) AND m.deleted_at IS NULL AND m.kind = 'text' AND m.seq < $4")} ORDER BY m.seq DESC LIMIT $5`;
const versions = `SELECT v.version, v.source, a.name, a.handle::text AS handle, v.at FROM message_version v JOIN account a ON a.id = v.editor_id WHERE v.message_id = $1 ORDER BY v.version DESC LIMIT 100`;

const views = (rows: readonly RawMessage[], viewer: Viewer): MessageView[] => rows.map((row) => messageOf(row, viewer));

// Numbers have no gaps, so every stretch of a thread is one range of its index, however long the thread is.
function rangeOf(thread: ThreadAt, { before, after, around }: { before?: number | undefined; after?: number | undefined; around?: number | undefined }, limit: number): [number, number] {
  if (before !== undefined) return [before - limit, before - 1];
  if (after !== undefined) return [after + 1, after + limit];
  if (around !== undefined) return [around - Math.floor(limit / 2), around + Math.ceil(limit / 2) - 1];
  return [thread.lastSeq - limit + 1, thread.lastSeq];
}

async function side(reader: Reader, thread: ThreadAt, { viewer, ask, limit }: { viewer: Viewer; ask: Stretch; limit: number }): Promise<MessagePage> {
  const up = ask.after !== undefined;
  const rows = await reader.query<RawMessage>(up ? sideAfter : sideBefore, [viewer ?? null, thread.id, ask.root, ask.after ?? ask.before ?? 2_147_483_647, limit]);
  const messages = views(up ? rows : rows.reverse(), viewer);
  return { messages, lastSeq: thread.lastSeq, lastChange: thread.lastChange, from: rows.length < limit && !up ? 1 : (messages[0]?.seq ?? 0), to: rows.length < limit && up ? thread.lastSeq : (messages.at(-1)?.seq ?? 0) };
}

/** A stretch of a thread as someone sees it: its end, or what stands before, after or around a number, since a day, or what changed. One query, two for a day. */
export async function readMessages(reader: Reader, thread: ThreadAt, { viewer, ask }: { viewer: Viewer; ask: Stretch }): Promise<MessagePage> {
  const limit = ask.limit ?? usual;
  if (ask.root !== undefined) return side(reader, thread, { viewer, ask, limit });
  if (ask.changedAfter !== undefined) {
    const rows = await reader.query<RawMessage>(changed, [viewer ?? null, thread.id, ask.changedAfter, limit]);
    return { messages: views(rows, viewer), lastSeq: thread.lastSeq, lastChange: thread.lastChange, from: 0, to: 0 };
  }
  const [day] = ask.date ? await reader.query<{ seq: number }>(firstSince, [thread.id, new Date(Math.max(0, Date.parse(ask.date)))]) : [];
  const [from, to] = rangeOf(thread, ask.date ? { around: day?.seq ?? thread.lastSeq } : ask, limit);
  const rows = await reader.query<RawMessage>(between, [viewer ?? null, thread.id, from, to]);
  return { messages: views(rows, viewer), lastSeq: thread.lastSeq, lastChange: thread.lastChange, from: Math.min(Math.max(1, from), thread.lastSeq), to: Math.min(Math.max(to, 0), thread.lastSeq) };
}

/** The end of a thread and what is pinned in it, in one query. */
export async function readEnd(reader: Reader, thread: ThreadAt, viewer: Viewer): Promise<{ page: MessagePage; pins: MessageView[] }> {
  const from = thread.lastSeq - usual + 1;
  const messages = views(await reader.query<RawMessage>(openedWith, [viewer ?? null, thread.id, from, thread.lastSeq]), viewer);
  return {
    page: { messages: messages.filter((one) => one.seq >= from), lastSeq: thread.lastSeq, lastChange: thread.lastChange, from: Math.min(Math.max(1, from), thread.lastSeq), to: thread.lastSeq },
    pins: messages.filter((one) => one.pinned).reverse(),
  };
}

/** What happened since (seq, change): changes of what was known, then what is new. */
export async function readMissed(reader: Reader, thread: ThreadAt, { viewer, seq, change }: { viewer: Viewer; seq: number; change: number }): Promise<Missed> {
  if (seq >= thread.lastSeq && change >= thread.lastChange) return { messages: [], lastSeq: thread.lastSeq, lastChange: thread.lastChange, more: false };
  const rows = await reader.query<RawMessage>(missed, [viewer ?? null, thread.id, seq, change, mostMissed + 1]);
  return { messages: views(rows.slice(0, mostMissed), viewer), lastSeq: thread.lastSeq, lastChange: thread.lastChange, more: rows.length > mostMissed };
}

/** The messages of a thread that say these words, the latest first. */
export async function searchThread(reader: Reader, threadId: number, { viewer, words, before, limit }: { viewer: Viewer; words: string; before: number; limit: number }): Promise<MessageView[]> {
  return views(await reader.query<RawMessage>(found, [viewer ?? null, threadId, words, before, limit]), viewer);
}

/** What a message said before, the latest first. */
export async function readVersions(reader: Reader, messageId: number): Promise<MessageVersionView[]> {
  const rows = await reader.query<{ version: number; source: string; name: string; handle: string; at: Date }>(versions, [messageId]);
  return rows.map(({ version, source, name, handle, at }) => ({ version, source, editor: { name, handle }, at: at.toISOString() }));
}

const chosen = `SELECT m.seq, m.source, m.created_at AS "createdAt", a.id AS "authorId", a.name, a.handle::text AS handle FROM message m JOIN account a ON a.id = m.author_id
  WHERE m.thread_id = $1 AND m.kind = 'text' AND m.deleted_at IS NULL AND (m.seq = ANY($2::int[]) OR m.seq = $3 OR m.root = $3 OR ($4 AND true)) ORDER BY m.seq LIMIT $5`;
export type Spoken = { seq: number; source: string; createdAt: Date; authorId: string; name: string; handle: string };

/** Messages as they were written, for a text that quotes them: these numbers, a side thread, or everything, at most `most`. */
export function readSpoken(reader: Reader, threadId: number, of: { seqs?: number[] | undefined; root?: number | undefined; all?: boolean; most: number }): Promise<Spoken[]> {
  return reader.query<Spoken>(chosen, [threadId, of.seqs ?? [], of.root ?? null, of.all ?? false, of.most]);
}

/** A message by its id as someone sees it. Whether they may is its subject's to say. */
export async function readMessage(reader: Reader, id: number, viewer: Viewer): Promise<MessageView> {
  const [row] = await reader.query<RawMessage>(`SELECT ${messageColumns("$1")} FROM message m ${messageJoins} WHERE m.id = $2`, [viewer ?? null, id]);
  if (!row) throw new Error("a message that was just there is gone");
  return messageOf(row, viewer);
}
