import type { Tx } from "#lib/core/transact.ts";

/** What is taken of a pot: whose, which, in which period, how much, and how much was given in all. */
export type Taking = { accountId: string; pot: string; period: string; units: number; granted: number };

// One statement decides it: of those who come at once each finds what the one before left, and the table refuses more than was given.
const take = `
  INSERT INTO privilege_balance AS b (account_id, pot, period, granted, taken) SELECT $1, $2, $3::date, $5::int, $4::int WHERE $4::int <= $5::int
  ON CONFLICT (account_id, pot, period) DO UPDATE SET granted = greatest(b.taken + $4::int, excluded.granted), taken = b.taken + $4::int WHERE b.taken + $4::int <= excluded.granted RETURNING taken`;
const giveBack = "UPDATE privilege_balance SET taken = taken - $4::int WHERE account_id = $1 AND pot = $2 AND period = $3::date RETURNING taken";

/** Takes something of a pot; whether there was enough. A pot that was given less since is never taken below nothing. */
export async function takeOf(tx: Tx, { accountId, pot, period, units, granted }: Taking): Promise<boolean> {
  return (await tx.query(take, [accountId, pot, period, units, granted])).length > 0;
}

/** Gives back what was taken of a pot. */
export async function giveBackTo(tx: Tx, { accountId, pot, period, units }: Omit<Taking, "granted">): Promise<void> {
  await tx.query(giveBack, [accountId, pot, period, units]);
}
