import type { Tx } from "#lib/core/transact.ts";

/** Takes a person out of what members decided: their places become free, their answers and nominations are gone. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("WITH gone AS (DELETE FROM invitation_place WHERE account_id = $1 RETURNING invitation_id) UPDATE invitation i SET taken = i.taken - 1 FROM gone WHERE i.id = gone.invitation_id", [accountId]);
  await tx.query("DELETE FROM nomination WHERE customer_id = $1 OR nominee_id = $1", [accountId]);
}

/** Makes one person of two: of two places at one thing one becomes free; nobody nominated themselves. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("WITH gone AS (DELETE FROM invitation_place f USING invitation_place i WHERE f.account_id = $1 AND i.account_id = $2 AND i.invitation_id = f.invitation_id RETURNING f.invitation_id) UPDATE invitation i SET taken = i.taken - 1 FROM gone WHERE i.id = gone.invitation_id", [from, into]);
  await tx.query("UPDATE invitation_place SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("DELETE FROM nomination WHERE (customer_id = $1 AND nominee_id = $2) OR (customer_id = $2 AND nominee_id = $1)", [from, into]);
  await tx.query("DELETE FROM nomination f USING nomination i WHERE f.customer_id = $1 AND i.customer_id = $2 AND i.nominee_id = f.nominee_id", [from, into]);
  await tx.query("DELETE FROM nomination f USING nomination i WHERE f.nominee_id = $1 AND i.nominee_id = $2 AND i.customer_id = f.customer_id", [from, into]);
  await tx.query("UPDATE nomination SET customer_id = CASE WHEN customer_id = $1 THEN $2 ELSE customer_id END, nominee_id = CASE WHEN nominee_id = $1 THEN $2 ELSE nominee_id END, client_id = NULL WHERE customer_id = $1 OR nominee_id = $1", [from, into]);
}
