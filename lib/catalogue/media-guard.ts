import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { seesInactive } from "./policy.ts";

/** Which of these products an actor may see, for the pictures they show. */
export async function productsSeen(reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  return (await reader.query<{ id: string }>("SELECT id::text AS id FROM product WHERE id = ANY($1::bigint[]) AND (active OR $2)", [ids, seesInactive(actor)])).map((row) => row.id);
}
