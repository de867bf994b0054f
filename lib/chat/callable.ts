import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { callableGroups } from "#lib/identity/groups.ts";
import { roomFor } from "./access.ts";
import { readsRoom } from "./text.ts";
import type { RoomCallable } from "./types.ts";

const shown = 8;
type Found = { id: string; name: string; handle: string; role: Member["role"]; tier: number; joined: boolean };

// Who spoke here last comes first, then whose handle or name begins so. More than are shown are read, for those who may not be here.
const here = `SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, true AS joined FROM room_member m JOIN account a ON a.id = m.account_id
  WHERE m.room_id = $1 AND NOT m.barred AND a.id <> $3 AND a.suspended_at IS NULL AND (lower(a.handle::text) LIKE $2 OR lower(a.name) LIKE $2) ORDER BY m.last_seq DESC, a.id LIMIT ${shown}`;
const begins = (column: string): string => `(SELECT id, name, handle::text AS handle, role, tier, false AS joined FROM account WHERE lower(${column}) LIKE $1 AND suspended_at IS NULL AND confirmed_at IS NOT NULL AND id <> $2 ORDER BY lower(${column}) LIMIT 40)`;
const anybody = `${begins("handle::text")} UNION ${begins("name")}`;

/** Whom the actor may call in a room, by how their handle or name begins: who is in it first, only who may read it, at most eight. */
export async function listCallable(actor: Member, roomId: number, prefix: string): Promise<RoomCallable | Refusal> {
  const room = await roomFor(db(), actor, roomId);
  if (refused(room)) return room;
  const small = prefix.toLowerCase();
  const like = `${small.replace(/[\\%_]/g, "\\$&")}%`;
  const inside = await db().query<Found>(here, [roomId, like, actor.id]);
  const others = prefix.length > 0 && inside.length < shown && room.audience !== "invited" ? await db().query<Found>(anybody, [like, actor.id]) : [];
  others.sort((one, other) => one.name.localeCompare(other.name));
  const people = new Map([...inside, ...others.filter((one) => readsRoom(one, room.audience))].map((one) => [one.id, { id: one.id, name: one.name, handle: one.handle }]));
  return { people: [...people.values()].slice(0, shown), groups: (await callableGroups(db(), actor)).filter((name) => name.startsWith(small)) };
}
