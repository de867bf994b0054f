import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";

export type Source = "web" | "chat" | "mail" | "api" | "import" | "job";
/** One act of participation. `value` is in cents; `key` is unique within its source; times are instants. */
export type Interaction = {
  customerId: string;
  kind: string;
  occurredAt: Date;
  value?: number;
  subject: { type: string; id: string };
  source: Source;
  key: string;
};

const insert = `
  WITH fresh AS (INSERT INTO interaction_key (source, key, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id),
  told AS (SELECT pg_notify('ledger', '') FROM fresh)
  INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key)
  SELECT fresh.id, $4, $5, $6, $7, $8, $9, $1, $2 FROM fresh, told RETURNING id`;

/**
 * Appends one interaction in the caller's transaction. Idempotent: the same (source, key) twice is one interaction;
 * resolves to its id, or undefined when it was already recorded.
 */
export async function record(tx: Tx, fact: Interaction): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(insert, [
    fact.source, fact.key, newId(), fact.customerId, fact.kind, fact.occurredAt, fact.value ?? null, fact.subject.type, fact.subject.id,
  ]);
  return rows[0]?.id;
}

const reversal = `
  WITH original AS (SELECT k.id FROM interaction_key k WHERE k.source = $1 AND k.key = $2),
  once AS (INSERT INTO interaction_reversal (reverses, id) SELECT id, $3 FROM original ON CONFLICT DO NOTHING RETURNING reverses, id),
  keyed AS (INSERT INTO interaction_key (source, key, id) SELECT $1, 'reversal:' || $2, id FROM once RETURNING id),
  told AS (SELECT pg_notify('ledger', '') FROM keyed)
  INSERT INTO interaction (id, customer_id, kind, occurred_at, value, subject_type, subject_id, source, key, reverses)
  SELECT once.id, i.customer_id, i.kind, i.occurred_at, i.value, i.subject_type, i.subject_id, i.source, 'reversal:' || $2, i.id
  FROM once JOIN interaction i ON i.id = once.reverses, told RETURNING id`;

/** Takes back exactly what the interaction (source, key) gave, once. Undefined when there is none or it was already reversed. */
export async function reverse(tx: Tx, source: Source, key: string): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(reversal, [source, key, newId()]);
  return rows[0]?.id;
}
