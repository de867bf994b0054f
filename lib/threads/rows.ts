import { excerpt } from "#lib/markdown/excerpt.ts";
import { authorColumns } from "./authors.ts";
import type { MessageView, ReactionView, ThreadEvent } from "./types.ts";

export type RawMessage = {
  id: number; seq: number; clientId: string | null; authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number; kind: "text" | "event"; source: string; html: string;
  replyTo: number | null; replyName: string | null; replyHtml: string | null; root: number | null; replies: number; reactions: ReactionView[]; mine: string[]; createdAt: Date; editedAt: Date | null; deletedAt: Date | null;
  pinned: boolean; version: number; change: number;
};

/** The columns of a message, from `m` with what `messageJoins` joins to it; `viewer` is the parameter that names who reads. */
export const messageColumns = (viewer: string): string => `m.id, m.seq, m.client_id AS "clientId", ${authorColumns("a")}, m.kind, m.source, m.html, m.reply_to AS "replyTo", ra.name AS "replyName",
  CASE WHEN r.deleted_at IS NULL THEN left(r.html, 600) END AS "replyHtml", m.root, m.reply_count AS replies, m.reactions, CASE WHEN m.reactions = '[]' THEN '{}' ELSE ARRAY(SELECT x.emoji FROM message_reaction x WHERE x.message_id = m.id AND x.account_id = ${viewer}::uuid) END AS mine,
  m.created_at AS "createdAt", m.edited_at AS "editedAt", m.deleted_at AS "deletedAt", m.pinned_at IS NOT NULL AS pinned, m.version, m.change`;
/** What those columns need beside `m`: who wrote it, and what it answers. */
export const messageJoins = "JOIN account a ON a.id = m.author_id LEFT JOIN message r ON r.thread_id = m.thread_id AND r.seq = m.reply_to LEFT JOIN account ra ON ra.id = r.author_id";

function eventOf(source: string): ThreadEvent {
  return JSON.parse(source) as ThreadEvent;
}

/** A message as someone sees it: `viewer` is who reads, undefined for what everybody is told. A deleted one says nothing. */
export function messageOf(row: RawMessage, viewer?: string | null): MessageView {
  const gone = row.deletedAt !== null;
  const mine = new Set(row.mine);
  return {
    id: row.id, seq: row.seq, clientId: row.clientId, author: { id: row.authorId, name: row.authorName, handle: row.authorHandle, role: row.authorRole, tier: row.authorTier }, kind: row.kind,
    html: gone || row.kind === "event" ? "" : row.html, ...(row.kind === "event" && !gone ? { event: eventOf(row.source) } : {}), ...(viewer === row.authorId && !gone && row.kind === "text" ? { source: row.source } : {}),
    replyTo: row.replyTo === null ? null : { seq: row.replyTo, name: row.replyName ?? "", excerpt: row.replyHtml ? excerpt(row.replyHtml, 120) : "" }, root: row.root, replies: row.replies,
    reactions: gone ? [] : row.reactions.map(({ emoji, count }) => (viewer === undefined ? { emoji, count } : { emoji, count, mine: mine.has(emoji) })),
    createdAt: row.createdAt.toISOString(), editedAt: gone ? null : (row.editedAt?.toISOString() ?? null), deletedAt: row.deletedAt?.toISOString() ?? null, pinned: row.pinned && !gone, version: row.version, change: row.change,
  };
}
