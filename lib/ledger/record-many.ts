import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { Interaction } from "./record.ts";

const chunk = 5000;
const insert = `
  WITH told AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[])
      WITH ORDINALITY AS u (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key, place)),
    fresh AS (INSERT INTO interaction_key (source, key, id) SELECT source, key, id FROM told ORDER BY place ON CONFLICT DO NOTHING RETURNING id)
  INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key)
  SELECT told.id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key FROM told JOIN fresh ON fresh.id = told.id ORDER BY place`;

/**
 * Appends many interactions in the caller's transaction, in their order, a few thousand per statement. Idempotent like
 * `record`: keys that are already there add nothing. Wakes the ledger's readers once.
 */
export async function recordMany(tx: Tx, facts: readonly Interaction[]): Promise<void> {
  for (let start = 0; start < facts.length; start += chunk) {
    const part = facts.slice(start, start + chunk);
    await tx.query(insert, [
      part.map(() => newId()), part.map((fact) => fact.customerId), part.map((fact) => fact.kind), part.map((fact) => fact.occurredAt),
      part.map((fact) => fact.value ?? null), part.map((fact) => fact.subject.type), part.map((fact) => fact.subject.id),
      part.map((fact) => fact.source), part.map((fact) => fact.key),
    ]);
  }
  if (facts.length > 0) await tx.query("SELECT pg_notify('ledger', '')");
}
