import { db, type Reader } from "#lib/core/transact.ts";

const bought = `
  SELECT 1 AS yes FROM purchase_line WHERE customer_id = $1
    AND product_code = ANY(ARRAY(SELECT code FROM product WHERE id = $2 UNION ALL SELECT code FROM product_variant WHERE product_id = $2)) LIMIT 1`;

/** Whether an order of this account has the product, or a variant of it, on one of its lines. */
export async function hasBought(reader: Reader, accountId: string, productId: number): Promise<boolean> {
  return (await reader.query(bought, [accountId, productId])).length > 0;
}

export type RecentOrders = { count: number; spentCents: number; currency: string; orders: { id: string; label: string; placedAt: string; netCents: number }[] };
const recent = `
  SELECT (SELECT count(*)::int FROM purchase WHERE customer_id = $1 AND counts AND net_cents > 0) AS count, (SELECT coalesce(sum(net_cents), 0)::float8 FROM purchase WHERE customer_id = $1 AND counts) AS "spentCents", coalesce((SELECT currency FROM catalogue_setting LIMIT 1), 'EUR') AS currency,
    (SELECT coalesce(json_agg(o ORDER BY o."placedAt" DESC), '[]') FROM (SELECT p.id, coalesce(nullif(p.label, ''), p.number) AS label, p.placed_at AS "placedAt", p.net_cents AS "netCents" FROM purchase p WHERE p.customer_id = $1 AND p.counts ORDER BY p.placed_at DESC, p.id DESC LIMIT 4) o) AS orders`;

/** What a customer bought: how often, for how much, and the last few. One query. Whether it may be seen is the caller's to ask. */
export async function recentOrders(customerId: string): Promise<RecentOrders> {
  const [row] = await db().query<RecentOrders>(recent, [customerId]);
  if (!row) throw new Error("a sum had no row");
  return { ...row, orders: row.orders.map((one) => ({ ...one, placedAt: new Date(one.placedAt).toISOString() })) };
}
