import type { Tx } from "#lib/core/transact.ts";
import { eraseInteractions } from "#lib/ledger/erase.ts";
import { idBytes } from "./segments/snapshots.ts";

const readBlocks = `
  SELECT d.day::text AS day, s.first_id AS first, s.ids FROM portfolio_day d, LATERAL (
    SELECT first_id, ids FROM portfolio_snapshot s WHERE s.day = d.day AND s.first_id <= $1::uuid ORDER BY s.first_id DESC LIMIT 1) s`;

// Their place in a block keeps its figures, which the day's totals are made of, and loses whose they were.
async function blankSnapshots(tx: Tx, accountId: string): Promise<void> {
  const own = idBytes(accountId);
  for (const { day, first, ids } of await tx.query<{ day: string; first: string; ids: Buffer }>(readBlocks, [accountId])) {
    let at = ids.indexOf(own);
    while (at > 0 && at % 16 !== 0) at = ids.indexOf(own, at + 1);
    if (at < 0) continue;
    const blank = Buffer.from(ids);
    blank.fill(0, at, at + 16);
    await tx.query("UPDATE portfolio_snapshot SET ids = $3 WHERE day = $1 AND first_id = $2", [day, first, blank]);
  }
}

/** Takes someone out of the ledger and of everything computed from it, past nights included; sums over everybody stay as they were. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await eraseInteractions(tx, accountId);
  for (const table of ["interaction_day", "relationship", "portfolio", "tier_change", "tier_standing", "churn_handover", "cost_entry", "left_out", "stage_change", "customer_stage"]) await tx.query(`DELETE FROM ${table} WHERE customer_id = $1`, [accountId]);
  await blankSnapshots(tx, accountId);
  for (const [table, column] of [["tier_standing", "granted_by"], ["tier_change", "made_by"], ["model_version", "made_by"], ["model_version", "adopted_by"], ["margin_version", "made_by"], ["portfolio_rule", "made_by"], ["churn_handover", "made_by"]] as const)
    await tx.query(`UPDATE ${table} SET ${column} = NULL WHERE ${column} = $1`, [accountId]);
}

/**
 * Makes one person of two: the history of tiers goes to `into`, whose place on the ladder stands. Interactions stay with the
 * account they were recorded for, because the ledger is never rewritten.
 */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE tier_change SET customer_id = $2 WHERE customer_id = $1", [from, into]);
  await tx.query("DELETE FROM tier_standing WHERE customer_id = $1", [from]);
  // What the one who stays leaves out holds for both.
  await tx.query("DELETE FROM left_out WHERE customer_id = $1", [from]);
  // Their way through the stages follows from the ledger, which gives what they did to the one who stays.
  for (const table of ["stage_change", "customer_stage"]) await tx.query(`DELETE FROM ${table} WHERE customer_id = $1`, [from]);
  // Somebody is handed over once at a time: where both were, the one that stays is the one of who stays.
  await tx.query("DELETE FROM churn_handover WHERE customer_id = $1 AND closed_at IS NULL AND EXISTS (SELECT 1 FROM churn_handover h WHERE h.customer_id = $2 AND h.closed_at IS NULL)", [from, into]);
  await tx.query("UPDATE churn_handover SET customer_id = $2 WHERE customer_id = $1", [from, into]);
}
