import type { Tx } from "#lib/core/transact.ts";

/** Takes someone out of the notices: theirs go, and their name goes from those of others. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  const rows = await tx.query<{ id: number }>("DELETE FROM notice_act WHERE actor_id = $1 RETURNING notice_id AS id", [accountId]);
  for (const table of ["notice_mail", "notice", "notice_preference", "notice_hours"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  await tx.query("UPDATE account SET timezone = NULL WHERE id = $1", [accountId]);
  await settle(tx, rows.map((row) => row.id));
}

const count = `
  UPDATE notice n SET acts = s.acts, actor_count = s.actors, actor_ids = s.last
  FROM (SELECT n.id, count(a.act)::int AS acts, count(DISTINCT a.actor_id)::int AS actors,
      ARRAY(SELECT l.actor_id FROM notice_act l WHERE l.notice_id = n.id AND NOT l.gone AND l.actor_id IS NOT NULL GROUP BY l.actor_id ORDER BY max(l.at) DESC, l.actor_id LIMIT 3) AS last
    FROM notice n LEFT JOIN notice_act a ON a.notice_id = n.id AND NOT a.gone WHERE n.id = ANY($1::bigint[]) GROUP BY n.id) AS s
  WHERE n.id = s.id`;
const settle = (tx: Tx, ids: readonly number[]): Promise<unknown> => tx.query(count, [[...new Set(ids)]]);

/**
 * Makes one person of two: what `from` was told is now told to `into`, as read, so that nothing is news twice; an act both
 * were told of stays once. What `into` chose stands.
 */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE notice SET read_at = coalesce(read_at, now()) WHERE account_id = $1", [from]);
  await tx.query("DELETE FROM notice_mail WHERE account_id = $1", [from]);
  await tx.query("DELETE FROM notice_act f USING notice_act i WHERE f.account_id = $1 AND i.account_id = $2 AND i.act = f.act", [from, into]);
  await tx.query("UPDATE notice_act SET account_id = $2 WHERE account_id = $1", [from, into]);
  const mine = await tx.query<{ id: number }>("UPDATE notice SET account_id = $2 WHERE account_id = $1 RETURNING id", [from, into]);
  const named = await tx.query<{ id: number }>("UPDATE notice_act SET actor_id = $2 WHERE actor_id = $1 RETURNING notice_id AS id", [from, into]);
  // What either did to the other is now what one did to oneself: no news.
  const own = await tx.query<{ id: number }>("DELETE FROM notice_act WHERE account_id = $1 AND actor_id = $1 RETURNING notice_id AS id", [into]);
  await settle(tx, [...mine, ...named, ...own].map((row) => row.id));
  await tx.query("DELETE FROM notice_preference WHERE account_id = $1", [from]);
  await tx.query("DELETE FROM notice_hours WHERE account_id = $1", [from]);
}
