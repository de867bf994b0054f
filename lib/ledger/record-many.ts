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

const reversal = `
  WITH original AS (SELECT k.source, k.key, k.id, u.fresh FROM unnest($1::text[], $2::text[], $3::uuid[]) AS u (source, key, fresh) JOIN interaction_key k ON k.source = u.source AND k.key = u.key),
    once AS (INSERT INTO interaction_reversal (reverses, id) SELECT id, fresh FROM original ON CONFLICT DO NOTHING RETURNING reverses, id),
    keyed AS (INSERT INTO interaction_key (source, key, id) SELECT o.source, 'reversal:' || o.key, once.id FROM once JOIN original o ON o.id = once.reverses RETURNING id)
  INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key, reverses)
  SELECT once.id, i.customer_id, i.kind, i.occurred_at, i.value, i.subject_type, i.subject_id, i.source, 'reversal:' || i.key, i.id
  FROM once JOIN interaction i ON i.id = once.reverses JOIN keyed ON keyed.id = once.id`;

/** Takes back exactly what each of these interactions gave, once, a few thousand per statement. Wakes the ledger's readers once. */
export async function reverseMany(tx: Tx, keys: readonly { source: string; key: string }[]): Promise<void> {
  for (let start = 0; start < keys.length; start += chunk) {
    const part = keys.slice(start, start + chunk);
    await tx.query(reversal, [part.map((one) => one.source), part.map((one) => one.key), part.map(() => newId())]);
  }
  if (keys.length > 0) await tx.query("SELECT pg_notify('ledger', '')");
}
