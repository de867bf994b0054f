import type { Tx } from "#lib/core/transact.ts";

const withdraw = `WITH v AS (DELETE FROM topic_vote WHERE account_id = $1 RETURNING topic_id) UPDATE topic SET votes = votes - 1 FROM v WHERE topic.id = v.topic_id`;

/** Forgets a person's drafts, votes for ideas, who made which tag and where they were called. What they wrote stays, under the name that is left of the account; so do likes, whose giver nobody sees. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const table of ["draft", "mention"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  await tx.query(withdraw, [accountId]);
  await tx.query("UPDATE tag SET created_by = NULL WHERE created_by = $1", [accountId]);
}

// A like both gave was one person's: the second is taken off the post and its topic.
const twice = `
  WITH gone AS (DELETE FROM reaction r USING reaction o WHERE r.account_id = $1 AND o.account_id = $2 AND o.post_id = r.post_id AND o.kind = r.kind RETURNING r.post_id, r.topic_id),
    p AS (UPDATE post SET score = score - 1 FROM gone WHERE post.id = gone.post_id)
  UPDATE topic SET score = score - g.likes FROM (SELECT topic_id, count(*)::int AS likes FROM gone GROUP BY 1) g WHERE topic.id = g.topic_id`;

/** Gives what one account wrote, liked and voted for to another that is the same person's. What both voted for and liked counts once, and so does a call of both. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  for (const table of ["topic", "post"]) await tx.query(`UPDATE ${table} SET author_id = $2, client_id = NULL WHERE author_id = $1`, [from, into]);
  await tx.query("UPDATE topic SET last_author_id = $2 WHERE last_author_id = $1", [from, into]);
  await tx.query("UPDATE post_version SET editor_id = $2 WHERE editor_id = $1", [from, into]);
  await tx.query(twice, [from, into]);
  await tx.query("UPDATE reaction SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("WITH v AS (DELETE FROM topic_vote v USING topic_vote o WHERE v.account_id = $1 AND o.account_id = $2 AND o.topic_id = v.topic_id RETURNING v.topic_id) UPDATE topic SET votes = votes - 1 FROM v WHERE topic.id = v.topic_id", [from, into]);
  await tx.query("UPDATE topic_vote SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE topic_event SET actor_id = $2 WHERE actor_id = $1", [from, into]);
  await tx.query("UPDATE tag SET created_by = $2 WHERE created_by = $1", [from, into]);
  await tx.query("INSERT INTO mention (post_id, account_id, via, created_at) SELECT post_id, $2, via, created_at FROM mention WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM mention WHERE account_id = $1", [from]);
  await tx.query("DELETE FROM draft d WHERE d.account_id = $1 AND EXISTS (SELECT 1 FROM draft o WHERE o.account_id = $2 AND o.context = d.context)", [from, into]);
  await tx.query("UPDATE draft SET account_id = $2 WHERE account_id = $1", [from, into]);
}
