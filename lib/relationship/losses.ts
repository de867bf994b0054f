import { db, type Reader } from "#lib/core/transact.ts";

/** What would be lost with each of these customers by the last night, in cents (model, section 8): value × (1 − P(alive)). Who has no forecast is not in it. */
export async function readLosses(reader: Reader, customerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ id: string; loss: number | null }>(`SELECT customer_id AS id, loss_cents AS loss FROM portfolio WHERE customer_id = ANY($1::uuid[])`, [customerIds]);
  return new Map(rows.flatMap((row) => (row.loss === null ? [] : [[row.id, row.loss] as const])));
}

/** Where a customer stood at the last night, segment and the chance that they are still a customer, with their stage as it is now; undefined before their first. */
export async function readNightOf(customerId: string): Promise<{ segment: string; stage: number; alive: number | null } | undefined> {
  const [row] = await db().query<{ segment: string; stage: number; alive: number | null }>("SELECT p.segment, coalesce(s.stage, 0) AS stage, p.alive FROM portfolio p LEFT JOIN customer_stage s ON s.customer_id = p.customer_id WHERE p.customer_id = $1", [customerId]);
  return row;
}
