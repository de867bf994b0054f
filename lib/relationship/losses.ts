import type { Reader } from "#lib/core/transact.ts";

/** What would be lost with each of these customers by the last night, in cents (model, section 8): value × (1 − P(alive)). Who has no forecast is not in it. */
export async function readLosses(reader: Reader, customerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ id: string; loss: number | null }>(`SELECT customer_id AS id, loss_cents AS loss FROM portfolio WHERE customer_id = ANY($1::uuid[])`, [customerIds]);
  return new Map(rows.flatMap((row) => (row.loss === null ? [] : [[row.id, row.loss] as const])));
}
