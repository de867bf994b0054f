import { excerpt } from "#lib/markdown/excerpt.ts";
import { authorColumns } from "#lib/threads/authors.ts";
import type { Author } from "#lib/threads/types.ts";
import type { PresenceState, RoomAudience, RoomKind, RoomMemberView, RoomRow } from "./types.ts";

type RawAuthor = { authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number };
/** Someone as pages show them. */
export const authorOf = (row: RawAuthor): Author => ({ id: row.authorId, name: row.authorName, handle: row.authorHandle, role: row.authorRole, tier: row.authorTier });

/** Whether someone is here, by the presences that a living process keeps, and only if they say so; `account` names them. */
export const stateSql = (account: string): string => `CASE WHEN EXISTS (SELECT 1 FROM chat_preference cp WHERE cp.account_id = ${account} AND cp.presence = 'nobody') THEN 'offline'
  ELSE coalesce((SELECT min(p.state) FROM presence p JOIN presence_lease l ON l.id = p.lease_id AND l.until > now() WHERE p.account_id = ${account}), 'offline') END`;

export type RawMember = RawAuthor & { roomRole: "member" | "moderator"; state: PresenceState; readSeq: number; joinedAt: string };
/** The columns of someone in a room, from `m` with the account joined as `a`. */
export const memberColumns = `${authorColumns("a")}, m.role AS "roomRole", m.read_seq AS "readSeq", m.joined_at::text AS "joinedAt", ${stateSql("a.id")} AS state`;

/** Someone in a room; how far they have read is told in conversations alone. */
export const memberOf = (row: RawMember, conversation: boolean): RoomMemberView => ({ ...authorOf(row), roomRole: row.roomRole, state: row.state, readSeq: conversation ? row.readSeq : null });

export type RawRoom = {
  id: number; kind: RoomKind; audience: RoomAudience; slug: string | null; name: string; topic: string; joined: boolean; muted: boolean; hidden: boolean; readOnly: boolean; archived: boolean; members: number;
  lastSeq: number; readSeq: number; mentions: number; lastAt: Date; lastName: string | null; lastHtml: string | null; lastMessageAt: Date | null; others: Author[] | null; startsAt: Date | null; startedAt: Date | null; endedAt: Date | null;
};

/** A room as the list shows it. */
export function roomOf(row: RawRoom): RoomRow {
  const { lastName, lastHtml, lastMessageAt, startsAt, startedAt, endedAt, lastAt, others, ...room } = row;
  const unread = row.joined ? Math.max(0, row.lastSeq - row.readSeq) : 0;
  return {
    ...room, unread, hidden: row.hidden && unread === 0, lastAt: lastAt.toISOString(), others: others ?? [],
    last: lastName === null || lastMessageAt === null ? null : { name: lastName, excerpt: lastHtml ? excerpt(lastHtml, 100) : "", at: lastMessageAt.toISOString() },
    live: startsAt ? { startsAt: startsAt.toISOString(), startedAt: startedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null } : null,
  };
}
