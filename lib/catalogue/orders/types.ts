/** One line of an order. `price` is in the currency's unit, for one. */
export type OrderLine = { code: string; name: string; quantity: number; price: number };
/**
 * An order as its source last told it, all of it; times are ISO instants, money is in cents. `changedAt` says which of two
 * tellings is the later. The cost of goods is null where nobody knows it. `listsRefunds`: the order named every refund it has, so
 * that one which such a list named before and this one does not is no more. `via` is who brought the buyer, as the shop kept it;
 * `coupons` are the codes it was paid with.
 */
export type OrderFacts = {
  label: string; email: string | null; customerId: string | null; currency: string; placedAt: string; changedAt: string; paidAt: string | null; cancelledAt: string | null;
  totalCents: number; taxCents: number; shippingCents: number; discountCents: number; costCents: number | null; lines: OrderLine[]; listsRefunds?: true; via?: string; coupons?: string[];
};
export const eventKinds = ["refund", "shipment", "paid", "delivered", "cancelled"] as const;
export type EventKind = (typeof eventKinds)[number];
export type EventDetail = {
  /** Of a refund: what was paid back in all, what of it takes from the net value (null: in proportion), the cost of goods that came back, and whether it was told as part of its order’s list. */
  amountCents?: number; netCents?: number | null; costCents?: number; reason?: string; listed?: true;
  /** Of a shipment. */
  carrier?: string; tracking?: string; url?: string; deliveredAt?: string | null;
};
/** Something that happened to an order, by the id its source gave it. */
export type OrderEvent = { kind: EventKind; id: string; at: string; changedAt: string; detail: EventDetail };
/** What a source tells about one order: the order, what happened to it, or both. */
export type OrderNews = { source: string; number: string; facts: OrderFacts | null; events: OrderEvent[] };

export type Refunded = { id: string; at: string; amountCents: number; reason: string };
export type Shipped = { id: string; at: string; carrier: string; tracking: string; url: string | null; deliveredAt: string | null };
/** Where an order is, with what stands on it, as its customer sees it. `review` leads to a review of a line's product. */
export type MyOrder = {
  id: string; label: string; placedAt: string; paidAt: string | null; sentAt: string | null; deliveredAt: string | null; cancelledAt: string | null; currency: string;
  paidCents: number; refundedCents: number; trackingUrl: string | null; refunds: Refunded[]; shipments: Shipped[];
  lines: { code: string; name: string; quantity: number; priceCents: number; product: { slug: string; name: string; reviewed: boolean } | null }[];
};
export type MyOrders = { orders: MyOrder[]; next: string | null };
/** An order as other systems see it: no address, no name. */
export type OrderView = {
  id: string; source: string; number: string; label: string; customer: string | null; waiting: boolean; placedAt: string; changedAt: string | null; paidAt: string | null; sentAt: string | null; deliveredAt: string | null; cancelledAt: string | null;
  counts: boolean; paidCents: number; refundedCents: number; netCents: number; costCents: number | null;
};
export const shopKinds = ["shopify", "woocommerce"] as const;
export type ShopKind = (typeof shopKinds)[number];
/** Why a message was left, or not taken. */
export const reasons = ["topic", "order", "refund", "shipment", "number", "total", "test", "json", "currency", "signature"] as const;
export type Reason = (typeof reasons)[number];
export type Delivery = { id: number; topic: string; outcome: "taken" | "repeated" | "left" | "unsigned"; reason: string; number: string | null; at: string };
/** A shop as admins see it: where it sends to, when its secrets were set (never what they are), and what arrived last. */
export type ShopView = { id: string; kind: ShopKind; name: string; path: string; secrets: { id: string; madeAt: string }[]; deliveries: Delivery[]; orders: number };
export type ShopList = { shops: ShopView[]; waiting: number; currency: string };
