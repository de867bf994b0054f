import { z } from "zod";
import type { Reader } from "#lib/core/transact.ts";
import type { DayCount } from "./counted.ts";
import type { Decayed } from "./decay.ts";
import type { Model, Standing } from "./factor.ts";
import type { Indicator } from "./types.ts";
import { isIndicatorSql } from "./indicators.ts";
import { madeKinds, scoredKindSql, scoredKinds } from "./weights.ts";

const amount = z.number().finite().nonnegative();
const kappa = z.object({ f: amount, m: amount, v: amount, e: amount, p: amount, b: amount });
const weights = kappa.extend({ r: amount });

/** A relationship row as the queries below select it; every column is null for a customer who has none. */
export type StandingRow = { [column in keyof Decayed]: number | null } & { lastAt: Date | null };
export const standingColumns = `r.day - '1970-01-01'::date AS day, r.f, r.m, r.v, r.e, r.p, r.b, r.last_at AS "lastAt"`;

/** The standing in a row, or the standing of somebody who has done nothing yet. */
export function standingOf(row: StandingRow): Standing {
  const { day, f, m, v, e, p, b, lastAt } = row;
  if (day === null) return { decayed: undefined, lastAt };
  return { decayed: { day, f: f ?? 0, m: m ?? 0, v: v ?? 0, e: e ?? 0, p: p ?? 0, b: b ?? 0 }, lastAt };
}

/** A stored model version, checked: a model that is not one is a fault. */
export function modelOf(row: { version: number; kappa: unknown; weights: unknown; indicators?: unknown }): Model {
  return { version: row.version, kappa: kappa.parse(row.kappa), weights: weights.parse(row.weights), indicators: (row.indicators ?? []) as Indicator[] };
}

/** The live model version: the one that a person adopted last. */
export async function readModel(reader: Reader): Promise<Model> {
  const [row] = await reader.query<{ version: number; kappa: unknown; weights: unknown; indicators: unknown }>(
    "SELECT version, kappa, weights, indicators FROM model_version WHERE status = 'adopted'");
  if (!row) throw new Error("There is no model version.");
  return modelOf(row);
}

/** Up to where the ledger is read: by when it happened, and by its place in commit order. */
export type Extent = { asOf?: Date; upTo?: { xid: string; seq: number } };

// The greatest xid8; a signed comparison never sees it.
const everything = { xid: "18446744073709551615", seq: Number.MAX_SAFE_INTEGER };
// What a member leaves out stays in the ledger and counts nowhere.
const used = "NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = interaction.customer_id AND x.kind = interaction.kind)";
const within = `customer_id = ANY($1::uuid[]) AND occurred_at <= $3::timestamptz AND (xid, seq) <= ($4::xid8, $5::bigint)`;
const limits = (extent: Extent): unknown[] => {
  const upTo = extent.upTo ?? everything;
  return [extent.asOf ?? "infinity", upTo.xid, upTo.seq];
};

const counts = `
  SELECT customer_id AS "customerId", ${scoredKindSql} AS kind, floor(extract(epoch FROM occurred_at) / 86400)::int AS day,
         sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS count,
         sum(CASE WHEN reverses IS NULL THEN value ELSE -value END)::bigint AS value
  FROM interaction WHERE (kind = ANY($2::text[]) OR ${isIndicatorSql("kind")}) AND ${within} AND ${used} GROUP BY 1, 2, 3`;

/** What the ledger itself says the counts of each customer's days are, without what they leave out. */
export async function ledgerCounts(reader: Reader, customerIds: readonly string[], extent: Extent): Promise<Map<string, DayCount[]>> {
  const rows = await reader.query<DayCount & { customerId: string; value: number | null }>(counts, [customerIds, scoredKinds, ...limits(extent)]);
  const byCustomer = new Map<string, DayCount[]>();
  for (const { customerId, kind, day, count, value } of rows) {
    const days = byCustomer.get(customerId) ?? [];
    days.push({ kind, day, count, value: value ?? 0 });
    byCustomer.set(customerId, days);
  }
  return byCustomer;
}

// A reversal repeats its original's facts, so an instant counts when more happened at it than was taken back.
const lasts = `
  SELECT customer_id AS "customerId", max(occurred_at) AS "lastAt" FROM (
    SELECT customer_id, occurred_at FROM interaction
    WHERE kind = ANY($2::text[]) AND NOT (kind = 'purchase' AND coalesce(value, 0) < 0) AND ${within} AND ${used}
    GROUP BY 1, 2 HAVING sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END) > 0) live
  GROUP BY 1`;

/** When each customer last did something that was not taken back; who never did is not in it. */
export async function ledgerLasts(reader: Reader, customerIds: readonly string[], extent: Extent): Promise<Map<string, Date>> {
  const rows = await reader.query<{ customerId: string; lastAt: Date }>(lasts, [customerIds, madeKinds, ...limits(extent)]);
  return new Map(rows.map((row) => [row.customerId, row.lastAt]));
}
