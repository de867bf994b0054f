import { createHash } from "node:crypto";
import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { SeedOrder } from "./orders.ts";
import { mulberry32, seedId } from "./random.ts";

const day = 86_400_000;
export type Placed = SeedOrder & { id: string; customerId: string; refundedCents: number; paidCents: number };

/** Something of every thirty-seventh order came back; what is left of it is its net value. */
export function withReturns(order: SeedOrder & { id: string; customerId: string }, index: number): Placed {
  const refundedCents = index % 37 === 5 ? Math.round(order.netCents * 0.3) : 0;
  return { ...order, paidCents: order.netCents, refundedCents, netCents: order.netCents - refundedCents };
}

const later = (order: Placed, days: number, now: Date): Date | null => {
  const at = new Date(order.placedAt.getTime() + days * day);
  return at < now ? at : null;
};

/** Where each order is: when it was paid, sent and delivered, as far as that has happened, and what came back. */
export async function insertWays(tx: Tx, orders: readonly Placed[], now: Date): Promise<void> {
  const random = mulberry32(77);
  const ways = orders.map((order) => ({ order, sent: later(order, 0.6 + random() * 1.6, now), delivered: later(order, 2.5 + random() * 3.5, now) }));
  await tx.query(
    `UPDATE purchase p SET paid_at = p.placed_at, sent_at = u.sent, delivered_at = u.delivered, paid_cents = u.paid, refunded_cents = u.refunded, tracking_url = CASE WHEN u.sent IS NOT NULL THEN 'https://parcels.example/track/' || p.number END
     FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::bigint[]) AS u (id, sent, delivered, paid, refunded) WHERE p.id = u.id`,
    [ways.map((one) => one.order.id), ways.map((one) => one.sent), ways.map((one) => one.delivered), ways.map((one) => one.order.paidCents), ways.map((one) => one.order.refundedCents)]);
  const shipments = ways.filter((one) => one.sent).map(({ order, sent, delivered }) => ["demo", order.number, "shipment", "1", sent, delivered ?? sent, JSON.stringify({ carrier: "Slow Post", tracking: order.number.replace("AF-", "SP 04 "), url: `https://parcels.example/track/${order.number}`, deliveredAt: delivered?.toISOString() ?? null }), order.customerId]);
  const refunds = ways.filter((one) => one.order.refundedCents > 0).map(({ order }) => {
    const at = later(order, 9, now) ?? now;
    return ["demo", order.number, "refund", "1", at, at, JSON.stringify({ amountCents: order.refundedCents, netCents: order.refundedCents, reason: "One part came back" }), order.customerId];
  });
  await insertRows(tx, { table: "order_event", columns: ["source:text", "number:text", "kind:text", "id:text", "at:timestamptz", "changed_at:timestamptz", "detail:jsonb", "customer_id:uuid"] }, [...shipments, ...refunds]);
}

/** A shop that has told of orders, some of which wait for their person, and a key of a till. Neither's secret is known to anybody. */
export async function insertShop(tx: Tx, { admin, now }: { admin: string; now: Date }): Promise<void> {
  const random = mulberry32(78);
  const id = (): string => seedId(random, now);
  const shop = id();
  const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  await tx.query("INSERT INTO shop (id, kind, name, made_by, made_at) VALUES ($1, 'shopify', 'Ashdown & Fell, the web shop', $2, $3)", [shop, admin, ago(2000)]);
  const arrivals = [[30, "orders/create", "taken", "", "5001"], [29, "orders/paid", "taken", "", "5001"], [20, "orders/create", "left", "currency:USD", "5002"], [8, "orders/create", "taken", "", "5003"], [6, "orders/paid", "taken", "", "5003"], [6, "orders/paid", "repeated", "", "5003"], [2, "refunds/create", "unsigned", "signature", null]] as const;
  await insertRows(tx, { table: "shop_delivery", columns: ["shop_id:uuid", "delivery:text", "topic:text", "outcome:text", "reason:text", "number:text", "at:timestamptz"] }, arrivals.map(([hours, topic, outcome, reason, number], at) => [shop, `demo-${at}`, topic, outcome, reason, number, ago(hours)]));
  await insertRows(tx, { table: "purchase", columns: ["id:uuid", "source:text", "number:text", "label:text", "email:text", "placed_at:timestamptz", "paid_at:timestamptz", "paid_cents:bigint", "net_cents:numeric", "lines:jsonb", "changed_at:timestamptz"] },
    [["5001", "#5001", 30], ["5003", "#5003", 8]].map(([number, label, hours]) => [id(), `shop:${shop}`, number, label, `guest.${number}@demo.invalid`, ago(Number(hours)), ago(Number(hours)), 6400, 5200, JSON.stringify([{ code: "", name: "A gift card in a tin", quantity: 1, price: 52 }]), ago(Number(hours))]));
  await tx.query("INSERT INTO api_key (id, name, prefix, secret_hash, scopes, made_by, made_at, used_at) VALUES ($1, 'The till in the shop', 'rk_Ql7x3B', $2, '{orders:read,orders:write}', $3, $4, $5)", [id(), createHash("sha256").update("nobody knows this one").digest(), admin, ago(900), ago(3)]);
}
