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

/** The portfolio's picture: every customer as a point, or, where there are more than `most`, how many stand in each cell. */
export type Picture =
  | { kind: "points"; ids: string[]; rf: number[]; netCents: number[]; segments: string; tiers: number[]; valueCents: (number | null)[] }
  | { kind: "cells"; columns: number; rows: number; largestCents: number; cells: { x: number; y: number; segment: Segment; customers: number; netCents: number }[] };

const grid = { columns: 100, rows: 60 } as const;
// y is logarithmic from one unit of money to the largest profit; whoever brings nothing stands on the lowest row.
const readCells = `
  SELECT least($1 - 1, floor(rf * $1 / 100))::int AS x, CASE WHEN net_cents <= 100 THEN 0 ELSE least($2 - 1, floor($2 * ln(net_cents / 100.0::float8) / ln(greatest(2, $3::float8 / 100))))::int END AS y, segment,
    count(*)::int AS customers, sum(net_cents)::float8 AS "netCents" FROM portfolio GROUP BY 1, 2, 3`;

/** Reads the picture of the last night. */
export async function readPicture(most = 20_000): Promise<Picture> {
  const [size] = await db().query<{ count: number; largest: number | null }>("SELECT (SELECT count(*) FROM (SELECT 1 FROM portfolio LIMIT $1) counted)::int AS count, (SELECT max(net_cents) FROM portfolio) AS largest", [most + 1]);
  if ((size?.count ?? 0) > most) {
    const largestCents = size?.largest ?? 0;
    return { kind: "cells", ...grid, largestCents, cells: await db().query(readCells, [grid.columns, grid.rows, largestCents]) };
  }
  const rows = await db().query<{ id: string; rf: number; net: number; segment: string; tier: number; value: number | null }>(
    "SELECT p.customer_id AS id, p.rf, p.net_cents AS net, p.segment, a.tier, p.value_cents AS value FROM portfolio p JOIN account a ON a.id = p.customer_id ORDER BY p.customer_id");
  return { kind: "points", ids: rows.map((row) => row.id), rf: rows.map((row) => row.rf), netCents: rows.map((row) => row.net), segments: rows.map((row) => row.segment).join(""), tiers: rows.map((row) => row.tier), valueCents: rows.map((row) => row.value) };
}
