import { z } from "zod";
import { addressOf, centsOf, couponsOf, instantOf, plain, type Read, viaOf } from "./payload.ts";
import type { OrderEvent, OrderFacts } from "./types.ts";

const id = z.union([z.number(), z.string()]).transform((value) => plain(value, 40)).pipe(z.string().min(1));
const money = z.union([z.string(), z.number()]).nullish();
const order = z.object({
  id, number: z.union([z.string(), z.number()]).nullish(), status: z.string(), currency: z.string(), date_created_gmt: z.string().nullish(), date_created: z.string().nullish(), date_modified_gmt: z.string().nullish(), date_modified: z.string().nullish(),
  date_paid_gmt: z.string().nullish(), date_completed_gmt: z.string().nullish(), total: money, total_tax: money, shipping_total: money, discount_total: money, billing: z.object({ email: z.string().nullish() }).nullish(),
  line_items: z.array(z.object({ sku: z.string().nullish(), name: z.string().nullish(), quantity: z.number(), price: money })).max(1000), refunds: z.array(z.object({ id, total: money, reason: z.string().nullish() })).nullish(),
  meta_data: z.array(z.object({ key: z.unknown(), value: z.unknown() })).max(1000).nullish(), coupon_lines: z.array(z.object({ code: z.unknown() })).max(250).nullish(),
});
type Order = z.infer<typeof order>;

// WooCommerce notes the page that was opened first by itself, since 8.5.
const sessionEntry = (one: Order): unknown => one.meta_data?.find((each) => each.key === "_wc_order_attribution_session_entry")?.value;
const cents = (value: unknown): number => centsOf(value) ?? 0;
const paidStates = new Set(["processing", "completed", "refunded"]);
const endedStates = new Set(["cancelled", "failed", "trash", "refunded"]);

function factsOf(one: Order, changedAt: string): OrderFacts | string {
  const placedAt = instantOf(one.date_created_gmt) ?? instantOf(one.date_created);
  const total = centsOf(one.total);
  if (!placedAt || total === undefined) return "total";
  return {
    label: `#${plain(one.number, 40) || one.id}`, email: addressOf(one.billing?.email), customerId: null, currency: one.currency.toUpperCase(), placedAt, changedAt, paidAt: instantOf(one.date_paid_gmt) ?? (paidStates.has(one.status) ? placedAt : null),
    cancelledAt: endedStates.has(one.status) ? changedAt : null, totalCents: total, taxCents: cents(one.total_tax), shippingCents: cents(one.shipping_total), discountCents: cents(one.discount_total), costCents: null,
    lines: one.line_items.map((line) => ({ code: plain(line.sku, 64), name: plain(line.name, 200), quantity: Math.round(line.quantity), price: cents(line.price) / 100 })),
    ...(one.refunds ? { listsRefunds: true as const } : {}), ...viaOf((one.meta_data ?? []).map(({ key, value }) => ({ name: key, value })), sessionEntry(one)), ...couponsOf((one.coupon_lines ?? []).map((each) => each.code)),
  };
}

function eventsOf(one: Order, changedAt: string): OrderEvent[] {
  const refunds = (one.refunds ?? []).map((part): OrderEvent => ({ kind: "refund", id: part.id, at: changedAt, changedAt, detail: { amountCents: Math.abs(cents(part.total)), netCents: null, reason: plain(part.reason, 200), listed: true } }));
  const sentAt = instantOf(one.date_completed_gmt);
  return sentAt ? [...refunds, { kind: "shipment", id: "completed", at: sentAt, changedAt, detail: {} }] : refunds;
}

/** Reads what WooCommerce says under a topic (REST API v3): order.created, order.updated, order.restored, order.deleted. */
export function readWooCommerce(topic: string, body: unknown, now: Date): Read {
  if (topic === "order.deleted") {
    const told = z.object({ id }).safeParse(body);
    const at = now.toISOString();
    // It says nothing but which one, so it is the end of it whenever it comes.
    return told.success ? { news: { number: told.data.id, facts: null, events: [{ kind: "cancelled", id: "deleted", at, changedAt: new Date(0).toISOString(), detail: {} }] } } : { left: "number" };
  }
  if (!/^order\.(created|updated|restored)$/.test(topic)) return { left: "topic" };
  const told = order.safeParse(body);
  if (!told.success) return { left: `order:${told.error.issues[0]?.path.join(".") ?? ""}` };
  const changedAt = instantOf(told.data.date_modified_gmt) ?? instantOf(told.data.date_modified) ?? instantOf(told.data.date_created_gmt) ?? new Date(0).toISOString();
  const facts = factsOf(told.data, changedAt);
  return typeof facts === "string" ? { left: facts } : { news: { number: told.data.id, facts, events: eventsOf(told.data, changedAt) } };
}
