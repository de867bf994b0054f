import { isStaff, type Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { transact, type Tx } from "#lib/core/transact.ts";
import { readSpoken } from "#lib/threads/queries.ts";
import { type RoomAt, roomFor } from "../access.ts";
import { attended, tellRooms } from "../events.ts";
import { addMembers } from "../members.ts";
import { mayMake, mayManage } from "../policy.ts";
import { insertRoom } from "../rooms.ts";
import type { LiveInput } from "../schema.ts";
import { openTopicOf, tellInRoom, transcriptOf } from "../topic-making.ts";

const before = "SELECT id FROM room WHERE created_by = $1 AND client_id = $2";

/** Schedules a live session: a room for those it is for, with who answers in it. The team does; the same client id again answers with the one it made the first time. */
export function schedule(actor: Member, input: LiveInput): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const allowed = mayMake(actor, input.audience);
    if (allowed !== true) return allowed;
    const [made] = await tx.query<{ id: number }>(before, [actor.id, input.clientId]);
    if (made) return made;
    const [host] = await tx.query<{ id: string }>("SELECT id FROM account WHERE handle = $1::citext AND role <> 'bot' AND (suspended_at IS NULL OR suspended_until <= now())", [input.hostHandle]);
    if (!host) return new Refusal("invalid", "Nobody is called that.", { field: "hostHandle" });
    const id = await insertRoom(tx, { kind: "live", audience: input.audience, name: input.name, topic: input.topic, slug: null, pair: null, categoryId: null, productId: null, readOnly: false, slowSeconds: 0, clientId: input.clientId, by: actor.id });
    if (id === undefined) return missing();
    await tx.query("INSERT INTO live_session (room_id, host_id, starts_at) VALUES ($1, $2, $3)", [id, host.id, new Date(Math.max(0, Date.parse(input.startsAt)))]);
    await addMembers(tx, { roomId: id, accountIds: [...new Set([actor.id, host.id])].sort(), role: "moderator", by: actor.id });
    await tellRooms(tx, { lists: [actor.id, host.id] });
    return { id };
  });
}

/** The live session, locked, when the actor keeps its order. */
async function sessionFor(tx: Tx, actor: Member, id: number): Promise<{ room: RoomAt; started: boolean; ended: boolean; topicId: number | null } | Refusal> {
  const room = await roomFor(tx, actor, id);
  if (refused(room)) return room;
  const allowed = mayManage(actor, room);
  if (allowed !== true) return allowed;
  const [row] = await tx.query<{ started: boolean; ended: boolean; topicId: number | null }>(`SELECT started_at IS NOT NULL AS started, ended_at IS NOT NULL AS ended, topic_id AS "topicId" FROM live_session WHERE room_id = $1 FOR UPDATE`, [id]);
  return row ? { room, ...row } : missing();
}

/** Starts a live session. Twice is once. */
export function start(actor: Member, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const at = await sessionFor(tx, actor, id);
    if (refused(at)) return at;
    if (at.ended) return new Refusal("conflict", "This session is over.");
    if (at.started) return true;
    await tx.query("UPDATE live_session SET started_at = now() WHERE room_id = $1", [id]);
    await tellInRoom(tx, actor, { room: at.room, event: { what: "started" } });
    return true;
  });
}

const took = "SELECT DISTINCT a.id FROM account a WHERE a.role = 'customer' AND (EXISTS (SELECT 1 FROM message m WHERE m.thread_id = $1 AND m.author_id = a.id AND m.deleted_at IS NULL) OR EXISTS (SELECT 1 FROM live_question q WHERE q.room_id = $2 AND q.author_id = a.id AND q.deleted_at IS NULL))";

/** Ends a live session: the room stays to be read, what was said becomes a topic when a category is named, and it counts for who took part. */
export function end(actor: Member, id: number, categoryId: number | null): Promise<{ topicId: number | null } | Refusal> {
  return transact(async (tx) => {
    const at = await sessionFor(tx, actor, id);
    if (refused(at)) return at;
    if (at.ended) return { topicId: at.topicId };
    if (!at.started) return new Refusal("conflict", "This session has not begun.");
    const spoken = categoryId === null ? [] : await readSpoken(tx, at.room.threadId, { all: true, most: 1000 });
    const made = categoryId === null || spoken.length === 0 || !isStaff(actor) ? undefined : await openTopicOf(tx, actor, { categoryId, title: at.room.name.length >= 8 ? at.room.name : `${at.room.name} (live)`, body: transcriptOf(spoken, { room: at.room.name, roomId: id }), clientId: newId() });
    if (made && refused(made)) return made;
    const topicId = made && "id" in made ? made.id : null;
    await tx.query("UPDATE live_session SET ended_at = now(), topic_id = $2 WHERE room_id = $1", [id, topicId]);
    await tx.query("UPDATE room SET read_only = true, version = version + 1 WHERE id = $1", [id]);
    await attended(tx, id, (await tx.query<{ id: string }>(took, [at.room.threadId, id])).map((row) => row.id));
    await tellInRoom(tx, actor, { room: at.room, event: { what: "ended", ...(made && "id" in made ? { path: `/t/${made.id}/${made.slug}` } : {}) } });
    return { topicId };
  });
}
