import type { Reader, Tx } from "#lib/core/transact.ts";
import type { Confirmed } from "#lib/identity/confirmed.ts";
import { recordMany, reverseMany } from "#lib/ledger/record-many.ts";

/** Keeps an address still until the transaction ends: an order that looks for its person, and a person who confirms, never miss each other. */
export async function holdAddress(tx: Tx, email: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 4407))", [email]);
}

/** The same for many addresses, always in one order. */
export async function holdAddresses(tx: Tx, emails: readonly string[]): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended(lower(e), 4407)) FROM (SELECT e FROM unnest($1::text[]) AS e ORDER BY e) held", [emails]);
}

const match = `
  UPDATE purchase SET customer_id = $1, revision = revision + 1 WHERE customer_id IS NULL AND email = $2
  RETURNING id, source, number, placed_at AS "placedAt", net_cents::float8 AS "netCents", counts, revision`;
type Matched = { id: string; source: string; number: string; placedAt: Date; netCents: number; counts: boolean; revision: number };

/** Gives the orders that wait for an address to the person whose it was just shown to be, with their purchases in the ledger. */
export async function matchWaiting(tx: Tx, { accountId, email }: Confirmed): Promise<void> {
  await holdAddress(tx, email);
  const matched = await tx.query<Matched>(match, [accountId, email]);
  if (matched.length === 0) return;
  await tx.query("UPDATE order_event e SET customer_id = $1 FROM unnest($2::text[], $3::text[]) AS u (source, number) WHERE e.source = u.source AND e.number = u.number", [accountId, matched.map((one) => one.source), matched.map((one) => one.number)]);
  await recordMany(tx, matched.filter((one) => one.counts).map((one) => (
    { customerId: accountId, kind: "purchase", occurredAt: one.placedAt, value: Math.round(one.netCents), subject: { type: "purchase", id: one.id }, source: "api" as const, key: `order:${one.source}:${one.number}:${one.revision}` })));
}

const release = `
  UPDATE purchase p SET customer_id = NULL, revision = revision + 1 FROM (SELECT id FROM purchase WHERE customer_id = $1 AND email = $2 FOR UPDATE) was WHERE p.id = was.id RETURNING p.id, p.placed_at AS "placedAt", p.source, p.number`;
const live = `
  SELECT i.source, i.key FROM unnest($2::text[], $3::timestamptz[]) AS u (id, at) JOIN interaction i ON i.customer_id = $1 AND i.occurred_at = u.at AND i.kind = 'purchase' AND i.subject_type = 'purchase' AND i.subject_id = u.id
  WHERE i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`;

/** Takes back what an address brought to somebody whose it turned out not to be: its orders wait again, and their purchases are reversed. */
export async function releaseMatched(tx: Tx, { accountId, email }: Confirmed): Promise<void> {
  await holdAddress(tx, email);
  const freed = await tx.query<{ id: string; placedAt: Date; source: string; number: string }>(release, [accountId, email]);
  if (freed.length === 0) return;
  await tx.query("UPDATE order_event e SET customer_id = NULL FROM unnest($1::text[], $2::text[]) AS u (source, number) WHERE e.source = u.source AND e.number = u.number", [freed.map((one) => one.source), freed.map((one) => one.number)]);
  await reverseMany(tx, await tx.query<{ source: string; key: string }>(live, [accountId, freed.map((one) => one.id), freed.map((one) => one.placedAt)]));
}

/** How many orders wait for somebody to confirm their address. */
export async function countWaiting(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ count: number }>("SELECT count(*) FROM purchase WHERE customer_id IS NULL AND email IS NOT NULL");
  return row?.count ?? 0;
}
