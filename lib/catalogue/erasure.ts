import type { Tx } from "#lib/core/transact.ts";

/** Orders are the company's books: they stay, with the scrubbed account. */
export async function erasePerson(_tx: Tx, _accountId: string): Promise<void> {}

/** Gives one person's orders to another who is the same; their lines follow. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE purchase SET customer_id = $2 WHERE customer_id = $1", [from, into]);
}
