import type { Tx } from "#lib/core/transact.ts";

/** Orders are the company's books: they stay, under nobody's name or address, and take none again whatever their shop tells later. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("UPDATE order_event SET customer_id = NULL, detail = detail - 'reason' - 'tracking' - 'url' WHERE customer_id = $1", [accountId]);
  await tx.query("UPDATE purchase SET email = NULL, tracking_url = NULL, facts = facts - 'customerId', forgotten = true WHERE customer_id = $1", [accountId]);
}

/** Gives one person's orders to another who is the same; their lines follow. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE purchase SET customer_id = $2 WHERE customer_id = $1", [from, into]);
}
