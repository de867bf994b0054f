import { insertRows } from "#lib/core/insert-rows.ts";
import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { type Interaction, record, reverse, type Source } from "#lib/ledger/record.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { holdAddresses } from "./matching.ts";
import type { OrderLine } from "./types.ts";

/** An order as it enters the books. `netCents` may have parts of a cent, as text. With an address in the place of a customer it is that person's, once the address is shown to be theirs. */
export type Entry = { number: string; customerId: string | null; email?: string | null; placedAt: Date; netCents: string; lines: readonly OrderLine[]; label?: string };

const columns = ["id:uuid", "source:text", "number:text", "customer_id:uuid", "placed_at:timestamptz", "net_cents:numeric", "lines:jsonb", "label:text", "email:text"];

// Held in one order, so that two who bring orders of the same people never wait for each other.
async function ownersOf(tx: Tx, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (emails.length === 0) return new Map();
  await holdAddresses(tx, emails);
  const rows = await tx.query<{ email: string; id: string }>("SELECT lower(email::text) AS email, id FROM account WHERE email = ANY($1::citext[]) AND confirmed_at IS NOT NULL AND role <> 'bot'", [emails]);
  return new Map(rows.map((row) => [row.email, row.id]));
}

/**
 * Enters orders that are paid into the books, each with its purchase in the ledger: the one way in for everything that
 * arrives as a whole. What is there already stays as it is. Resolves to how many were new.
 */
export async function enterOrders(tx: Tx, { source, by, entries }: { source: string; by: Source; entries: readonly Entry[] }): Promise<number> {
  const owners = await ownersOf(tx, [...new Set(entries.flatMap((entry) => (entry.email ? [entry.email.toLowerCase()] : [])))]);
  const rows = entries.map((entry) => ({ entry: { ...entry, customerId: entry.customerId ?? owners.get(entry.email?.toLowerCase() ?? "") ?? null }, id: newId() }));
  const stored = await insertRows<{ id: string }>(tx, { table: "purchase", columns, suffix: "ON CONFLICT (source, number) DO NOTHING RETURNING id" },
    rows.map(({ entry, id }) => [id, source, entry.number, entry.customerId, entry.placedAt, entry.netCents, JSON.stringify(entry.lines), entry.label ?? null, entry.email?.toLowerCase() ?? null]));
  const written = new Set(stored.map((row) => row.id));
  await recordMany(tx, rows.flatMap(({ entry, id }): Interaction[] => (entry.customerId && written.has(id)
    ? [{ customerId: entry.customerId, kind: "purchase", occurredAt: entry.placedAt, value: Math.round(Number(entry.netCents)), subject: { type: "purchase", id }, source: by, key: `order:${source}:${entry.number}` }] : [])));
  return stored.length;
}

/** An order's row, as far as the ledger follows it. */
export type Booked = { id: string; source: string; number: string; customerId: string | null; placedAt: Date; netCents: number; counts: boolean; revision: number };
type Live = { source: Source; key: string; customerId: string; occurredAt: Date; value: number | null };

// By customer and instant, which the ledger has an index of; a merge has given it another key, never another subject.
const live = `
  SELECT i.source, i.key, i.customer_id AS "customerId", i.occurred_at AS "occurredAt", i.value FROM interaction i
  WHERE i.customer_id = $1 AND i.occurred_at = $2 AND i.kind = 'purchase' AND i.subject_type = 'purchase' AND i.subject_id = $3 AND i.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`;
/** Brings the ledger to what an order amounts to now: at most one purchase, of its net value, when it was placed. What no longer holds is reversed. */
export async function followInLedger(tx: Tx, before: Booked | undefined, after: Booked): Promise<void> {
  const wanted = after.customerId && after.counts ? { customerId: after.customerId, occurredAt: after.placedAt, value: Math.round(after.netCents) } : undefined;
  const there = before?.customerId ? await tx.query<Live>(live, [before.customerId, before.placedAt, before.id]) : [];
  const same = there.find((one) => wanted && one.customerId === wanted.customerId && one.occurredAt.getTime() === wanted.occurredAt.getTime() && one.value === wanted.value);
  for (const one of there) if (one !== same) await reverse(tx, one.source, one.key);
  if (wanted && !same) await record(tx, { ...wanted, kind: "purchase", subject: { type: "purchase", id: after.id }, source: "api", key: `order:${after.source}:${after.number}:${after.revision}` });
}
