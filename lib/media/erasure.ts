import type { Tx } from "#lib/core/transact.ts";

/** Lets go of what a person brought and nothing shows, and of the names of what still is shown. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM media WHERE owner_id = $1 AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.media_id = media.id)", [accountId]);
  await tx.query("UPDATE media SET name = 'file.' || regexp_replace(name, '^.*\\.', '') WHERE owner_id = $1", [accountId]);
}

/** Gives one person's files to another who is the same. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE media SET owner_id = $2 WHERE owner_id = $1", [from, into]);
}
