import type { Reader, Tx } from "#lib/core/transact.ts";
import type { Confirmed } from "#lib/identity/confirmed.ts";
import { recordMany } from "#lib/ledger/record-many.ts";

/** Keeps an address still until the transaction ends: an order that looks for its person, and a person who confirms, never miss each other. */
export async function holdAddress(tx: Tx, email: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 4407))", [email]);
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

/** How many orders wait for somebody to confirm their address. */
export async function countWaiting(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ count: number }>("SELECT count(*) FROM purchase WHERE customer_id IS NULL AND email IS NOT NULL");
  return row?.count ?? 0;
}
