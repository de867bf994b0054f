import { db, transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";

const take = `DELETE FROM referral_due WHERE id IN (SELECT id FROM referral_due ORDER BY id LIMIT $1) RETURNING newcomer_id AS id`;

/**
 * Brings the tree to what referrals say now, for those whose own may have changed: a batch at a time, in the order of joining,
 * whoever of many workers comes first. What it does for one person costs as much as there are people above them. Resolves to how many changes were taken.
 */
export async function settleTree(batch = 500): Promise<number> {
  const [waiting] = await db().query<{ id: number }>("SELECT id FROM referral_due LIMIT 1");
  if (!waiting) return 0;
  return transact(async (tx) => {
    // Two workers at once would each read a branch before the other has written it.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('rapport.referral_tree'))");
    const due = await tx.query<{ id: string }>(take, [batch]);
    if (due.length === 0) return 0;
    await tx.query("SELECT settle_referral(p.id) FROM (SELECT u.id FROM unnest($1::uuid[]) AS u (id) LEFT JOIN referral r ON r.newcomer_id = u.id GROUP BY u.id, r.joined_at ORDER BY r.joined_at NULLS FIRST, u.id) p", [due.map((one) => one.id)]);
    await tell(tx, { room: "studio:referrals", event: "referrals.changed", data: {} });
    return due.length;
  });
}

/** What is not as the rows say when the whole tree is added up anew: for tests and the doctor; empty when all is well. */
export async function examineTree(): Promise<{ id: string; kept: [number, number, number]; found: [number, number, number] }[]> {
  return db().query(`
    WITH RECURSIVE up AS (
      SELECT n.account_id AS id, n.parent_id AS above, n.own_cents AS cents, 1 AS step FROM referral_node n WHERE n.parent_id IS NOT NULL
      UNION ALL SELECT u.id, n.parent_id, u.cents, u.step + 1 FROM up u JOIN referral_node n ON n.account_id = u.above WHERE n.parent_id IS NOT NULL),
    sums AS (SELECT above AS id, count(*) FILTER (WHERE step = 1) AS brought, count(*) AS below, sum(cents) AS cents FROM up GROUP BY 1)
    SELECT n.account_id AS id, ARRAY[n.brought, n.below, n.below_cents]::float8[] AS kept, ARRAY[coalesce(s.brought, 0), coalesce(s.below, 0), coalesce(s.cents, 0)]::float8[] AS found
    FROM referral_node n LEFT JOIN sums s ON s.id = n.account_id
    WHERE (n.brought, n.below, n.below_cents) IS DISTINCT FROM (coalesce(s.brought, 0)::int, coalesce(s.below, 0)::int, coalesce(s.cents, 0)::bigint) LIMIT 20`);
}
