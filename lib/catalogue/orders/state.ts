import type { OrderEvent, OrderFacts } from "./types.ts";

/** What follows from an order and its events. `netCents` is what the books have of it now: paid − tax − shipping − refunds. */
export type OrderState = {
  counts: boolean; netCents: number; refundedCents: number; costCents: number | null; paidAt: string | null; sentAt: string | null; deliveredAt: string | null; cancelledAt: string | null; trackingUrl: string | null;
};

const earliest = (times: readonly (string | null | undefined)[]): string | null => times.filter((at) => typeof at === "string").sort()[0] ?? null;
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** What a refund takes from the net value of its order: as told, else in proportion. */
function netOf(event: OrderEvent, net: number, total: number): number {
  const amount = event.detail.amountCents ?? 0;
  return event.detail.netCents ?? (total > 0 ? Math.round((amount * net) / total) : 0);
}

/** Whether a refund stands: an order that names its refunds has none that only an older list of it named. */
export const stands = (facts: Pick<OrderFacts, "changedAt" | "listsRefunds">, refund: Pick<OrderEvent, "changedAt" | "detail">): boolean =>
  !(facts.listsRefunds && refund.detail.listed && Date.parse(refund.changedAt) < Date.parse(facts.changedAt));

/**
 * Where an order stands, from its facts and all that happened to it, in whatever order that was told (model, section 4). It
 * counts from when it is paid until it is taken back as a whole: cancelled, or refunded to the last cent.
 */
export function stateOf(facts: OrderFacts, events: readonly OrderEvent[]): OrderState {
  const of = (kind: OrderEvent["kind"]): OrderEvent[] => events.filter((event) => event.kind === kind);
  const [refunds, shipments] = [of("refund").filter((event) => stands(facts, event)), of("shipment")];
  const paidAt = earliest([facts.paidAt, ...of("paid").map((event) => event.at)]);
  const cancelledAt = earliest([facts.cancelledAt, ...of("cancelled").map((event) => event.at)]);
  const net = facts.totalCents - facts.taxCents - facts.shippingCents;
  const refundedCents = Math.min(facts.totalCents, sum(refunds.map((event) => event.detail.amountCents ?? 0)));
  const whole = refunds.length > 0 && refundedCents >= facts.totalCents;
  const counts = paidAt !== null && cancelledAt === null && !whole;
  const left = net - sum(refunds.map((event) => netOf(event, net, facts.totalCents)));
  const cost = facts.costCents === null ? null : Math.max(0, facts.costCents - sum(refunds.map((event) => event.detail.costCents ?? 0)));
  const latest = shipments.filter((event) => event.detail.url).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1)).at(-1);
  return {
    // What a negative order is, it stays; what was positive does not fall below nothing by refunds.
    counts, netCents: counts ? (net > 0 ? Math.max(0, left) : net) : 0, refundedCents, costCents: counts ? cost : null, paidAt, cancelledAt,
    sentAt: earliest(shipments.map((event) => event.at)), deliveredAt: earliest([...of("delivered").map((event) => event.at), ...shipments.map((event) => event.detail.deliveredAt)]), trackingUrl: latest?.detail.url ?? null,
  };
}

/** Of two tellings of the same thing the later; told at the same instant, the same one whichever came first. */
export function isLater(one: { changedAt: string; text: string }, other: { changedAt: string; text: string } | undefined): boolean {
  if (!other) return true;
  const [a, b] = [Date.parse(one.changedAt), Date.parse(other.changedAt)];
  return a > b || (a === b && one.text > other.text);
}
