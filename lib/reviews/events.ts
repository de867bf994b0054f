import type { Tx } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { record, reverse } from "#lib/ledger/record.ts";

export type Subject = { type: "review" | "question" | "answer"; id: string };
export type Fact = { customerId: string; kind: string; subject: Subject; key: string; at?: Date };

/** Records what someone did, or what came to them, under its key. */
export const told = (tx: Tx, fact: Fact) =>
  record(tx, { customerId: fact.customerId, kind: fact.kind, occurredAt: fact.at ?? new Date(), subject: fact.subject, source: "web", key: fact.key });

const live = `
  SELECT k.source, k.key FROM interaction i JOIN interaction_key k ON k.id = i.id
  WHERE i.customer_id = $1 AND i.kind = ANY($2) AND i.subject_type = $3 AND i.subject_id = $4 AND i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`;

/** Takes back what a thing gave one person, by kinds, whatever source recorded it. */
export async function takeBack(tx: Tx, of: { customerId: string; kinds: readonly string[]; subject: Subject }): Promise<void> {
  const rows = await tx.query<{ source: "web" | "import"; key: string }>(live, [of.customerId, of.kinds, of.subject.type, of.subject.id]);
  for (const row of rows) await reverse(tx, row.source, row.key);
}

/** Takes one interaction back by its key. */
export const untold = (tx: Tx, key: string) => reverse(tx, "web", key);

/** Makes what shows a product stale: its page, the lists, its widgets by its own code and those of its variants. */
export async function changed(tx: Tx, product: { id: number; slug: string; code: string }): Promise<void> {
  const variants = await tx.query<{ code: string }>("SELECT code FROM product_variant WHERE product_id = $1", [product.id]);
  await makeStale(tx, [`product:${product.slug}`, ...[product, ...variants].map(({ code }) => `widget:${code}`), "products"]);
}
