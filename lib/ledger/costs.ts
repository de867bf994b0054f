import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";

/** What serving someone cost (model, section 7), in cents: handling a request, a privilege used. `key` names it for good. Below zero it takes back one that was wrong. */
export type Cost = { customerId: string; kind: string; cents: number; at: Date; subject: { type: string; id: string }; key: string };

const insert = `INSERT INTO cost_entry (id, customer_id, kind, cents, at, subject_type, subject_id, key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key) DO NOTHING RETURNING id`;

/** Writes a cost of serving down in the caller's transaction, once for its key; it lowers their net profit from then on. Resolves to its id, or undefined when it was there. */
export async function recordCost(tx: Tx, cost: Cost): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(insert, [newId(), cost.customerId, cost.kind, Math.round(cost.cents), cost.at, cost.subject.type, cost.subject.id, cost.key]);
  return row?.id;
}
