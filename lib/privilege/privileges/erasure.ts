import type { Tx } from "#lib/core/transact.ts";

/** Ends what somebody was given: it is nobody's any more. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const table of ["privilege_entry", "privilege_claim", "privilege_balance"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
}

const sums = `INSERT INTO privilege_balance AS b (account_id, pot, period, granted, taken) SELECT $2, pot, period, granted, taken FROM privilege_balance WHERE account_id = $1
  ON CONFLICT (account_id, pot, period) DO UPDATE SET taken = b.taken + excluded.taken, granted = greatest(b.granted, b.taken + excluded.taken)`;

/** Makes one person of two: what both took of a pot adds up. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query(sums, [from, into]);
  await tx.query("DELETE FROM privilege_balance WHERE account_id = $1", [from]);
  await tx.query("UPDATE privilege_claim SET account_id = $2, client_id = NULL WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE privilege_entry SET account_id = $2 WHERE account_id = $1", [from, into]);
}
