import type { Tx } from "#lib/core/transact.ts";

// What counts of a person: recorded, no reversal itself, and not reversed.
const live = "i.customer_id = $1 AND i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)";
const move = (where: string): string => `
  WITH moving AS MATERIALIZED (SELECT i.id, i.kind, i.occurred_at, i.value, i.subject_type, i.subject_id, i.source, i.key, gen_random_uuid() AS back, gen_random_uuid() AS fresh FROM interaction i WHERE ${where}),
    reversed AS (INSERT INTO interaction_reversal (reverses, id) SELECT id, back FROM moving ON CONFLICT DO NOTHING RETURNING reverses),
    keys AS (INSERT INTO interaction_key (source, key, id) SELECT source, 'reversal:' || key, back FROM moving UNION ALL SELECT 'import', $3 || id, fresh FROM moving ON CONFLICT DO NOTHING RETURNING id)
  INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key, reverses)
  SELECT back, $1, kind, occurred_at, value, subject_type, subject_id, source, 'reversal:' || key, id FROM moving
  UNION ALL SELECT fresh, $2, kind, occurred_at, value, subject_type, subject_id, 'import', $3 || id, NULL FROM moving`;
const everything = move(live);
const ofMerge = move(`${live} AND i.source = 'import' AND starts_with(i.key, $4)`);

/**
 * Gives one person's participation to another: each interaction is taken back from the one and recorded for the other, as history and
 * not as news. The ledger stays append-only; both people's signals follow by addition. `key` begins the keys of what is recorded.
 */
export async function reattribute(tx: Tx, of: { from: string; into: string; key: string }): Promise<void> {
  await tx.query(everything, [of.from, of.into, of.key]);
  await tx.query("SELECT pg_notify('ledger', '')");
}

/** Takes such a gift back: what was recorded under `given` returns, under keys that begin with `key`. What was done since stays. */
export async function returnAttribution(tx: Tx, of: { from: string; into: string; given: string; key: string }): Promise<void> {
  await tx.query(ofMerge, [of.into, of.from, of.key, of.given]);
  await tx.query("SELECT pg_notify('ledger', '')");
}
