import { transact, type Tx } from "#lib/core/transact.ts";
import { rebuildIndicators } from "../indicators/kept.ts";
import { refitReplicates } from "./replicates.ts";

const bought = `SELECT customer_id, (count(*) FILTER (WHERE net_cents > 0 AND counts))::int AS orders, min(placed_at) FILTER (WHERE net_cents > 0 AND counts) AS first, max(placed_at) FILTER (WHERE net_cents > 0 AND counts) AS last, (sum(net_cents) FILTER (WHERE counts))::bigint AS spent FROM purchase`;
// Erased people, and accounts that turned out to be another's, are nobody's customers.
const isCustomer = `a.role = 'customer' AND a.handle <> ('former.' || right(a.id::text, 12)) AND NOT EXISTS (SELECT 1 FROM account_merge m WHERE m.from_id = a.id AND m.undone_at IS NULL)`;
const fill = `
  INSERT INTO customer_fact_next (customer_id, name, handle, sort_name, tier, locale, joined_at, last_at, orders, first_order_at, last_order_at, spent_cents,
    rf, net_cents, rank, vital, segment, segment_since, stage, alive, next_year, value_cents, loss_cents)
  SELECT a.id, a.name, a.handle::text, search_fold(a.name), a.tier, a.locale, a.created_at, r.last_at, coalesce(o.orders, 0), o.first, o.last, coalesce(o.spent, 0),
    p.rf, p.net_cents, p.rank, coalesce(p.vital, false), p.segment, p.segment_since, coalesce(g.stage, 0), p.alive, p.next_year, p.value_cents, p.loss_cents
  FROM account a LEFT JOIN relationship r ON r.customer_id = a.id LEFT JOIN portfolio p ON p.customer_id = a.id LEFT JOIN customer_stage g ON g.customer_id = a.id LEFT JOIN (${bought} GROUP BY 1) o ON o.customer_id = a.id
  WHERE ${isCustomer}`;
const live = ["name", "handle", "sort_name", "tier", "locale", "joined_at", "last_at", "orders", "first_order_at", "last_order_at", "spent_cents", "stage", "changed_at"];

/**
 * Writes everybody's row afresh after a night, beside the old table, and puts it in its place: indexes are built once over sorted
 * rows instead of touched a million times. What changed meanwhile is taken over under a short lock. Resolves to how many there are.
 */
export async function rebuildFacts(): Promise<number> {
  const [begun] = await transact((tx) => tx.query<{ at: Date }>("SELECT clock_timestamp() - interval '10 minutes' AS at"));
  const inOrder: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => tx.query("DROP TABLE IF EXISTS customer_fact_next"),
    (tx) => tx.query("CREATE TABLE customer_fact_next (LIKE customer_fact INCLUDING DEFAULTS)"),
    async (tx) => { await tx.query("SET LOCAL work_mem = '128MB'"); await tx.query(fill); },
    async (tx) => { await tx.query("SET LOCAL maintenance_work_mem = '128MB'"); await tx.query("SELECT customer_fact_indexes('customer_fact_next')"); },
    (tx) => tx.query("ANALYZE customer_fact_next"),
  ];
  for (const step of inOrder) await transact(step);
  return transact(async (tx) => {
    await tx.query("LOCK TABLE customer_fact IN ACCESS EXCLUSIVE MODE");
    await tx.query(`INSERT INTO customer_fact_next (customer_id, ${live.join(", ")}) SELECT customer_id, ${live.join(", ")} FROM customer_fact WHERE changed_at >= $1
      ON CONFLICT (customer_id) DO UPDATE SET ${live.map((column) => `${column} = excluded.${column}`).join(", ")}`, [begun?.at]);
    await tx.query(`DELETE FROM customer_fact_next n WHERE NOT EXISTS (SELECT 1 FROM customer_fact c WHERE c.customer_id = n.customer_id) AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = n.customer_id AND ${isCustomer})`);
    await tx.query("DROP TABLE customer_fact");
    await tx.query("ALTER TABLE customer_fact_next RENAME TO customer_fact");
    const [row] = await tx.query<{ count: number }>("SELECT count(*)::int AS count FROM customer_fact");
    return row?.count ?? 0;
  });
}

const refresh = `
  UPDATE customer_fact f SET last_at = u.last, orders = u.orders, first_order_at = u.first_order, last_order_at = u.last_order, spent_cents = u.spent, stage = u.stage, changed_at = clock_timestamp()
  FROM (
    SELECT s.id, greatest(r.last_at, s.at) AS last, coalesce(o.orders, 0) AS orders, o.first AS first_order, o.last AS last_order, coalesce(o.spent, 0) AS spent, coalesce(g.stage, 0) AS stage
    FROM unnest($1::uuid[], $2::timestamptz[]) AS s (id, at) LEFT JOIN relationship r ON r.customer_id = s.id LEFT JOIN customer_stage g ON g.customer_id = s.id LEFT JOIN LATERAL (${bought} WHERE customer_id = s.id GROUP BY 1) o ON true ORDER BY s.id) u
  WHERE f.customer_id = u.id AND ((f.orders, f.spent_cents, f.last_order_at, f.stage) IS DISTINCT FROM (u.orders, u.spent, u.last_order, u.stage)
    OR f.last_at IS NULL AND u.last IS NOT NULL OR f.last_at < u.last - interval '1 minute' OR f.last_at > u.last)`;

/** Brings these customers' own figures up to now; `at` is the last thing each is known to have done. Who is active all day is written once a minute at most. */
export async function refreshFacts(tx: Tx, at: ReadonlyMap<string, Date | null>): Promise<void> {
  const ids = [...at.keys()].sort();
  if (ids.length > 0) await tx.query(refresh, [ids, ids.map((id) => at.get(id) ?? null)]);
}

/** After a night: everybody's row, what indicators amount to, and the intervals of what the lifetime models say. */
export async function factsJob(): Promise<void> {
  await rebuildFacts();
  await rebuildIndicators();
  await refitReplicates();
}
