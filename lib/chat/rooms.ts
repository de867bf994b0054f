import { isStaff, type Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { openThread } from "#lib/threads/messages.ts";
import { roomFor } from "./access.ts";
import { tellPlaces, tellRooms } from "./events.ts";
import { addMembers, type Somebody, whoMayBeWritten } from "./members.ts";
import { mayMake, mayManage, mayModerate } from "./policy.ts";
import type { RoomEdit, RoomInput } from "./schema.ts";
import { slugOf } from "./slug.ts";
import type { RoomAudience, RoomKind } from "./types.ts";

export type NewRoom = { kind: RoomKind; audience: RoomAudience; name: string; topic: string; slug: string | null; pair: string | null; categoryId: number | null; productId: number | null; readOnly: boolean; slowSeconds: number; clientId: string | null; by: string | null };
const insert = `INSERT INTO room (thread_id, kind, audience, name, topic, slug, pair, category_id, product_id, read_only, slow_seconds, client_id, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT DO NOTHING RETURNING id`;

/** Makes a room with its thread; nothing when it is there already. */
export async function insertRoom(tx: Tx, room: NewRoom): Promise<number | undefined> {
  const threadId = await openThread(tx, "room");
  const [made] = await tx.query<{ id: number }>(insert, [threadId, room.kind, room.audience, room.name, room.topic, room.slug, room.pair, room.categoryId, room.productId, room.readOnly, room.slowSeconds, room.clientId, room.by]);
  if (!made) await tx.query("DELETE FROM thread WHERE id = $1", [threadId]);
  return made?.id;
}

/** Whether what a room is tied to is there and open to who may be in the room: naming something hidden is naming nothing. */
async function placed(tx: Tx, actor: Member, at: { categoryId?: number | null | undefined; productId?: number | null | undefined }): Promise<true | Refusal> {
  const known = async (sql: string, id: number): Promise<boolean> => (await tx.query(sql, [id])).length > 0;
  if (at.categoryId && !(isStaff(actor) && (await known("SELECT 1 FROM category WHERE id = $1", at.categoryId)))) return new Refusal("invalid", "Choose a category.", { field: "categoryId" });
  if (at.productId && !(isStaff(actor) && (await known("SELECT 1 FROM product WHERE id = $1 AND active", at.productId)))) return new Refusal("invalid", "Choose a product.", { field: "productId" });
  return true;
}

const madeBefore = "SELECT id FROM room WHERE created_by = $1 AND client_id = $2";

/** Makes a room: an open one, which only the team may, or one for those who are invited. The same client id again answers with the room it made the first time. */
export function makeRoom(actor: Member, input: RoomInput): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const allowed = mayMake(actor, input.audience);
    if (allowed !== true) return allowed;
    const [before] = await tx.query<{ id: number }>(madeBefore, [actor.id, input.clientId]);
    if (before) return before;
    const place = await placed(tx, actor, input);
    if (place !== true) return place;
    const people = input.handles.length ? await whoMayBeWritten(tx, actor, input.handles) : [];
    if (refused(people)) return people;
    const invited = input.audience === "invited";
    const slug = invited ? null : await freeSlug(tx, slugOf(input.name));
    const id = await insertRoom(tx, { kind: invited ? "group" : "room", audience: input.audience, name: input.name, topic: input.topic, slug, pair: null, categoryId: input.categoryId, productId: input.productId, readOnly: input.readOnly, slowSeconds: input.slowSeconds, clientId: input.clientId, by: actor.id });
    if (id === undefined) {
      const [meanwhile] = await tx.query<{ id: number }>(madeBefore, [actor.id, input.clientId]);
      return meanwhile ?? new Refusal("conflict", "Another room is called that.", { field: "name" });
    }
    await addMembers(tx, { roomId: id, accountIds: [actor.id], role: "moderator", by: null });
    await addMembers(tx, { roomId: id, accountIds: people.map((one) => one.id), role: "member", by: actor.id });
    await tellRooms(tx, { lists: [actor.id, ...people.map((one) => one.id)] });
    await tellPlaces(tx, input);
    return { id };
  });
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const taken = new Set((await tx.query<{ slug: string }>("SELECT slug FROM room WHERE slug = $1 OR slug LIKE $1 || '-%'", [wanted])).map((row) => row.slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

const pairOf = (one: string, other: string): string => [one, other].sort().join(" ");

async function findOrMakePair(tx: Tx, actor: Member, other: Somebody): Promise<{ id: number }> {
  const pair = pairOf(actor.id, other.id);
  const made = await insertRoom(tx, { kind: "direct", audience: "invited", name: "", topic: "", slug: null, pair, categoryId: null, productId: null, readOnly: false, slowSeconds: 0, clientId: null, by: actor.id });
  const [room] = made === undefined ? await tx.query<{ id: number }>("SELECT id FROM room WHERE pair = $1", [pair]) : [{ id: made }];
  if (!room) throw new Error("a conversation that was just there is gone");
  await addMembers(tx, { roomId: room.id, accountIds: [actor.id, other.id].sort(), role: "member", by: actor.id });
  await tx.query("UPDATE room_member SET hidden = false WHERE room_id = $1 AND account_id = $2 AND hidden", [room.id, actor.id]);
  await tellRooms(tx, { lists: [actor.id] });
  return room;
}

/** Finds the conversation with these people, or begins it: with one, the one there is; with several, a new group. Only with who lets the actor write to them. */
export function openDirect(actor: Member, handles: readonly string[]): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const allowed = mayMake(actor, "invited");
    if (allowed !== true) return allowed;
    const people = await whoMayBeWritten(tx, actor, handles);
    if (refused(people)) return people;
    const [first] = people;
    if (!first) return new Refusal("invalid", "Choose somebody.", { field: "handles" });
    if (people.length === 1) return findOrMakePair(tx, actor, first);
    const id = await insertRoom(tx, { kind: "group", audience: "invited", name: "", topic: "", slug: null, pair: null, categoryId: null, productId: null, readOnly: false, slowSeconds: 0, clientId: null, by: actor.id });
    if (id === undefined) return missing();
    await addMembers(tx, { roomId: id, accountIds: [actor.id], role: "moderator", by: null });
    await addMembers(tx, { roomId: id, accountIds: people.map((one) => one.id), role: "member", by: actor.id });
    await tellRooms(tx, { lists: [actor.id, ...people.map((one) => one.id)] });
    return { id };
  });
}

const change = `UPDATE room SET name = coalesce($3, name), topic = coalesce($4, topic), audience = coalesce($5, audience), category_id = CASE WHEN $6 THEN $7::bigint ELSE category_id END, product_id = CASE WHEN $8 THEN $9::bigint ELSE product_id END,
  read_only = coalesce($10, read_only), slow_seconds = coalesce($11, slow_seconds), archived_at = CASE WHEN $12::boolean IS NULL THEN archived_at WHEN $12 THEN coalesce(archived_at, now()) END, version = version + 1 WHERE id = $1 AND version = $2 RETURNING category_id AS "categoryId", product_id AS "productId"`;
const tied = `SELECT category_id AS "categoryId", product_id AS "productId" FROM room WHERE id = $1`;
type Tied = { categoryId: number | null; productId: number | null };

/** Changes a room. Who may be in an open room the house's moderators say; a conversation never opens, nor an open room closes into one. */
export function changeRoom(actor: Member, id: number, input: RoomEdit): Promise<true | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    const allowed = mayManage(actor, room);
    if (allowed !== true) return allowed;
    if (input.audience !== undefined && input.audience !== room.audience) {
      if (room.audience === "invited" || input.audience === "invited") return new Refusal("conflict", "A room for those invited stays one, and an open one stays open.", { field: "audience" });
      const made = mayModerate(actor) ? mayMake(actor, input.audience) : new Refusal("forbidden", "Only moderators may do this.");
      if (made !== true) return made;
    }
    const place = await placed(tx, actor, input);
    if (place !== true) return place;
    const [before] = await tx.query<Tied>(tied, [id]);
    const [done] = await tx.query<Tied>(change, [id, input.version, input.name ?? null, input.topic ?? null, input.audience ?? null, input.categoryId !== undefined, input.categoryId ?? null, input.productId !== undefined, input.productId ?? null, input.readOnly ?? null, input.slowSeconds ?? null, input.archived ?? null]);
    if (!done) return new Refusal("conflict", "This room was changed meanwhile. Look at it again.", { field: "version" });
    await tellRooms(tx, { changed: [id], ...(input.audience && input.audience !== room.audience ? { reguard: [id] } : {}) });
    for (const at of [before, done]) if (at) await tellPlaces(tx, at);
    return true;
  });
}
