import { transact, type Tx } from "#lib/core/transact.ts";
import { broughtSql } from "../profit.ts";
import { dateOf } from "./snapshots.ts";

/** The last instant of a UTC day, which is what a night looks at. */
export const endOf = (day: number): Date => new Date((day + 1) * 86_400_000 - 1);

// The vital set is the smallest by falling profit that makes its share, with the ties at its edge (portfolio.ts, vitalSet).
const fillNet = `
  INSERT INTO night_net (customer_id, net, rank, vital, wider)
  WITH sums AS (
    SELECT customer_id, sum(np) AS net FROM (
      SELECT p.customer_id, ${broughtSql} AS np FROM purchase p JOIN account a ON a.id = p.customer_id AND a.role = 'customer'
      WHERE p.counts AND p.placed_at <= $1::timestamptz AND p.placed_at > $1::timestamptz - make_interval(days => $2)
      UNION ALL SELECT c.customer_id, -c.cents FROM cost_entry c JOIN account a ON a.id = c.customer_id AND a.role = 'customer' WHERE c.at <= $1::timestamptz AND c.at > $1::timestamptz - make_interval(days => $2)) both_sides GROUP BY 1),
  lined AS (
    SELECT customer_id, net, rank() OVER (ORDER BY net DESC) AS rank, sum(greatest(net, 0)) OVER (ORDER BY net DESC, customer_id ROWS UNBOUNDED PRECEDING) - greatest(net, 0) AS before,
           sum(greatest(net, 0)) OVER () AS whole FROM sums),
  edges AS (SELECT min(net) FILTER (WHERE net > 0 AND before < $3::numeric * whole) AS vital, min(net) FILTER (WHERE net > 0 AND before < $4::numeric * whole) AS wider FROM lined)
  SELECT l.customer_id, l.net, l.rank, coalesce(l.net > 0 AND l.net >= e.vital, false), coalesce(l.net > 0 AND l.net >= e.wider, false) FROM lined l, edges e`;
// What was paid counts, by day; a cancellation takes money back (Y), not the act of having come (X of the lifetime models).
export const lifeSelect = `
  WITH days AS (
    SELECT p.customer_id, (p.placed_at AT TIME ZONE 'UTC')::date AS day, sum(p.net_cents)::float8 AS paid FROM purchase p JOIN account a ON a.id = p.customer_id AND a.role = 'customer'
    WHERE p.placed_at <= $1::timestamptz AND p.net_cents > 0 GROUP BY 1, 2),
  lined AS (SELECT customer_id, day, paid, min(day) OVER (PARTITION BY customer_id) AS first FROM days)
  SELECT customer_id, (count(*) - 1)::int AS x, (max(day) - min(day))::int AS tx, ($2::date - min(day))::int AS t, coalesce(sum(paid) FILTER (WHERE day > first) / nullif(count(*) - 1, 0), 0) AS mean FROM lined GROUP BY 1`;
const fillLife = `INSERT INTO night_life (customer_id, x, tx, t, mean) ${lifeSelect}`;

/**
 * Sums up for one night what each customer paid in the trailing days, with their rank and the vital sets, and their purchase
 * history by day. In tables of its own, a short transaction each: a long one would keep the ledger's readers waiting.
 */
export async function prepareNight(day: number, { days, vital, wider }: { days: number; vital: number; wider: number }): Promise<void> {
  const fill = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => transact(work);
  await fill(async (tx) => {
    await tx.query("DROP TABLE IF EXISTS night_net, night_life, portfolio_next");
    await tx.query("CREATE UNLOGGED TABLE night_net (customer_id uuid, net numeric, rank int, vital boolean, wider boolean)");
    await tx.query("CREATE UNLOGGED TABLE night_life (customer_id uuid, x int, tx int, t int, mean float8)");
    await tx.query("CREATE TABLE portfolio_next (LIKE portfolio INCLUDING DEFAULTS)");
  });
  await fill((tx) => tx.query(fillNet, [endOf(day), days, vital, wider]));
  await fill((tx) => tx.query(fillLife, [endOf(day), dateOf(day)]));
  await fill((tx) => tx.query("CREATE INDEX ON night_net (customer_id)"));
  await fill((tx) => tx.query("CREATE INDEX ON night_life (customer_id)"));
  await fill((tx) => tx.query("ANALYZE night_net, night_life"));
}

const indexes = ["(rf DESC, customer_id)", "(net_cents DESC, customer_id)", "(value_cents DESC NULLS LAST, customer_id)", "(loss_cents DESC NULLS LAST, customer_id)", "(segment, rf DESC, customer_id)"];

/** Puts the night's portfolio in the place of the last one, at once for whoever reads, with a line about the night. */
export async function publishNight(day: number, made: { summary: unknown; picture: unknown }): Promise<void> {
  await transact((tx) => tx.query("CREATE UNIQUE INDEX ON portfolio_next (customer_id)"));
  for (const index of indexes) await transact((tx) => tx.query(`CREATE INDEX ON portfolio_next ${index}`));
  await transact((tx) => tx.query("ANALYZE portfolio_next"));
  await transact(async (tx) => {
    await tx.query("DROP TABLE portfolio");
    await tx.query("ALTER TABLE portfolio_next RENAME TO portfolio");
    await tx.query("INSERT INTO portfolio_day (day, summary, picture) VALUES ($1, $2, $3)", [dateOf(day), JSON.stringify(made.summary), JSON.stringify(made.picture)]);
    await tx.query("DROP TABLE night_net, night_life");
  });
}
