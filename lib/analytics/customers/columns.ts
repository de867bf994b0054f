import { type ColumnKey, type CustomerRow, indicatorIn, type OwnColumn } from "./types.ts";

/** What a column sorts by: its place in `customer_fact`, its type, and whether it may be unknown. */
export type Sorting = { sql: string; type: string; unknown: boolean };

/** The index behind each column. Share and net profit are the same order. */
export const sortings: Readonly<Record<OwnColumn, Sorting>> = {
  name: { sql: "c.sort_name", type: "text", unknown: false }, tier: { sql: "c.tier", type: "smallint", unknown: false }, stage: { sql: "c.stage", type: "smallint", unknown: false }, language: { sql: "c.locale", type: "text", unknown: false },
  joined: { sql: "c.joined_at", type: "timestamptz", unknown: false }, lastActive: { sql: "c.last_at", type: "timestamptz", unknown: true }, orders: { sql: "c.orders", type: "int", unknown: false },
  lastOrder: { sql: "c.last_order_at", type: "timestamptz", unknown: true }, spent: { sql: "c.spent_cents", type: "bigint", unknown: false },
  rf: { sql: "c.rf", type: "real", unknown: true }, net: { sql: "c.net_cents", type: "bigint", unknown: true }, share: { sql: "c.net_cents", type: "bigint", unknown: true }, rank: { sql: "c.rank", type: "int", unknown: true },
  segment: { sql: "c.segment", type: '"char"', unknown: true }, segmentSince: { sql: "c.segment_since", type: "date", unknown: true },
  alive: { sql: "c.alive", type: "real", unknown: true }, nextYear: { sql: "c.next_year", type: "real", unknown: true }, value: { sql: "c.value_cents", type: "bigint", unknown: true }, loss: { sql: "c.loss_cents", type: "bigint", unknown: true },
};

/** How a list is sorted by a column: an indicator stands beside the customer, joined by a name that is a parameter. */
export function sortingOf(key: ColumnKey, bind: (value: unknown) => string): Sorting & { join: string } {
  const name = indicatorIn(key);
  if (name === undefined) return { ...sortings[key as OwnColumn], join: "" };
  return { sql: "ci.amount", type: "float8", unknown: true, join: ` LEFT JOIN customer_indicator ci ON ci.customer_id = c.customer_id AND ci.name = ${bind(name)}::text AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = c.customer_id AND x.kind = 'indicator.' || ci.name)` };
}

/** What a list reads of a customer. */
export const rowColumns = `c.customer_id AS id, c.name, c.handle, c.tier, c.stage, c.locale AS language, c.joined_at AS joined, c.last_at AS "lastActive", c.orders, c.last_order_at AS "lastOrder", c.spent_cents AS spent,
  c.rf, c.net_cents AS net, c.rank, c.vital, c.segment, c.segment_since::text AS "segmentSince", c.alive, c.next_year AS "nextYear", c.value_cents AS value, c.loss_cents AS loss`;
export type FactRow = Omit<CustomerRow, "joined" | "lastActive" | "lastOrder" | "share"> & { joined: Date; lastActive: Date | null; lastOrder: Date | null };

/** A row as it is told, with its share of all net profit of the last night. */
export function rowOf({ joined, lastActive, lastOrder, ...row }: FactRow, totalCents: number): CustomerRow {
  return { ...row, joined: joined.toISOString(), lastActive: lastActive?.toISOString() ?? null, lastOrder: lastOrder?.toISOString() ?? null, share: row.net !== null && totalCents > 0 ? row.net / totalCents : null };
}
