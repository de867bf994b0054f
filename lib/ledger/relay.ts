import { transact, type Tx } from "#lib/core/transact.ts";

/** An interaction as consumers read it. `reverses` is set on a reversal, which repeats the original's facts. */
export type Entry = {
  id: string; seq: number; xid: string; customerId: string; kind: string; occurredAt: Date; value: number | null;
  subjectType: string; subjectId: string; source: string; key: string; reverses: string | null;
};

// The order names the table: a bare xid would be the output column, which is text, and "1000" sorts before "999".
const next = `
  SELECT id, seq, xid::text, customer_id AS "customerId", kind, occurred_at AS "occurredAt", value, subject_type AS "subjectType",
         subject_id AS "subjectId", source, key, reverses
  FROM interaction
  WHERE (xid, seq) > ($1::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY interaction.xid, interaction.seq LIMIT $3`;

/**
 * Hands the next committed interactions, in commit order, to `handle` and moves the consumer's cursor in the same
 * transaction: exactly once for what `handle` writes through `tx`. Only rows below the oldest running transaction are
 * read, so a late committer is never skipped and writers need no lock. Resolves to how many were handled.
 */
export function consume(consumer: string, handle: (tx: Tx, entries: Entry[]) => Promise<void>, batch = 500): Promise<number> {
  return transact(async (tx) => {
    await tx.query("INSERT INTO ledger_cursor (consumer) VALUES ($1) ON CONFLICT DO NOTHING", [consumer]);
    const [cursor] = await tx.query<{ xid: string; seq: number }>(
      "SELECT xid::text, seq FROM ledger_cursor WHERE consumer = $1 FOR UPDATE", [consumer]);
    if (!cursor) return 0;
    const entries = await tx.query<Entry>(next, [cursor.xid, cursor.seq, batch]);
    const last = entries.at(-1);
    if (!last) return 0;
    await handle(tx, entries);
    await tx.query("UPDATE ledger_cursor SET xid = $2::xid8, seq = $3, moved_at = now() WHERE consumer = $1", [consumer, last.xid, last.seq]);
    return entries.length;
  });
}
