import type { Tx } from "#lib/core/transact.ts";

/** Takes a person out of the reviews: what they said stays, by the scrubbed account; what only concerned them goes, and their votes with their counts. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("WITH v AS (DELETE FROM review_vote WHERE account_id = $1 RETURNING review_id, helpful) UPDATE review r SET helpful = r.helpful - (v.helpful)::int, unhelpful = r.unhelpful - (NOT v.helpful)::int FROM v WHERE r.id = v.review_id", [accountId]);
  await tx.query("WITH v AS (DELETE FROM answer_vote WHERE account_id = $1 RETURNING answer_id) UPDATE product_answer x SET helpful = helpful - 1 FROM v WHERE x.id = v.answer_id", [accountId]);
  for (const table of ["review_invitation", "review_preference"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
}

/** Makes one person of two. Of two reviews of one product the surviving account's own stands and the other is removed; a vote both gave counts once. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE review f SET state = 'removed', removed_by = $2 WHERE f.author_id = $1 AND EXISTS (SELECT 1 FROM review i WHERE i.product_id = f.product_id AND i.author_id = $2)", [from, into]);
  await tx.query("UPDATE review f SET author_id = $2 WHERE f.author_id = $1 AND NOT EXISTS (SELECT 1 FROM review i WHERE i.product_id = f.product_id AND i.author_id = $2)", [from, into]);
  // Nobody votes twice, or for themselves.
  await tx.query(`WITH v AS (DELETE FROM review_vote v USING review r WHERE r.id = v.review_id AND ((v.account_id = $1 AND (r.author_id = $2 OR EXISTS (SELECT 1 FROM review_vote o WHERE o.review_id = v.review_id AND o.account_id = $2))) OR (v.account_id = $2 AND r.author_id = $2)) RETURNING v.review_id, v.helpful)
    UPDATE review r SET helpful = r.helpful - n.yes, unhelpful = r.unhelpful - n.no FROM (SELECT review_id, count(*) FILTER (WHERE helpful)::int AS yes, count(*) FILTER (WHERE NOT helpful)::int AS no FROM v GROUP BY 1) n WHERE r.id = n.review_id`, [from, into]);
  await tx.query("UPDATE review_vote SET account_id = $2 WHERE account_id = $1", [from, into]);
  for (const table of ["product_question", "product_answer", "review_reply"]) await tx.query(`UPDATE ${table} SET author_id = $2 WHERE author_id = $1`, [from, into]);
  await tx.query(`WITH v AS (DELETE FROM answer_vote v WHERE v.account_id = $1 AND EXISTS (SELECT 1 FROM answer_vote o WHERE o.answer_id = v.answer_id AND o.account_id = $2) RETURNING answer_id) UPDATE product_answer x SET helpful = helpful - 1 FROM v WHERE x.id = v.answer_id`, [from, into]);
  await tx.query("UPDATE answer_vote SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("INSERT INTO review_invitation (account_id, product_id, sent_at) SELECT $2, product_id, sent_at FROM review_invitation WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("INSERT INTO review_preference (account_id, invitations) SELECT $2, false FROM review_preference WHERE account_id = $1 AND NOT invitations ON CONFLICT (account_id) DO UPDATE SET invitations = false", [from, into]);
  for (const table of ["review_invitation", "review_preference"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [from]);
}
