import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { idOf } from "./access.ts";
import { maySee, type Ruled } from "./policy.ts";

const ruled = `r.customer_id AS "customerId", r.state, r.closed_at AS "closedAt", r.rating, EXISTS (SELECT 1 FROM request_reader x WHERE x.request_id = r.id AND x.account_id = $2::uuid) AS reader`;
const byRequest = `SELECT r.id::text AS id, ${ruled} FROM request r WHERE r.id = ANY($1::bigint[])`;
const byMessage = `SELECT m.id::text AS id, ${ruled} FROM message m JOIN request r ON r.thread_id = m.thread_id WHERE m.id = ANY($1::bigint[]) AND m.deleted_at IS NULL`;

/** Which of these requests an actor may see, for the files that came with them. */
export async function requestsSeen(reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  return (await reader.query<Ruled & { id: string }>(byRequest, [ids, idOf(actor)])).filter((row) => maySee(actor, row)).map((row) => row.id);
}

/** Which messages of requests an actor may see, for their files. */
export async function requestMessagesSeen(reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  return (await reader.query<Ruled & { id: string }>(byMessage, [ids, idOf(actor)])).filter((row) => maySee(actor, row)).map((row) => row.id);
}
