import { type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { type DayCount, signalsOf } from "./counted.ts";
import { nothing, forward } from "./decay.ts";
import { relayRelationship, writeStandings } from "./effects.ts";
import type { Standing } from "./factor.ts";
import { type Extent, ledgerCounts, ledgerLasts, standingColumns, standingOf, type StandingRow } from "./standing.ts";
import { decaying } from "./weights.ts";

const pageSize = 1000;
export type Recomputed = Standing & { customerId: string; days: DayCount[] };
export type Difference = { customerId: string; what: string; stored: number; recomputed: number };

/** The standing of every customer according to the ledger alone, streamed a page of customers at a time. */
export async function* recomputeIn(reader: Reader, extent: Extent): AsyncGenerator<Recomputed[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const page = await reader.query<{ id: string }>(
      "SELECT id FROM account WHERE role = 'customer' AND id > $1::uuid ORDER BY id LIMIT $2", [after, pageSize]);
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const ids = page.map((row) => row.id);
    const counts = await ledgerCounts(reader, ids, extent);
    const lasts = await ledgerLasts(reader, ids, extent);
    yield ids.map((customerId) => {
      const days = counts.get(customerId) ?? [];
      return { customerId, days, decayed: signalsOf(days), lastAt: lasts.get(customerId) ?? null };
    });
  }
}

/** Every customer's standing from the ledger: all of it, or only what had happened by `asOf`. */
export async function recompute(asOf?: Date): Promise<Map<string, Standing>> {
  return transact(async (tx) => {
    // One snapshot for all pages: what is recorded meanwhile is in none of them.
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const standings = new Map<string, Standing>();
    for await (const page of recomputeIn(tx, asOf ? { asOf } : {}))
      for (const { customerId, decayed, lastAt } of page) standings.set(customerId, { decayed, lastAt });
    return standings;
  });
}

/** Whether two standings agree to 1e-9 relative on the later of their days; names what does not. */
export function differences(customerId: string, stored: Standing, recomputed: Standing): Difference[] {
  const day = Math.max(stored.decayed?.day ?? 0, recomputed.decayed?.day ?? 0);
  const a = forward(stored.decayed ?? nothing(day), day);
  const b = forward(recomputed.decayed ?? nothing(day), day);
  const found: Difference[] = decaying
    .filter((signal) => !(Math.abs(a[signal] - b[signal]) <= 1e-9 * Math.max(1, Math.abs(a[signal]), Math.abs(b[signal]))))
    .map((signal) => ({ customerId, what: signal, stored: a[signal], recomputed: b[signal] }));
  const [was, is] = [stored.lastAt?.getTime() ?? 0, recomputed.lastAt?.getTime() ?? 0];
  if (was !== is) found.push({ customerId, what: "last_at", stored: was, recomputed: is });
  return found;
}

// Holding the cursor keeps the relay still, so that what is stored is exactly what the ledger says up to there.
async function holdCursor(tx: Tx): Promise<{ xid: string; seq: number }> {
  const [cursor] = await tx.query<{ xid: string; seq: number }>(
    "SELECT xid::text, seq FROM ledger_cursor WHERE consumer = 'relationship' FOR UPDATE");
  return cursor ?? { xid: "0", seq: 0 };
}

const readStored = `SELECT r.customer_id AS "customerId", ${standingColumns} FROM relationship r WHERE r.customer_id = ANY($1::uuid[])`;

/** Runs the relay to its end, then compares what is stored with the ledger: how many customers were compared, and what differs. */
export async function compare(): Promise<{ customers: number; found: Difference[] }> {
  while ((await relayRelationship()) > 0);
  return transact(async (tx) => {
    const upTo = await holdCursor(tx);
    const found: Difference[] = [];
    let customers = 0;
    for await (const page of recomputeIn(tx, { upTo })) {
      const rows = await tx.query<StandingRow & { customerId: string }>(readStored, [page.map((one) => one.customerId)]);
      const stored = new Map(rows.map((row) => [row.customerId, standingOf(row)]));
      customers += page.length;
      for (const one of page) found.push(...differences(one.customerId, stored.get(one.customerId) ?? { decayed: undefined, lastAt: null }, one));
    }
    return { customers, found };
  });
}

/** Replaces day counts and signals by what the ledger says, for example after an account stopped or began to be staff. */
export async function rebuild(): Promise<number> {
  return transact(async (tx) => {
    const upTo = await holdCursor(tx);
    await tx.query("DELETE FROM interaction_day");
    await tx.query("DELETE FROM relationship");
    let customers = 0;
    for await (const page of recomputeIn(tx, { upTo })) {
      const active = page.filter((one) => one.days.length > 0);
      const days = active.flatMap((one) => one.days.map((day) => ({ ...day, customerId: one.customerId })));
      await tx.query(
        `INSERT INTO interaction_day (customer_id, kind, day, count, value)
         SELECT customer_id, kind, '1970-01-01'::date + day, count, value
         FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::bigint[]) AS u (customer_id, kind, day, count, value)`,
        [days.map((d) => d.customerId), days.map((d) => d.kind), days.map((d) => d.day), days.map((d) => d.count), days.map((d) => d.value)]);
      await writeStandings(tx, new Map(active.map((one) => [one.customerId, one])));
      customers += active.length;
    }
    return customers;
  });
}
