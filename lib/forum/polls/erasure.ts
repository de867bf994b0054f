import type { Tx } from "#lib/core/transact.ts";

/** What a person voted stays counted: a result that was published is not changed. In a poll with names the name goes with the account's. */
export async function erasePerson(_tx: Tx, _accountId: string): Promise<void> {}

/** Gives one person's votes to another who is the same; where both voted the first vote stands, and the other is taken out of the counts. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  const twice = await tx.query<{ id: number; kind: string; choices: number[] }>(
    "DELETE FROM poll_vote v USING poll p WHERE p.id = v.poll_id AND v.account_id = $1 AND EXISTS (SELECT 1 FROM poll_vote o WHERE o.poll_id = v.poll_id AND o.account_id = $2) RETURNING p.id, p.kind, v.choices", [from, into]);
  for (const vote of twice) {
    await tx.query("UPDATE poll SET voters = voters - 1 WHERE id = $1", [vote.id]);
    await tx.query("UPDATE poll_option SET votes = votes - 1 WHERE poll_id = $1 AND place = ANY($2::int[])", [vote.id, vote.kind === "ranked" ? vote.choices.slice(0, 1) : vote.choices]);
  }
  await tx.query("UPDATE poll_vote SET account_id = $2 WHERE account_id = $1", [from, into]);
}
