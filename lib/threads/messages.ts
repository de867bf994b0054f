import type { Tx } from "#lib/core/transact.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { Author, MessageView, ThreadEvent } from "./types.ts";
import { newId } from "#lib/core/ids.ts";

/** A message before it has its number. `mentions` are the accounts it calls. */
export type Fresh = { threadId: number; author: Author; clientId: string; kind: "text" | "event"; source: string; html: string; replyTo: number | null; root: number | null; mentions: readonly string[] };
/** A message that has its number: as everybody is told of it, and its thread as it stands then. */
export type Written = { threadId: number; message: MessageView };

type Made = { id: number; threadId: number; seq: number; authorId: string; clientId: string; createdAt: Date; replyTo: number | null; root: number | null; replyName: string | null; replyHtml: string | null };

// The numbers of all the threads concerned are taken by one update, in the order of their ids, so that numbers have no gaps
// and two writers of several threads never wait for each other in a circle. A thread's row stays locked until the commit:
// whoever has the next number commits later.
const append = `
  WITH given AS (SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[]) WITH ORDINALITY AS g (thread_id, author_id, client_id, kind, source, html, reply_to, root, place)),
  counted AS (SELECT thread_id, count(*)::int AS n FROM given GROUP BY 1),
  locked AS MATERIALIZED (SELECT t.id FROM thread t WHERE t.id IN (SELECT thread_id FROM counted) ORDER BY t.id FOR UPDATE),
  moved AS (UPDATE thread t SET last_seq = t.last_seq + c.n, last_at = now() FROM counted c, locked l WHERE l.id = t.id AND c.thread_id = l.id RETURNING t.id, t.last_seq - c.n AS base),
  made AS (INSERT INTO message (thread_id, seq, author_id, client_id, kind, source, html, words, reply_to, root)
    SELECT g.thread_id, v.base + row_number() OVER (PARTITION BY g.thread_id ORDER BY g.place), g.author_id, g.client_id, g.kind, g.source, g.html,
      CASE WHEN g.kind = 'text' THEN to_tsvector('simple', search_fold(g.source)) ELSE ''::tsvector END, g.reply_to, coalesce(o.root, o.seq)
    FROM given g JOIN moved v ON v.id = g.thread_id LEFT JOIN message o ON o.thread_id = g.thread_id AND o.seq = g.root ORDER BY g.place
    RETURNING id, thread_id, seq, author_id, client_id, created_at, reply_to, root),
  called AS (INSERT INTO message_mention (account_id, thread_id, seq) SELECT c.account_id, made.thread_id, made.seq FROM unnest($9::uuid[], $10::uuid[], $11::uuid[]) AS c (author_id, client_id, account_id)
    JOIN made ON made.author_id = c.author_id AND made.client_id = c.client_id ON CONFLICT DO NOTHING),
  answered AS (UPDATE message m SET reply_count = m.reply_count + s.n FROM (SELECT thread_id, root, count(*)::int AS n FROM made WHERE root IS NOT NULL GROUP BY 1, 2) s WHERE m.thread_id = s.thread_id AND m.seq = s.root)
  SELECT made.id, made.thread_id AS "threadId", made.seq, made.author_id AS "authorId", made.client_id AS "clientId", made.created_at AS "createdAt", made.reply_to AS "replyTo", made.root,
    ra.name AS "replyName", CASE WHEN r.deleted_at IS NULL THEN left(r.html, 600) END AS "replyHtml"
  FROM made LEFT JOIN message r ON r.thread_id = made.thread_id AND r.seq = made.reply_to LEFT JOIN account ra ON ra.id = r.author_id`;

/** Opens a thread about a kind of subject. */
export async function openThread(tx: Tx, subjectType: string): Promise<number> {
  const [row] = await tx.query<{ id: number }>("INSERT INTO thread (subject_type) VALUES ($1) RETURNING id", [subjectType]);
  if (!row) throw new Error("no thread was opened");
  return row.id;
}

/**
 * Writes messages into their threads, in their order, in one statement: each takes its thread's next number. Resolves to them
 * in the same order, as everybody is told of them. Whoever calls has asked whether each was written before.
 */
export async function appendMessages(tx: Tx, fresh: readonly Fresh[]): Promise<Written[]> {
  const calls = fresh.flatMap((one) => one.mentions.map((accountId) => ({ one, accountId })));
  const rows = await tx.query<Made>(append, [
    fresh.map((one) => one.threadId), fresh.map((one) => one.author.id), fresh.map((one) => one.clientId), fresh.map((one) => one.kind), fresh.map((one) => one.source), fresh.map((one) => one.html),
    fresh.map((one) => one.replyTo), fresh.map((one) => one.root), calls.map(({ one }) => one.author.id), calls.map(({ one }) => one.clientId), calls.map(({ accountId }) => accountId),
  ]);
  const made = new Map(rows.map((row) => [`${row.authorId} ${row.clientId}`, row]));
  return fresh.map((one) => {
    const row = made.get(`${one.author.id} ${one.clientId}`);
    if (!row) throw new Error("a message was written into no thread");
    return { threadId: row.threadId, message: viewOf(one, row) };
  });
}

function viewOf(one: Fresh, row: Made): MessageView {
  return {
    id: row.id, seq: row.seq, clientId: one.clientId, author: one.author, kind: one.kind, html: one.kind === "event" ? "" : one.html, ...(one.kind === "event" ? { event: JSON.parse(one.source) as ThreadEvent } : {}),
    replyTo: row.replyTo === null ? null : { seq: row.replyTo, name: row.replyName ?? "", excerpt: row.replyHtml ? excerpt(row.replyHtml, 120) : "" }, root: row.root, replies: 0, reactions: [],
    createdAt: row.createdAt.toISOString(), editedAt: null, deletedAt: null, pinned: false, version: 1, change: 0,
  };
}

/** A line that the thread writes itself about something that happened, by whom it was done. */
export function eventIn(threadId: number, author: Author, event: ThreadEvent): Fresh {
  return { threadId, author, clientId: newId(), kind: "event", source: JSON.stringify(event), html: "", replyTo: null, root: null, mentions: [] };
}
