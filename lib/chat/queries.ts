import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { listFiles, placeOf } from "#lib/threads/files.ts";
import { readEnd, readMessages as readStretch, readVersions, searchThread } from "#lib/threads/queries.ts";
import type { Stretch } from "#lib/threads/schema.ts";
import type { MessagePage, MessageVersionView } from "#lib/threads/types.ts";
import { idOf, type RoomAt, roomFor, roomOfThread } from "./access.ts";
import { mayInvite, mayKeep, mayPin, mayWrite, openAudiences } from "./policy.ts";
import { authorOf, memberColumns, memberOf, type RawMember, type RawRoom, roomOf } from "./rows.ts";
import type { FilePage, FoundMessages, LiveView, MemberPage, OpenedRoom, RoomAround, RoomCan, RoomList, RoomMemberView, RoomView } from "./types.ts";

const membersPerPage = 50;

const mentionsOf = (account: string): string => `(SELECT count(*)::int FROM message_mention c WHERE c.account_id = ${account} AND c.thread_id = r.thread_id AND c.seq > m.read_seq)`;
const othersOf = (account: string): string => `CASE WHEN r.kind IN ('direct', 'group') THEN (SELECT json_agg(o) FROM (SELECT x.id, x.name, x.handle::text AS handle, x.role, CASE WHEN x.role = 'customer' AND x.privacy->>'tier' <> 'everyone' THEN 0 ELSE x.tier END AS tier
  FROM room_member om JOIN account x ON x.id = om.account_id WHERE om.room_id = r.id AND om.account_id <> ${account} AND NOT om.barred ORDER BY om.joined_at, x.id LIMIT 3) o) END`;
const listed = `r.id, r.kind, r.audience, r.slug, r.name, r.topic, r.read_only AS "readOnly", r.archived_at IS NOT NULL AS archived, r.member_count AS members, t.last_seq AS "lastSeq", t.last_at AS "lastAt",
  la.name AS "lastName", CASE WHEN l.deleted_at IS NULL THEN left(l.html, 400) ELSE '' END AS "lastHtml", l.created_at AS "lastMessageAt", ls.starts_at AS "startsAt", ls.started_at AS "startedAt", ls.ended_at AS "endedAt"`;
const joins = "JOIN thread t ON t.id = r.thread_id LEFT JOIN message l ON l.thread_id = t.id AND l.seq = t.last_seq LEFT JOIN account la ON la.id = l.author_id LEFT JOIN live_session ls ON ls.room_id = r.id";
// The rooms one is in, and those one may enter. Blocked people's conversations stay in the list: what was said stays readable.
const mine = `SELECT ${listed}, true AS joined, m.muted, m.hidden, m.read_seq AS "readSeq", ${mentionsOf("m.account_id")} AS mentions, ${othersOf("m.account_id")} AS others
  FROM room_member m JOIN room r ON r.id = m.room_id ${joins} WHERE m.account_id = $1 AND NOT m.barred AND (r.audience = 'invited' OR r.audience = ANY($2)) ORDER BY t.last_at DESC, r.id DESC LIMIT 300`;
const open = `SELECT ${listed}, false AS joined, false AS muted, false AS hidden, 0 AS "readSeq", 0 AS mentions, NULL AS others
  FROM room r ${joins} WHERE r.audience = ANY($2) AND r.archived_at IS NULL AND NOT EXISTS (SELECT 1 FROM room_member x WHERE x.room_id = r.id AND x.account_id = $1::uuid) ORDER BY t.last_at DESC, r.id DESC LIMIT 200`;

/** The rooms someone is in and those open to them, with what is unread, the liveliest first. One query. */
export async function listRooms(actor: Actor): Promise<RoomList> {
  const rows = await db().query<RawRoom>(`(${mine}) UNION ALL (${open})`, [idOf(actor), openAudiences(actor)]);
  return { rooms: rows.map(roomOf) };
}

const perPlace = 4;

/** The rooms tied to a category or a product that are open to someone, the liveliest first, at most four. One query. */
export function roomsAround(actor: Actor, { of, id }: { of: "category" | "product"; id: number }): Promise<RoomAround[]> {
  return db().query<RoomAround>(`SELECT r.id, r.name, r.audience FROM room r JOIN thread t ON t.id = r.thread_id WHERE r.${of === "category" ? "category_id" : "product_id"} = $1 AND r.audience = ANY($2) AND r.archived_at IS NULL ORDER BY t.last_at DESC, r.id DESC LIMIT ${perPlace}`, [id, openAudiences(actor)]);
}

const others = "SELECT json_agg(json_build_object('authorId', o.\"authorId\", 'authorName', o.\"authorName\", 'authorHandle', o.\"authorHandle\", 'authorRole', o.\"authorRole\", 'authorTier', o.\"authorTier\", 'roomRole', o.\"roomRole\", 'readSeq', o.\"readSeq\", 'state', o.state))";
const around = `SELECT json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS category, json_build_object('id', p.id, 'slug', p.slug, 'name', p.name) AS product,
    ls.starts_at AS "startsAt", ls.started_at AS "startedAt", ls.ended_at AS "endedAt", ls.topic_id AS "topicId", h.id AS "authorId", h.name AS "authorName", h.handle::text AS "authorHandle", h.role AS "authorRole", 0 AS "authorTier",
    (SELECT count(*)::int FROM message_mention x WHERE x.account_id = $2::uuid AND x.thread_id = r.thread_id AND x.seq > $3) AS mentions,
    (${others} FROM (SELECT ${memberColumns} FROM room_member m JOIN account a ON a.id = m.account_id WHERE m.room_id = r.id AND NOT m.barred ORDER BY m.role DESC, m.joined_at, m.account_id LIMIT ${membersPerPage}) o) AS members
  FROM room r LEFT JOIN category c ON c.id = r.category_id AND c.audience = ANY($4) LEFT JOIN product p ON p.id = r.product_id LEFT JOIN live_session ls ON ls.room_id = r.id LEFT JOIN account h ON h.id = ls.host_id WHERE r.id = $1`;
type Around = {
  category: { id: number | null; slug: string; name: string }; product: { id: number | null; slug: string; name: string }; startsAt: Date | null; startedAt: Date | null; endedAt: Date | null; topicId: number | null; mentions: number; members: RawMember[] | null;
  authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number;
};

/** What someone may do in a room, and why they may not write. */
export function canIn(actor: Actor, room: RoomAt): RoomCan {
  const write = mayWrite(actor, room);
  const keeps = mayKeep(actor, room);
  return {
    write: write === true, writeWhy: write === true ? null : write.detail, join: actor.kind === "member" && !room.joined && room.audience !== "invited", leave: room.joined && room.kind !== "direct",
    manage: keeps, moderate: keeps, invite: mayInvite(actor, room) === true, pin: mayPin(actor, room) === true, makeTopic: actor.kind === "member" && room.audience !== "invited" && mayWrite(actor, { ...room, readOnly: false, archived: false }) === true,
  };
}

const named = (one: { id: number | null; slug: string; name: string }) => (one.id === null ? null : { id: one.id, slug: one.slug, name: one.name });
const liveOf = (row: Around): LiveView | null => (row.startsAt ? { host: authorOf(row), startsAt: row.startsAt.toISOString(), startedAt: row.startedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null, topicId: row.topicId } : null);

function viewOf(actor: Actor, room: RoomAt, { row, members }: { row: Around; members: RoomMemberView[] }): RoomView {
  const { id, kind, audience, slug, name, topic, readOnly, slowSeconds, archived, version, joined, muted, hidden, readSeq, lastSeq, lastChange } = room;
  return {
    id, kind, audience, slug, name, topic, readOnly, slowSeconds, archived, version, members: room.memberCount, joined, muted, hidden, readSeq, lastSeq, lastChange, role: joined ? room.roomRole : null,
    category: named(row.category), product: named(row.product), unread: joined ? Math.max(0, lastSeq - readSeq) : 0, mentions: joined ? row.mentions : 0,
    others: kind === "direct" || kind === "group" ? members.filter((one) => one.id !== idOf(actor)) : [], live: liveOf(row), can: canIn(actor, room),
  };
}

/** A room as it is opened, with its first members, what is pinned and its end. Three queries, however long it is. */
export async function openRoom(actor: Actor, id: number): Promise<OpenedRoom | Refusal> {
  const room = await roomFor(db(), actor, id);
  if (refused(room)) return room;
  const thread = { id: room.threadId, lastSeq: room.lastSeq, lastChange: room.lastChange };
  const [[row], end] = await Promise.all([db().query<Around>(around, [id, idOf(actor), room.readSeq, openAudiences(actor)]), readEnd(db(), thread, idOf(actor))]);
  if (!row) return missing();
  // Who is in a room is shown to members; visitors of a public one see what is said.
  const members = actor.kind === "member" ? (row.members ?? []).map((one) => memberOf(one, room.audience === "invited")) : [];
  return { room: viewOf(actor, room, { row, members }), members, ...end };
}

/** A stretch of a room's messages. Two queries, three for a day. */
export async function readMessages(actor: Actor, id: number, ask: Stretch): Promise<MessagePage | Refusal> {
  const room = await roomFor(db(), actor, id);
  return refused(room) ? room : readStretch(db(), { id: room.threadId, lastSeq: room.lastSeq, lastChange: room.lastChange }, { viewer: idOf(actor), ask });
}

const members = `SELECT ${memberColumns} FROM room_member m JOIN account a ON a.id = m.account_id WHERE m.room_id = $1 AND NOT m.barred
  AND ($2::text IS NULL OR m.role < $2 OR (m.role = $2 AND (m.joined_at, m.account_id) > ($3::timestamptz, $4::uuid))) ORDER BY m.role DESC, m.joined_at, m.account_id LIMIT ${membersPerPage + 1}`;

/** Who is in a room: its moderators, then the others as they came. */
export async function listMembers(actor: Member, id: number, after?: string): Promise<MemberPage | Refusal> {
  const room = await roomFor(db(), actor, id);
  if (refused(room)) return room;
  const [role, at, last] = after ? Buffer.from(after, "base64url").toString().split("|") : [];
  const known = role && /^(member|moderator)$/.test(role) && at && /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(at) && !Number.isNaN(Date.parse(at)) && last && /^[0-9a-f-]{36}$/.test(last);
  const rows = await db().query<RawMember>(members, [id, ...(known ? [role, at, last] : [null, null, null])]);
  const end = rows.length > membersPerPage ? rows[membersPerPage - 1] : undefined;
  return { members: rows.slice(0, membersPerPage).map((one) => memberOf(one, room.audience === "invited")), next: end ? Buffer.from(`${end.roomRole}|${end.joinedAt}|${end.authorId}`).toString("base64url") : null };
}

const perSearch = 20;

/** The messages of a room that say these words, the latest first. */
export async function searchRoom(actor: Actor, id: number, { words, before }: { words: string; before?: number | undefined }): Promise<FoundMessages | Refusal> {
  const room = await roomFor(db(), actor, id);
  if (refused(room)) return room;
  const found = words.trim() ? await searchThread(db(), room.threadId, { viewer: idOf(actor), words, before: before ?? 2_147_483_647, limit: perSearch + 1 }) : [];
  return { messages: found.slice(0, perSearch), next: found.length > perSearch ? (found[perSearch - 1]?.seq ?? null) : null };
}

const filesPerPage = 30;

/** What was shared in a room, the latest first. Three queries, however long the room is. */
export async function readFiles(actor: Actor, id: number, after?: string): Promise<FilePage | Refusal> {
  const room = await roomFor(db(), actor, id);
  if (refused(room)) return room;
  const found = await listFiles(db(), room.threadId, { after, limit: filesPerPage + 1 });
  const files = found.slice(0, filesPerPage);
  const end = found.length > filesPerPage ? files.at(-1) : undefined;
  return { files, next: end ? placeOf(end) : null };
}

/** What a message said before, for who may read it: of a message that was taken away, only who keeps order. */
export async function readHistory(actor: Member, messageId: number): Promise<{ versions: MessageVersionView[] } | Refusal> {
  const [message] = await db().query<{ threadId: number; gone: boolean }>(`SELECT thread_id AS "threadId", deleted_at IS NOT NULL AS gone FROM message WHERE id = $1`, [messageId]);
  if (!message) return missing();
  const room = await roomOfThread(db(), actor, message.threadId);
  if (refused(room) || (message.gone && !mayKeep(actor, room))) return missing();
  return { versions: await readVersions(db(), messageId) };
}

/** Which of these rooms each of these people may be in now, for those who are there already. */
export async function stillIn(reader: Reader, actor: Actor, roomIds: readonly number[]): Promise<Set<number>> {
  const seen = new Set<number>();
  for (const id of roomIds) if (!refused(await roomFor(reader, actor, id))) seen.add(id);
  return seen;
}
