import type { Tx } from "#lib/core/transact.ts";

/** Takes someone's letters and what they said of mail away. What an address refused stays with the address until it is reused. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM mail WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM mail_preference WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM mail_address USING account a WHERE a.id = $1 AND mail_address.address = a.email", [accountId]);
}

/** Makes one person of two: what was sent to either was sent to one; what waits for `from` is no more; what `into` chose stands. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("DELETE FROM mail WHERE account_id = $1 AND state = 'waiting'", [from]);
  await tx.query("UPDATE mail SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("DELETE FROM mail_preference WHERE account_id = $1", [from]);
}
