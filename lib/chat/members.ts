import { isStaff, type Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { roomFor } from "./access.ts";
import { tellRooms } from "./events.ts";
import { mayInvite, mayKeep, mayManage, openAudiences } from "./policy.ts";
import type { MineEdit } from "./schema.ts";

export type Somebody = { id: string; handle: string; role: Member["role"]; tier: number };

const asked = `
  SELECT a.id, a.handle::text AS handle, a.role, a.tier,
    EXISTS (SELECT 1 FROM chat_block b WHERE (b.account_id, b.blocked_id) IN ((a.id, $2), ($2, a.id))) AS blocked, coalesce(p.messages_from, 'everyone') AS "from",
    EXISTS (SELECT 1 FROM room_member mine JOIN room r ON r.id = mine.room_id AND r.audience = 'invited' JOIN room_member theirs ON theirs.room_id = mine.room_id AND theirs.account_id = a.id AND theirs.last_seq > 0 WHERE mine.account_id = $2) AS known
  FROM account a LEFT JOIN chat_preference p ON p.account_id = a.id
  WHERE a.handle = ANY($1::citext[]) AND a.id <> $2 AND a.role <> 'bot' AND (a.suspended_at IS NULL OR a.suspended_until <= now()) ORDER BY a.id`;

/**
 * The people of these handles, when every one of them lets the actor write to them: nobody is written to whom they blocked or who
 * blocked them, and others as each has chosen: everyone, who they have written to themselves, or the team alone.
 */
export async function whoMayBeWritten(tx: Tx, actor: Member, handles: readonly string[]): Promise<Somebody[] | Refusal> {
  const rows = await tx.query<Somebody & { blocked: boolean; from: string; known: boolean }>(asked, [handles, actor.id]);
  const wanted = new Set(handles.map((handle) => handle.toLowerCase()).filter((handle) => handle !== actor.handle.toLowerCase()));
  if (rows.length < wanted.size) return new Refusal("invalid", "Nobody is called that.", { field: "handles" });
  const open = (row: (typeof rows)[number]): boolean => !row.blocked && (isStaff(actor) || row.from === "everyone" || (row.from === "known" && row.known));
  // One sentence for all reasons, or it would tell who blocked whom.
  return rows.every(open) ? rows : new Refusal("forbidden", "This person does not take messages from you.", { field: "handles" });
}

const add = `WITH fresh AS (INSERT INTO room_member (room_id, account_id, role, invited_by, read_seq) SELECT $1, a.id, $3, $4::uuid, t.last_seq FROM unnest($2::uuid[]) AS a (id), room r JOIN thread t ON t.id = r.thread_id WHERE r.id = $1 ORDER BY a.id
    ON CONFLICT (room_id, account_id) DO UPDATE SET barred = false, hidden = false WHERE room_member.barred AND $4::uuid IS NOT NULL RETURNING account_id)
  , counted AS (UPDATE room SET member_count = member_count + (SELECT count(*) FROM fresh) WHERE id = $1 AND EXISTS (SELECT 1 FROM fresh)) SELECT account_id AS id FROM fresh`;

/** Puts people into a room, those who are not in it; what was said before they came is no news to them. Resolves to who is new. */
export async function addMembers(tx: Tx, { roomId, accountIds, role, by }: { roomId: number; accountIds: readonly string[]; role: "member" | "moderator"; by: string | null }): Promise<string[]> {
  return accountIds.length ? (await tx.query<{ id: string }>(add, [roomId, accountIds, role, by])).map((row) => row.id) : [];
}

/** Joins an open room. */
export function joinRoom(actor: Member, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    if (room.archived) return new Refusal("conflict", "This room is archived: it can be read, and no longer written in.");
    const fresh = await addMembers(tx, { roomId: id, accountIds: [actor.id], role: "member", by: null });
    if (fresh.length) await tellRooms(tx, { changed: [id], lists: [actor.id] });
    return true;
  });
}

/** Brings people into a room: into an open one only who may see it, into a conversation only who lets the actor write to them. */
export function invite(actor: Member, id: number, handles: readonly string[]): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    const allowed = mayInvite(actor, room);
    if (allowed !== true) return allowed;
    const people = await whoMayBeWritten(tx, actor, handles);
    if (refused(people)) return people;
    const seeing = people.filter((one) => room.audience === "invited" || openAudiences({ ...actor, ...one }).includes(room.audience));
    if (seeing.length < people.length) return new Refusal("forbidden", "Not everyone you named may be in this room.", { field: "handles" });
    // Who was put out comes back by who may put out.
    const barred = new Set((await tx.query<{ id: string }>("SELECT account_id AS id FROM room_member WHERE room_id = $1 AND barred AND account_id = ANY($2::uuid[])", [id, people.map((one) => one.id)])).map((row) => row.id));
    if (barred.size > 0 && !mayKeep(actor, room)) return new Refusal("forbidden", "Not everyone you named may be in this room.", { field: "handles" });
    const fresh = await addMembers(tx, { roomId: id, accountIds: people.map((one) => one.id), role: "member", by: actor.id });
    if (fresh.length) await tellRooms(tx, { changed: [id], lists: fresh });
    return true;
  });
}

const gone = "WITH gone AS (DELETE FROM room_member WHERE room_id = $1 AND account_id = $2 AND NOT barred RETURNING 1) UPDATE room SET member_count = member_count - 1 WHERE id = $1 AND EXISTS (SELECT 1 FROM gone) RETURNING id";
const heir = `UPDATE room_member SET role = 'moderator' WHERE room_id = $1 AND account_id = (SELECT account_id FROM room_member WHERE room_id = $1 AND NOT barred ORDER BY joined_at, account_id LIMIT 1)
  AND NOT EXISTS (SELECT 1 FROM room_member WHERE room_id = $1 AND role = 'moderator' AND NOT barred)`;

/** Leaves a room. When its last moderator leaves a group, who has been in it longest becomes one. */
export function leaveRoom(actor: Member, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    if (room.kind === "direct") return new Refusal("conflict", "A conversation between two is not left. You can hide it, or block the other.");
    const [left] = await tx.query(gone, [id, actor.id]);
    if (!left) return true;
    if (room.kind === "group") await tx.query(heir, [id]);
    await tellRooms(tx, { changed: [id], lists: [actor.id], ...(room.audience === "invited" ? { out: [[id, actor.id]] } : {}) });
    return true;
  });
}

/** Puts someone out of a room: they may not come back by themselves. Nobody puts out the team. */
export function removeMember(actor: Member, id: number, accountId: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    const allowed = mayManage(actor, room);
    if (allowed !== true) return allowed;
    const [person] = await tx.query<{ role: string; barred: boolean }>("SELECT a.role, m.barred FROM account a LEFT JOIN room_member m ON m.room_id = $1 AND m.account_id = a.id WHERE a.id = $2", [id, accountId]);
    if (!person) return missing();
    if (accountId === actor.id || (person.role !== "customer" && room.audience !== "invited")) return new Refusal("forbidden", "The team is not put out of a room, and nobody puts out themselves.");
    if (person.barred === null && room.audience === "invited") return missing();
    if (person.barred === true) return true;
    await tx.query(`WITH out AS (INSERT INTO room_member (room_id, account_id, barred) VALUES ($1, $2, true) ON CONFLICT (room_id, account_id) DO UPDATE SET barred = true, role = 'member' RETURNING xmax = 0 AS fresh)
      UPDATE room SET member_count = member_count - 1 WHERE id = $1 AND EXISTS (SELECT 1 FROM out WHERE NOT fresh)`, [id, accountId]);
    await tellRooms(tx, { changed: [id], lists: [accountId], out: [[id, accountId]] });
    return true;
  });
}

/** Makes someone a moderator of a room, or a member again. */
export function setRole(actor: Member, id: number, { accountId, role }: { accountId: string; role: "member" | "moderator" }): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    const allowed = mayManage(actor, room);
    if (allowed !== true) return allowed;
    const [done] = await tx.query("UPDATE room_member SET role = $3 WHERE room_id = $1 AND account_id = $2 AND NOT barred RETURNING room_id", [id, accountId, role]);
    if (!done) return missing();
    if (room.audience === "invited" && role === "member") await tx.query(heir, [id]);
    await tellRooms(tx, { changed: [id] });
    return true;
  });
}

/** Mutes a room or hides it from one's list. */
export function changeMine(actor: Member, id: number, input: MineEdit): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    if (!room.joined) return new Refusal("conflict", "Join the room first.");
    await tx.query("UPDATE room_member SET muted = coalesce($3, muted), hidden = coalesce($4, hidden) WHERE room_id = $1 AND account_id = $2", [id, actor.id, input.muted ?? null, input.hidden ?? null]);
    await tellRooms(tx, { lists: [actor.id] });
    return true;
  });
}

const read = `UPDATE room_member m SET read_seq = greatest(m.read_seq, least($3, t.last_seq)), hidden = false FROM room r JOIN thread t ON t.id = r.thread_id
  WHERE m.room_id = $1 AND m.account_id = $2 AND r.id = m.room_id RETURNING m.read_seq AS "readSeq", t.last_seq - m.read_seq AS unread, (SELECT count(*)::int FROM message_mention c WHERE c.account_id = m.account_id AND c.thread_id = r.thread_id AND c.seq > m.read_seq) AS mentions`;

/** Notes how far someone has read: never back. All their devices hear it. */
export function readUpTo(actor: Member, id: number, seq: number): Promise<{ readSeq: number; unread: number; mentions: number } | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    if (!room.joined) return { readSeq: 0, unread: 0, mentions: 0 };
    const [row] = await tx.query<{ readSeq: number; unread: number; mentions: number }>(read, [id, actor.id, seq]);
    if (!row) return missing();
    await tx.query("SELECT pg_notify('live', $1)", [JSON.stringify({ room: `me:${actor.id}`, event: "chat.unread", data: { roomId: id, lastSeq: row.readSeq + row.unread, ...row } })]);
    if (room.audience === "invited" && row.readSeq > room.readSeq) await tx.query("SELECT pg_notify('live', $1)", [JSON.stringify({ room: `chat:${id}`, event: "chat.read", data: { roomId: id, accountId: actor.id, readSeq: row.readSeq } })]);
    return row;
  });
}

