import { db } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";

const orders = { rf: "p.rf", net: "p.net_cents", value: "p.value_cents", loss: "p.loss_cents" } as const;
export type Order = keyof typeof orders;
export type Standing = { customerId: string; name: string; handle: string; tier: number; rf: number; netCents: number; rank: number | null; segment: Segment; segmentSince: Date; alive: number | null; valueCents: number | null; lossCents: number | null };
export type Place = { at: number; id: string };

const columns = `p.customer_id AS "customerId", a.name, a.handle::text AS handle, a.tier, p.rf, p.net_cents AS "netCents", p.rank, p.segment, p.segment_since AS "segmentSince", p.alive, p.value_cents AS "valueCents", p.loss_cents AS "lossCents"`;
const last = { rf: "NULLS FIRST", net: "NULLS FIRST", value: "NULLS LAST", loss: "NULLS LAST" } as const;

/** The customers that stand first by a figure, as of the last night, after a place; a figure that is not known is not in it. */
export async function readFirst(by: Order, { limit = 100, after, segment }: { limit?: number; after?: Place; segment?: Segment } = {}): Promise<Standing[]> {
  const order = orders[by];
  // A condition that names its index's first column ends the walk; the ids settle equals.
  const values: unknown[] = [limit];
  const where = [`${order} IS NOT NULL`];
  if (after) where.push(`(${order} < $${values.push(after.at)} OR (${order} = $${values.length} AND p.customer_id > $${values.push(after.id)}::uuid))`);
  if (segment) where.push(`p.segment = $${values.push(segment)}::"char"`);
  return db().query<Standing>(`SELECT ${columns} FROM portfolio p JOIN account a ON a.id = p.customer_id WHERE ${where.join(" AND ")} ORDER BY ${order} DESC ${last[by]}, p.customer_id LIMIT $1`, values);
}
