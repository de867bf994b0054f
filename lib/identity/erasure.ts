import type { Tx } from "#lib/core/transact.ts";

/** Takes from an account what its owner told of themselves, and every handle that leads to it. The scrubbed account itself stays. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM handle_past WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM onboarding WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM email_change WHERE account_id = $1", [accountId]);
  await tx.query("UPDATE account SET bio = '', location = '', website = '', privacy = '{}', listed = false, avatar = NULL, timezone = NULL WHERE id = $1", [accountId]);
}

/** Makes one person of two: old handles of `from`, and the one it has, lead to `into`; what `into` tells of itself stands, and its gaps are filled. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE handle_past SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("INSERT INTO handle_past (handle, account_id) SELECT handle, $2 FROM account WHERE id = $1 ON CONFLICT (handle) DO UPDATE SET account_id = $2", [from, into]);
  await tx.query(`UPDATE account i SET bio = coalesce(nullif(i.bio, ''), f.bio), location = coalesce(nullif(i.location, ''), f.location), website = coalesce(nullif(i.website, ''), f.website), avatar = coalesce(i.avatar, f.avatar)
    FROM account f WHERE i.id = $2 AND f.id = $1`, [from, into]);
  await tx.query("DELETE FROM onboarding WHERE account_id = $1", [from]);
  await tx.query("DELETE FROM email_change WHERE account_id = $1", [from]);
}
