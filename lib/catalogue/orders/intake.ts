import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { type Booked, followInLedger } from "./book.ts";
import { holdAddress } from "./matching.ts";
import { isLater, type OrderState, stateOf } from "./state.ts";
import { noteOrderTold } from "./told.ts";
import type { OrderEvent, OrderFacts, OrderNews } from "./types.ts";

type Row = Booked & { email: string | null; facts: Omit<OrderFacts, "email"> | null; changedAt: Date | null; forgotten: boolean; lines: OrderFacts["lines"]; label: string | null };
/** What became of news: the order's id, or null while only its events are known. */
export type Taken = { id: string | null; changed: boolean };

const hold = "SELECT pg_advisory_xact_lock(hashtextextended($1, 4406))";
const find = `SELECT id, source, number, customer_id AS "customerId", placed_at AS "placedAt", net_cents::float8 AS "netCents", counts, revision, email::text AS email, facts, changed_at AS "changedAt", forgotten, lines, label
  FROM purchase WHERE source = $1 AND number = $2 FOR UPDATE`;
// The later telling stands; told at the same instant, the same one whichever came first.
const putEvents = `
  INSERT INTO order_event AS e (source, number, kind, id, at, changed_at, detail)
  SELECT $1, $2, kind, id, at, changed_at, detail FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[]) AS u (kind, id, at, changed_at, detail)
  ON CONFLICT (source, number, kind, id) DO UPDATE SET at = excluded.at, changed_at = excluded.changed_at, detail = excluded.detail
  WHERE (excluded.changed_at, excluded.at, excluded.detail::text COLLATE "C") > (e.changed_at, e.at, e.detail::text COLLATE "C")`;
const readEvents = `SELECT kind, id, at, changed_at AS "changedAt", detail FROM order_event WHERE source = $1 AND number = $2 ORDER BY kind, id`;

async function eventsOf(tx: Tx, news: OrderNews): Promise<OrderEvent[]> {
  const unique = [...new Map(news.events.map((event) => [`${event.kind} ${event.id} ${event.changedAt}`, event])).values()];
  // One row at a time of a statement may be changed once, so tellings of the same event go one after another.
  for (const event of unique) await tx.query(putEvents, [news.source, news.number, [event.kind], [event.id], [event.at], [event.changedAt], [JSON.stringify(event.detail)]]);
  const rows = await tx.query<Omit<OrderEvent, "at" | "changedAt"> & { at: Date; changedAt: Date }>(readEvents, [news.source, news.number]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), changedAt: row.changedAt.toISOString() }));
}

/** The facts of an order that came as a whole, without any of its own: paid when it was placed, all of it net. */
function factsOfRow(row: Row): OrderFacts {
  const [at, totalCents] = [row.placedAt.toISOString(), row.netCents];
  return { label: row.label ?? row.number, email: row.email, customerId: null, currency: "", placedAt: at, changedAt: new Date(0).toISOString(), paidAt: at, cancelledAt: null, totalCents, taxCents: 0, shippingCents: 0, discountCents: 0, costCents: null, lines: row.lines };
}

// The database gives keys back in its own order.
const sorted = (_key: string, value: unknown): unknown => (value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
const textOf = (facts: OrderFacts): string => JSON.stringify(facts, sorted);

function factsNow(row: Row | undefined, told: OrderFacts | null): OrderFacts | null {
  if (!row) return told;
  const known = row.facts ? { ...row.facts, email: row.email } : null;
  if (!told) return known ?? factsOfRow(row);
  const later = !known || isLater({ changedAt: told.changedAt, text: textOf(told) }, { changedAt: known.changedAt, text: textOf(known) });
  return later ? told : known;
}

const byAddress = "SELECT id FROM account WHERE email = $1 AND confirmed_at IS NOT NULL AND role <> 'bot'";
// Once matched an order stays with its person while its address stays the same, whoever has that address later.
async function customerOf(tx: Tx, row: Row | undefined, facts: OrderFacts): Promise<string | null> {
  if (row?.forgotten) return null;
  if (row?.customerId && (row.email ?? "").toLowerCase() === (facts.email ?? "").toLowerCase()) return row.customerId;
  if (facts.customerId) return facts.customerId;
  const [found] = facts.email ? await tx.query<{ id: string }>(byAddress, [facts.email]) : [];
  return found?.id ?? null;
}

const columns = ["customer_id", "placed_at", "net_cents", "lines", "label", "email", "facts", "changed_at", "counts", "revision", "paid_cents", "refunded_cents", "cost_cents", "paid_at", "sent_at", "delivered_at", "cancelled_at", "tracking_url"];
const put = `
  INSERT INTO purchase (id, source, number, ${columns.join(", ")}) VALUES ($1, $2, $3, ${columns.map((_, at) => `$${at + 4}`).join(", ")})
  ON CONFLICT (source, number) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;

async function write(tx: Tx, booked: Booked, { facts, state, email }: { facts: OrderFacts; state: OrderState; email: string | null }): Promise<void> {
  const { email: _address, ...kept } = facts;
  await tx.query(put, [booked.id, booked.source, booked.number, booked.customerId, booked.placedAt, booked.netCents, JSON.stringify(facts.lines), facts.label, email, JSON.stringify(kept), facts.changedAt, booked.counts, booked.revision,
    facts.totalCents, state.refundedCents, state.costCents, state.paidAt, state.sentAt, state.deliveredAt, state.cancelledAt, state.trackingUrl]);
  await tx.query("UPDATE order_event SET customer_id = $3 WHERE source = $1 AND number = $2 AND customer_id IS DISTINCT FROM $3", [booked.source, booked.number, booked.customerId]);
}

async function noteFresh(tx: Tx, row: Row | undefined, { news, facts, email }: { news: OrderNews; facts: OrderFacts; email: string | null }): Promise<void> {
  const before = row?.facts;
  const coupons = (facts.coupons ?? []).filter((code) => !before?.coupons?.includes(code));
  await noteOrderTold(tx, { source: news.source, number: news.number, label: facts.label, email, placedAt: facts.placedAt, via: facts.via === before?.via ? undefined : facts.via, coupons });
}

/**
 * Takes what a source tells about an order, in the caller's transaction. Whatever the order in which it is told, and however
 * often, the order, its net value and its purchase in the ledger end the same; what is older than what is known changes nothing.
 */
export async function takeNews(tx: Tx, news: OrderNews): Promise<Taken> {
  await tx.query(hold, [`${news.source} ${news.number}`]);
  if (news.facts?.email) await holdAddress(tx, news.facts.email);
  const [row] = await tx.query<Row>(find, [news.source, news.number]);
  const events = await eventsOf(tx, news);
  const facts = factsNow(row, news.facts);
  if (!facts) return { id: null, changed: false };
  const state = stateOf(facts, events);
  const customerId = await customerOf(tx, row, facts);
  const booked: Booked = { id: row?.id ?? newId(), source: news.source, number: news.number, customerId, placedAt: new Date(facts.placedAt), netCents: state.netCents, counts: state.counts, revision: (row?.revision ?? 0) + 1 };
  await write(tx, booked, { facts, state, email: row?.forgotten ? null : facts.email });
  // Before the ledger hears of the order: who brought its buyer is written down first.
  await noteFresh(tx, row, { news, facts, email: row?.forgotten ? null : facts.email });
  await followInLedger(tx, row, booked);
  return { id: booked.id, changed: true };
}
