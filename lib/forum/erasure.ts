import type { Tx } from "#lib/core/transact.ts";

/** Forgets where a person was called; what others wrote stays as they wrote it. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM mention WHERE account_id = $1", [accountId]);
}

/** Gives the calls of one person to another who is the same; who was called as both was called once. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("INSERT INTO mention (post_id, account_id, via, created_at) SELECT post_id, $2, via, created_at FROM mention WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM mention WHERE account_id = $1", [from]);
}
