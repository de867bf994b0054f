import type { Tx } from "#lib/core/transact.ts";
import { holdPoints } from "./hold.ts";

/** Ends somebody's points: they are nobody's any more. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM point_account WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM point_spend WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM point_lot WHERE account_id = $1", [accountId]);
}

/** Makes one person's points of two: the lots, spends and entries move, and the balances add up. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  if ((await tx.query("SELECT 1 FROM point_account WHERE account_id = $1", [from])).length === 0) return;
  for (const id of [from, into].sort()) await holdPoints(tx, id);
  await tx.query("UPDATE point_spend s SET account_id = $2, key = CASE WHEN EXISTS (SELECT 1 FROM point_spend o WHERE o.account_id = $2 AND o.key = s.key) THEN s.key || ':' || s.id ELSE s.key END WHERE s.account_id = $1", [from, into]);
  for (const table of ["point_lot", "point_entry"]) await tx.query(`UPDATE ${table} SET account_id = $2 WHERE account_id = $1`, [from, into]);
  await tx.query("UPDATE point_account i SET balance = i.balance + f.balance FROM point_account f WHERE i.account_id = $2 AND f.account_id = $1", [from, into]);
  await tx.query("DELETE FROM point_account WHERE account_id = $1", [from]);
}

/** Takes a merge back, after each lot is its own account's again: entries follow their lots, and each balance is what is left of them. */
export async function unmergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE point_entry e SET account_id = l.account_id FROM point_lot l WHERE l.id = e.lot_id AND e.account_id <> l.account_id AND l.account_id = ANY($1::uuid[])", [[from, into]]);
  await tx.query("INSERT INTO point_account (account_id, balance) SELECT a.id, coalesce((SELECT sum(left_points) FROM point_lot l WHERE l.account_id = a.id), 0)::int FROM unnest($1::uuid[]) AS a (id) WHERE EXISTS (SELECT 1 FROM point_lot l WHERE l.account_id = a.id) OR EXISTS (SELECT 1 FROM point_account p WHERE p.account_id = a.id) ON CONFLICT (account_id) DO UPDATE SET balance = excluded.balance", [[from, into]]);
}
