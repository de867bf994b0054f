import type { Actor } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { idOf } from "./access.ts";
import { stateSql } from "./rows.ts";
import type { PresenceState } from "./types.ts";

/** How long a process is believed without having said again that it lives, in seconds. */
export const leaseSeconds = 20;

/** Says that a process lives: what it says of who is here holds for another `leaseSeconds`. One row, whoever is here. Resolves to who was here only by processes that are gone. */
export async function keepLease(leaseId: string): Promise<string[]> {
  await db().query("INSERT INTO presence_lease (id, until) VALUES ($1, now() + make_interval(secs => $2)) ON CONFLICT (id) DO UPDATE SET until = excluded.until", [leaseId, leaseSeconds]);
  const gone = await db().query<{ accountId: string }>(`WITH l AS (DELETE FROM presence_lease WHERE id IN (SELECT id FROM presence_lease WHERE until < now() - interval '1 second' FOR UPDATE SKIP LOCKED) RETURNING id)
    SELECT DISTINCT p.account_id AS "accountId" FROM presence p JOIN l ON l.id = p.lease_id`);
  return gone.map((row) => row.accountId);
}

/** Gives the lease back: nobody is here by this process any more. */
export async function endLease(leaseId: string): Promise<void> {
  await db().query("DELETE FROM presence_lease WHERE id = $1", [leaseId]);
}

/** Notes that someone is here by this process, or no longer. */
export async function setPresence(leaseId: string, accountId: string, state: PresenceState): Promise<void> {
  if (state === "offline") await db().query("DELETE FROM presence WHERE lease_id = $1 AND account_id = $2", [leaseId, accountId]);
  else await db().query("INSERT INTO presence (account_id, lease_id, state) SELECT $2, id, $3 FROM presence_lease WHERE id = $1 ON CONFLICT (account_id, lease_id) DO UPDATE SET state = $3", [leaseId, accountId, state]);
}

const told = `SELECT m.room_id AS "roomId", ${stateSql("m.account_id")} AS state, pg_notify('live', json_build_object('room', 'chat:' || m.room_id, 'event', 'chat.presence', 'data', json_build_object('roomId', m.room_id, 'accountId', m.account_id, 'state', ${stateSql("m.account_id")}))::text)
  FROM room_member m JOIN room r ON r.id = m.room_id WHERE m.account_id = $1 AND NOT m.barred AND r.member_count <= 200 AND ($2 OR NOT EXISTS (SELECT 1 FROM chat_preference cp WHERE cp.account_id = $1 AND cp.presence = 'nobody')) LIMIT 100`;

/** Tells the rooms someone is in how they are here now: rooms small enough that anybody knows who is meant. Of who does not say, nothing is told, not even that they went; `chosen` says that this is their choice now. */
export async function tellPresence(accountId: string, chosen = false): Promise<void> {
  await db().query(told, [accountId, chosen]);
}

const inRoom = `SELECT m.account_id AS "accountId", s.state FROM (SELECT DISTINCT p.account_id FROM presence p JOIN presence_lease l ON l.id = p.lease_id AND l.until > now()) here
  JOIN room_member m ON m.account_id = here.account_id AND m.room_id = $1 AND NOT m.barred CROSS JOIN LATERAL (SELECT ${stateSql("m.account_id")} AS state) s WHERE s.state <> 'offline' LIMIT 200`;

/** Who of a room is here, as members are told; visitors are not. */
export async function readPresent(actor: Actor, roomId: number): Promise<{ accountId: string; state: PresenceState }[]> {
  return idOf(actor) === null ? [] : db().query<{ accountId: string; state: PresenceState }>(inRoom, [roomId]);
}
