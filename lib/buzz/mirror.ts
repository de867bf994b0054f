import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { reverse, type Source } from "#lib/ledger/record.ts";
import { emitEvent } from "#lib/webhooks/messages.ts";
import { bought, toldAgain } from "./events.ts";

type Side = { side: "paid" | "told"; id: string; value: number; source: Source; key: string; orderId: string };
const standing = "i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)";
const then = "i.occurred_at >= $2::timestamptz AND i.occurred_at < $2::timestamptz + interval '1 millisecond'";
const bothSides = `
  SELECT 'paid' AS side, i.id, i.value, i.source, i.key, i.subject_id AS "orderId" FROM interaction i WHERE i.customer_id = $1 AND ${then} AND i.kind = 'purchase' AND i.subject_type = 'purchase' AND i.value > 0 AND ${standing}
  UNION ALL SELECT 'told', i.id, i.value, i.source, i.key, '' FROM interaction i WHERE i.customer_id = $3 AND ${then} AND i.kind = 'referral.purchased' AND i.subject_type = 'referral' AND i.subject_id = $4 AND ${standing}`;

/**
 * Brings the referrer's side of the ledger to what stands on the newcomer's at an instant: what was paid and not told is told, what was
 * told and no longer stands is taken back. By what stands and not by what was said when, so that purchases which a merge of accounts
 * took back from the one and told of the other are told once, whoever's they are by now.
 */
export async function mirrorPurchase(tx: Tx, of: { id: string; newcomerId: string; referrerId: string; counts: boolean }, at: Date): Promise<void> {
  const rows = await tx.query<Side>(bothSides, [of.newcomerId, at, of.referrerId, of.id]);
  const told = rows.filter((row) => row.side === "told");
  for (const paid of of.counts ? rows.filter((row) => row.side === "paid") : []) {
    const same = told.findIndex((row) => row.value === paid.value);
    if (same >= 0) { told.splice(same, 1); continue; }
    const fresh = await bought(tx, { customerId: of.referrerId, at, subject: { type: "referral", id: of.id }, key: `bought:${paid.id}`, value: paid.value });
    if (fresh) await emitEvent(tx, { event: "referral.purchased", key: paid.id, data: { referral: of.id, order: paid.orderId, cents: paid.value } });
  }
  for (const row of told) await reverse(tx, row.source, row.key);
}

/** One thing the ledger was told of a referral. */
export type Told = { kind: string; at: string; value: number | null };
const ofReferral = `SELECT i.kind, i.occurred_at AS at, i.value, i.source, i.key FROM interaction i WHERE i.customer_id = $1 AND i.subject_type = 'referral' AND i.subject_id = $2 AND ($3::text[] IS NULL OR i.kind = ANY($3)) AND ${standing}`;

/** Takes back what the ledger tells somebody of a referral, all of it or some kinds; resolves to what that was. */
export async function takeTold(tx: Tx, of: { id: string; customerId: string }, kinds?: readonly string[]): Promise<Told[]> {
  const rows = await tx.query<{ kind: string; at: Date; value: number | null; source: Source; key: string }>(ofReferral, [of.customerId, of.id, kinds ?? null]);
  for (const row of rows) await reverse(tx, row.source, row.key);
  return rows.map(({ kind, at, value }) => ({ kind, at: at.toISOString(), value }));
}

/** Tells somebody what was taken back of a referral, as history: when it happened stands. */
export async function giveTold(tx: Tx, of: { id: string; customerId: string }, told: readonly Told[]): Promise<void> {
  for (const { kind, at, value } of told) await toldAgain(tx, { kind, value, customerId: of.customerId, at: new Date(at), subject: { type: "referral", id: of.id }, key: `again:${newId()}` });
}
