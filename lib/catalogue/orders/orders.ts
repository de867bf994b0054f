import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { readSettings } from "../settings.ts";
import { takeNews } from "./intake.ts";
import { mayUseOrders } from "./policy.ts";
import { readOrder } from "./queries.ts";
import type { OrderInput, RefundInput, StatusInput } from "./schema.ts";
import type { OrderEvent, OrderFacts, OrderView } from "./types.ts";

async function viewAfter(tx: Tx, id: string | null): Promise<OrderView> {
  const view = id ? await readOrder(tx, id) : undefined;
  if (!view) throw new Error("an order was taken and is not there");
  return view;
}

function factsOf(input: OrderInput): OrderFacts {
  const { totals } = input;
  return {
    label: input.label || input.number, email: input.email ?? null, customerId: input.customer ?? null, currency: input.currency, placedAt: input.placedAt, changedAt: input.changedAt ?? input.placedAt,
    paidAt: input.paidAt === undefined ? input.placedAt : input.paidAt, cancelledAt: input.cancelledAt ?? null, totalCents: totals.paidCents, taxCents: totals.taxCents, shippingCents: totals.shippingCents, discountCents: totals.discountCents, costCents: totals.costCents,
    lines: input.lines.map(({ priceCents, ...one }) => ({ ...one, price: priceCents / 100 })),
  };
}

/** Takes an order as another system knows it now. Told again it changes nothing; told as it was earlier (`changedAt`), neither. */
export function putOrder(actor: Actor, input: OrderInput): Promise<OrderView | Refusal> {
  return transact(async (tx) => {
    const key = mayUseOrders(actor, "orders:write");
    if (refused(key)) return key;
    if (input.currency !== (await readSettings(tx)).currency) return new Refusal("invalid", "This order is not in the currency of the books.", { field: "currency" });
    if (input.totals.taxCents + input.totals.shippingCents > input.totals.paidCents) return new Refusal("invalid", "Tax and shipping are more than what was paid.", { field: "totals.paidCents" });
    if (input.customer && (await tx.query("SELECT 1 FROM account WHERE id = $1 AND role <> 'bot'", [input.customer])).length === 0) return new Refusal("invalid", "There is no such customer.", { field: "customer" });
    const { id } = await takeNews(tx, { source: input.source, number: input.number, facts: factsOf(input), events: [] });
    return viewAfter(tx, id);
  });
}

type Found = { source: string; number: string; paidCents: number | null; refundedCents: number; netCents: number };
const find = `SELECT source, number, paid_cents AS "paidCents", refunded_cents AS "refundedCents", net_cents::float8 AS "netCents" FROM purchase WHERE id = $1 FOR UPDATE`;

async function addEvent(actor: Actor, id: string, eventOf: (order: Found, tx: Tx) => Promise<OrderEvent | Refusal>): Promise<OrderView | Refusal> {
  return transact(async (tx) => {
    const key = mayUseOrders(actor, "orders:write");
    if (refused(key)) return key;
    const [order] = await tx.query<Found>(find, [id]);
    if (!order) return missing();
    const event = await eventOf(order, tx);
    if (refused(event)) return event;
    await takeNews(tx, { source: order.source, number: order.number, facts: null, events: [event] });
    return viewAfter(tx, id);
  });
}

/** Notes a refund of an order by its own id: twice is once. More than was paid is refused. */
export function addRefund(actor: Actor, id: string, input: RefundInput): Promise<OrderView | Refusal> {
  return addEvent(actor, id, async (order, tx) => {
    const known = await tx.query("SELECT 1 FROM order_event WHERE source = $1 AND number = $2 AND kind = 'refund' AND id = $3", [order.source, order.number, input.id]);
    const paid = order.paidCents ?? order.netCents;
    if (known.length === 0 && order.refundedCents + input.amountCents > paid) return new Refusal("invalid", "More than was paid cannot be paid back.", { field: "amountCents" });
    const at = input.at ?? new Date().toISOString();
    // A refund that is there keeps its telling, so that a repetition without a date of its own changes nothing.
    return { kind: "refund", id: input.id, at, changedAt: input.at ?? new Date(0).toISOString(), detail: { amountCents: input.amountCents, netCents: input.netCents ?? null, ...(input.costCents === undefined ? {} : { costCents: input.costCents }), reason: input.reason } };
  });
}

/** Notes that an order was paid, sent, delivered or cancelled. */
export function setStatus(actor: Actor, id: string, input: StatusInput): Promise<OrderView | Refusal> {
  return addEvent(actor, id, async () => {
    const at = input.at ?? new Date().toISOString();
    if (input.status === "sent") return { kind: "shipment", id: input.shipment, at, changedAt: at, detail: { carrier: input.carrier, tracking: input.tracking, ...(input.url ? { url: input.url } : {}), deliveredAt: null } };
    return { kind: input.status, id: "1", at, changedAt: at, detail: {} };
  });
}
