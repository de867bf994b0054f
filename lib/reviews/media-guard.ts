import { type Actor, isStaff } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { mayModerate } from "./policy.ts";

const seen = `SELECT r.id::text AS id FROM review r JOIN product p ON p.id = r.product_id
  WHERE r.id = ANY($1::bigint[]) AND (p.active OR $2) AND (r.state = 'published' OR $3 OR r.author_id = $4)`;

/** Which of these reviews an actor may see, for the photos they show: of what is removed or waits, its author and moderators. */
export async function reviewsSeen(reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  return (await reader.query<{ id: string }>(seen, [ids, isStaff(actor), mayModerate(actor), actor.kind === "member" ? actor.id : null])).map((row) => row.id);
}
