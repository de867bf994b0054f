import { z } from "zod";
import { addressOf, centsOf, couponsOf, instantOf, linkOf, plain, type Read, viaOf } from "./payload.ts";
import type { OrderEvent, OrderFacts } from "./types.ts";

const id = z.union([z.number(), z.string()]).transform((value) => plain(value, 40)).pipe(z.string().min(1));
const money = z.union([z.string(), z.number()]).nullish();
const taxes = z.array(z.object({ price: money })).nullish();
const refund = z.object({
  id, order_id: id.nullish(), created_at: z.string(), note: z.string().nullish(), transactions: z.array(z.object({ amount: money, kind: z.string().nullish(), status: z.string().nullish() })).nullish(),
  refund_line_items: z.array(z.object({ subtotal: money, total_tax: money })).nullish(), order_adjustments: z.array(z.object({ kind: z.string().nullish(), amount: money, tax_amount: money })).nullish(),
});
const fulfillment = z.object({
  id, order_id: id.nullish(), status: z.string().nullish(), created_at: z.string(), updated_at: z.string().nullish(), tracking_company: z.string().nullish(), tracking_number: z.string().nullish(), tracking_url: z.string().nullish(), shipment_status: z.string().nullish(),
});
const order = z.object({
  id, name: z.string().nullish(), email: z.string().nullish(), contact_email: z.string().nullish(), currency: z.string(), created_at: z.string(), processed_at: z.string().nullish(), updated_at: z.string().nullish(), cancelled_at: z.string().nullish(),
  financial_status: z.string().nullish(), total_price: money, total_tax: money, total_discounts: money, taxes_included: z.boolean().nullish(), test: z.boolean().nullish(),
  shipping_lines: z.array(z.object({ price: money, discounted_price: money, tax_lines: taxes })).nullish(),
  line_items: z.array(z.object({ sku: z.string().nullish(), title: z.string().nullish(), name: z.string().nullish(), quantity: z.number().int(), price: money })).max(1000), refunds: z.array(refund).nullish(), fulfillments: z.array(fulfillment).nullish(),
  note_attributes: z.array(z.object({ name: z.unknown(), value: z.unknown() })).max(250).nullish(), landing_site: z.string().nullish(), discount_codes: z.array(z.object({ code: z.unknown() })).max(250).nullish(),
});
type Refund = z.infer<typeof refund>;

const cents = (value: unknown): number => centsOf(value) ?? 0;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function refundOf(one: Refund): OrderEvent {
  const paid = sum((one.transactions ?? []).filter((part) => part.kind === "refund" && (part.status ?? "success") === "success").map((part) => cents(part.amount)));
  const lines = one.refund_line_items ?? [];
  const back = (one.order_adjustments ?? []).filter((part) => part.kind === "shipping_refund");
  // Adjustments are negative: what they take from the order. Net is what was paid back less tax and shipping.
  const outside = sum(lines.map((line) => cents(line.total_tax))) + sum(back.map((part) => Math.abs(cents(part.amount)) + Math.abs(cents(part.tax_amount))));
  const at = instantOf(one.created_at) ?? new Date(0).toISOString();
  return { kind: "refund", id: one.id, at, changedAt: at, detail: { amountCents: paid, netCents: Math.max(0, paid - outside), reason: plain(one.note, 200) } };
}

function shipmentOf(one: z.infer<typeof fulfillment>): OrderEvent[] {
  if (one.status === "cancelled" || one.status === "failure" || one.status === "error") return [];
  const at = instantOf(one.created_at) ?? new Date(0).toISOString();
  const changedAt = instantOf(one.updated_at) ?? at;
  const url = linkOf(one.tracking_url);
  return [{ kind: "shipment", id: one.id, at, changedAt, detail: { carrier: plain(one.tracking_company, 80), tracking: plain(one.tracking_number, 80), ...(url ? { url } : {}), deliveredAt: one.shipment_status === "delivered" ? changedAt : null } }];
}

const paidStates = new Set(["paid", "partially_refunded", "refunded"]);

function factsOf(one: z.infer<typeof order>): OrderFacts | string {
  const placedAt = instantOf(one.processed_at) ?? instantOf(one.created_at);
  const total = centsOf(one.total_price);
  if (!placedAt || total === undefined) return "total";
  const changedAt = instantOf(one.updated_at) ?? instantOf(one.created_at) ?? placedAt;
  const shipping = sum((one.shipping_lines ?? []).map((line) => cents(line.discounted_price ?? line.price) - (one.taxes_included ? sum((line.tax_lines ?? []).map((tax) => cents(tax.price))) : 0)));
  return {
    label: plain(one.name, 60) || one.id, email: addressOf(one.email) ?? addressOf(one.contact_email), customerId: null, currency: one.currency.toUpperCase(), placedAt, changedAt, paidAt: paidStates.has(one.financial_status ?? "") ? placedAt : null,
    cancelledAt: instantOf(one.cancelled_at) ?? (one.financial_status === "voided" ? placedAt : null), totalCents: total, taxCents: cents(one.total_tax), shippingCents: shipping, discountCents: cents(one.total_discounts), costCents: null,
    lines: one.line_items.map((line) => ({ code: plain(line.sku, 64), name: plain(line.name ?? line.title, 200), quantity: line.quantity, price: cents(line.price) / 100 })),
    ...viaOf(one.note_attributes ?? [], one.landing_site), ...couponsOf((one.discount_codes ?? []).map((each) => each.code)),
  };
}

/** Reads what Shopify says under a topic (Admin API, 2024 and later): orders/*, refunds/create, fulfillments/*. */
export function readShopify(topic: string, body: unknown): Read {
  if (topic === "refunds/create") {
    const told = refund.safeParse(body);
    return told.success && told.data.order_id ? { news: { number: told.data.order_id, facts: null, events: [refundOf(told.data)] } } : { left: "refund" };
  }
  if (topic === "fulfillments/create" || topic === "fulfillments/update") {
    const told = fulfillment.safeParse(body);
    return told.success && told.data.order_id ? { news: { number: told.data.order_id, facts: null, events: shipmentOf(told.data) } } : { left: "shipment" };
  }
  if (!/^orders\/(create|updated|paid|cancelled|fulfilled|partially_fulfilled|edited)$/.test(topic)) return { left: "topic" };
  const told = order.safeParse(body);
  if (!told.success) return { left: `order:${told.error.issues[0]?.path.join(".") ?? ""}` };
  if (told.data.test) return { left: "test" };
  const facts = factsOf(told.data);
  if (typeof facts === "string") return { left: facts };
  return { news: { number: told.data.id, facts, events: [...(told.data.refunds ?? []).map(refundOf), ...(told.data.fulfillments ?? []).flatMap(shipmentOf)] } };
}
