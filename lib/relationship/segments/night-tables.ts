import { transact } from "#lib/core/transact.ts";
import { broughtSql } from "../profit.ts";
import { countsSql, kindList, signalSums } from "../signal-sums.ts";
import { tierColumns } from "../tiers/standings.ts";
import { decaying, madeKinds } from "../weights.ts";
import { dateOf } from "./snapshots.ts";

/** The last instant of a UTC day, which is what a night looks at. */
export const endOf = (day: number): Date => new Date((day + 1) * 86_400_000 - 1);

// The vital set is the smallest by falling profit that makes its share, with the ties at its edge (portfolio.ts, vitalSet).
const fillNet = `
  CREATE UNLOGGED TABLE night_net AS
  WITH sums AS (
    SELECT customer_id, sum(np) AS net FROM (
      SELECT p.customer_id, ${broughtSql} AS np FROM purchase p JOIN account a ON a.id = p.customer_id AND a.role = 'customer'
      WHERE p.counts AND p.placed_at <= $1::timestamptz AND p.placed_at > $1::timestamptz - make_interval(days => $2)
      UNION ALL SELECT c.customer_id, -c.cents FROM cost_entry c JOIN account a ON a.id = c.customer_id AND a.role = 'customer' WHERE c.at <= $1::timestamptz AND c.at > $1::timestamptz - make_interval(days => $2)) both_sides GROUP BY 1),
  lined AS (
    SELECT customer_id, net, rank() OVER (ORDER BY net DESC) AS rank, sum(greatest(net, 0)) OVER (ORDER BY net DESC, customer_id ROWS UNBOUNDED PRECEDING) - greatest(net, 0) AS before,
           sum(greatest(net, 0)) OVER () AS whole FROM sums),
  edges AS (SELECT min(net) FILTER (WHERE net > 0 AND before < $3::numeric * whole) AS vital, min(net) FILTER (WHERE net > 0 AND before < $4::numeric * whole) AS wider FROM lined)
  SELECT l.customer_id, l.net, l.rank::int AS rank, coalesce(l.net > 0 AND l.net >= e.vital, false) AS vital, coalesce(l.net > 0 AND l.net >= e.wider, false) AS wider FROM lined l, edges e`;
// What was paid counts, by day; a cancellation takes money back (Y), not the act of having come (X of the lifetime models).
export const lifeSelect = `
  WITH days AS (
    SELECT p.customer_id, (p.placed_at AT TIME ZONE 'UTC')::date AS day, sum(p.net_cents)::float8 AS paid FROM purchase p JOIN account a ON a.id = p.customer_id AND a.role = 'customer'
    WHERE p.placed_at <= $1::timestamptz AND p.net_cents > 0 GROUP BY 1, 2),
  lined AS (SELECT customer_id, day, paid, min(day) OVER (PARTITION BY customer_id) AS first FROM days)
  SELECT customer_id, (count(*) - 1)::int AS x, (max(day) - min(day))::int AS tx, ($2::date - min(day))::int AS t, coalesce(sum(paid) FILTER (WHERE day > first) / nullif(count(*) - 1, 0), 0) AS mean FROM lined GROUP BY 1`;
const fillLife = `CREATE UNLOGGED TABLE night_life AS ${lifeSelect}`;
// Whoever did something after midnight is looked at as they were before it: their counts up to the day are summed up again. A
// reversal has taken back its original where that happened, so an act that stands is the last one before midnight that nothing reverses.
const fillLate = `
  CREATE UNLOGGED TABLE night_late AS
  SELECT r.customer_id, s.day, ${decaying.map((signal) => `s.${signal}`).join(", ")}, l.at AS last_at FROM relationship r
    LEFT JOIN (SELECT d.customer_id, ${signalSums("$1::date")} FROM relationship r JOIN interaction_day d USING (customer_id)
      WHERE (r.day > $1::date OR r.last_at > $2::timestamptz) AND d.day <= $1::date AND ${countsSql} GROUP BY 1) s USING (customer_id)
    LEFT JOIN LATERAL (SELECT i.occurred_at AS at FROM interaction i WHERE i.customer_id = r.customer_id AND i.occurred_at <= $2::timestamptz AND i.kind IN (${kindList(madeKinds)}) AND i.reverses IS NULL
      AND NOT (i.kind = 'purchase' AND coalesce(i.value, 0) < 0) AND NOT EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id)
      AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = i.customer_id AND x.kind = i.kind) ORDER BY i.occurred_at DESC LIMIT 1) l ON true
  WHERE r.day > $1::date OR r.last_at > $2::timestamptz`;
const epoch = "'1970-01-01'::date";
const held = (column: string): string => `CASE WHEN o.customer_id IS NULL THEN r.${column} ELSE o.${column} END`;
// Everything the night asks of a customer, in the order of their ids: read once, from one table, instead of looked up in seven a million times.
const fillRows = `
  CREATE UNLOGGED TABLE night_row AS
  SELECT a.id, a.tier, greatest(0, $1::date - (a.created_at AT TIME ZONE 'UTC')::date) AS "tenureDays", n.net::float8 AS net, n.rank, coalesce(n.vital, false) AS vital, coalesce(n.wider, false) AS wider,
    l.x, l.tx, l.t, l.mean, ${held("day")} - ${epoch} AS day, ${decaying.map((signal) => `${held(signal)} AS ${signal}`).join(", ")}, extract(epoch FROM ${held("last_at")})::float8 * 1000 AS "lastAt",
    p.segment, p.segment_since - ${epoch} AS "segmentSince", p.x_high AS "xHigh", p.x_turning - ${epoch} AS "xTurning", p.y_high AS "yHigh", p.y_turning - ${epoch} AS "yTurning", ${tierColumns}
  FROM account a LEFT JOIN relationship r ON r.customer_id = a.id LEFT JOIN night_late o ON o.customer_id = a.id LEFT JOIN night_net n ON n.customer_id = a.id LEFT JOIN night_life l ON l.customer_id = a.id
    LEFT JOIN portfolio p ON p.customer_id = a.id LEFT JOIN tier_standing s ON s.customer_id = a.id
  WHERE a.role = 'customer' AND (r.customer_id IS NOT NULL OR n.customer_id IS NOT NULL) ORDER BY a.id`;

const room = "SELECT set_config('work_mem', '128MB', true), set_config('maintenance_work_mem', '256MB', true), set_config('jit', 'off', true)";
// A short transaction for each: a long one would keep the ledger's readers waiting.
const alone = (...statements: [string, ...unknown[]][]): Promise<void> => transact(async (tx) => {
  await tx.query(room);
  for (const [sql, ...values] of statements) await tx.query(sql, values);
});

/**
 * Sums up for one night what each customer paid in the trailing days, with their rank and the vital sets, and their purchase
 * history by day; in tables of its own.
 */
export async function prepareNight(day: number, { days, vital, wider }: { days: number; vital: number; wider: number }): Promise<void> {
  await alone(["DROP TABLE IF EXISTS night_net, night_life, night_late, night_row, portfolio_next"]);
  await alone(["CREATE TABLE portfolio_next (LIKE portfolio INCLUDING DEFAULTS)"]);
  await Promise.all([
    alone([fillNet, endOf(day), days, vital, wider], ["ANALYZE night_net"]), alone([fillLife, endOf(day), dateOf(day)], ["ANALYZE night_life"]), alone([fillLate, dateOf(day), endOf(day)], ["ANALYZE night_late"]),
  ]);
}

/** Lays out everything the night asks of each customer, in one table, in the order of their ids. */
export async function layOutNight(day: number): Promise<void> {
  await alone([fillRows, dateOf(day)], ["CREATE INDEX ON night_row (id)"], ["ANALYZE night_row"]);
}

const indexes = ["UNIQUE (customer_id)", "(rf DESC, customer_id)", "(net_cents DESC, customer_id)", "(value_cents DESC NULLS LAST, customer_id)", "(loss_cents DESC NULLS LAST, customer_id)", "(segment, rf DESC, customer_id)"]
  .map((one) => `CREATE ${one.startsWith("UNIQUE") ? "UNIQUE " : ""}INDEX ON portfolio_next ${one.replace("UNIQUE ", "")}`);

/** Puts the night's portfolio in the place of the last one, at once for whoever reads, with a line about the night. */
export async function publishNight(day: number, made: { summary: unknown; picture: unknown }): Promise<void> {
  for (const index of indexes) await alone([index]);
  await alone(["ANALYZE portfolio_next"]);
  await transact(async (tx) => {
    await tx.query("DROP TABLE portfolio");
    await tx.query("ALTER TABLE portfolio_next RENAME TO portfolio");
    await tx.query("INSERT INTO portfolio_day (day, summary, picture) VALUES ($1, $2, $3)", [dateOf(day), JSON.stringify(made.summary), JSON.stringify(made.picture)]);
    await tx.query("DROP TABLE night_net, night_life, night_late, night_row");
  });
}
