import type { Tx } from "#lib/core/transact.ts";

/** Takes someone out of the studio: their row, notes about them, who read their page, the sets they were picked into; and, of staff, their views and who wrote what. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const [table, column] of [["customer_fact", "customer_id"], ["customer_note", "customer_id"], ["personal_read", "account_id"], ["customer_indicator", "customer_id"], ["customer_selected", "customer_id"], ["customer_view", "owner_id"]] as const)
    await tx.query(`DELETE FROM ${table} WHERE ${column} = $1`, [accountId]);
  // What was computed over everybody names some: it is computed again when somebody asks.
  await tx.query("DELETE FROM studio_task WHERE strpos(result::text, $1::text) > 0", [accountId]);
  await tx.query("DELETE FROM studio_figure WHERE strpos(value::text, $1::text) > 0", [accountId]);
  for (const [table, column] of [["segment", "made_by"], ["segment_version", "made_by"], ["customer_selection", "made_by"], ["studio_task", "made_by"]] as const) await tx.query(`UPDATE ${table} SET ${column} = NULL WHERE ${column} = $1`, [accountId]);
}

/** Makes one person of two: notes, reads and places in selections go to `into`; the row of the one that is no more stays for a merge that is taken back, and is passed over meanwhile. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE customer_note SET customer_id = $2 WHERE customer_id = $1", [from, into]);
  await tx.query("UPDATE personal_read SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("DELETE FROM customer_indicator WHERE customer_id = $1", [from]);
  await tx.query("INSERT INTO customer_selected (selection_id, customer_id) SELECT selection_id, $2 FROM customer_selected WHERE customer_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM customer_selected WHERE customer_id = $1", [from]);
}
