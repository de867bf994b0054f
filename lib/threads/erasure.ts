import type { Tx } from "#lib/core/transact.ts";

/** Takes a person out of the threads: their signs go with their counts, and so does where they were called. What they said stays, by the name that is left of the account. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  const rows = await tx.query<{ id: number }>("DELETE FROM message_reaction WHERE account_id = $1 RETURNING message_id AS id", [accountId]);
  await recount(tx, rows.map((row) => row.id));
  await tx.query("DELETE FROM message_mention WHERE account_id = $1", [accountId]);
}

// Every message touched takes its thread's next change number, so that who has it on their page hears of it.
const counted = `
  WITH touched AS (SELECT m.id, m.thread_id, row_number() OVER (PARTITION BY m.thread_id ORDER BY m.id) AS n FROM message m WHERE m.id = ANY($1::bigint[])),
    moved AS (UPDATE thread t SET last_change = t.last_change + c.n FROM (SELECT thread_id, max(n)::int AS n FROM touched GROUP BY 1) c WHERE t.id = c.thread_id RETURNING t.id, t.last_change - c.n AS base)
  UPDATE message m SET change = moved.base + touched.n, reactions = coalesce((SELECT jsonb_agg(jsonb_build_object('emoji', s.emoji, 'count', s.n) ORDER BY s.first, s.emoji)
    FROM (SELECT emoji, count(*)::int AS n, min(at) AS first FROM message_reaction WHERE message_id = m.id GROUP BY 1) s), '[]') FROM touched JOIN moved ON moved.id = touched.thread_id WHERE m.id = touched.id`;
async function recount(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length) await tx.query(counted, [[...new Set(ids)]]);
}

/** Makes one person of two: what one said is the other's. A sign both put, and a call of both, counts once. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("UPDATE message SET author_id = $2, client_id = NULL WHERE author_id = $1", [from, into]);
  for (const column of ["removed_by", "pinned_by"]) await tx.query(`UPDATE message SET ${column} = $2 WHERE ${column} = $1`, [from, into]);
  await tx.query("UPDATE message_version SET editor_id = $2 WHERE editor_id = $1", [from, into]);
  const both = await tx.query<{ id: number }>("DELETE FROM message_reaction f USING message_reaction i WHERE f.account_id = $1 AND i.account_id = $2 AND i.message_id = f.message_id AND i.emoji = f.emoji RETURNING f.message_id AS id", [from, into]);
  await tx.query("UPDATE message_reaction SET account_id = $2 WHERE account_id = $1", [from, into]);
  await recount(tx, both.map((row) => row.id));
  await tx.query("INSERT INTO message_mention (account_id, thread_id, seq) SELECT $2, thread_id, seq FROM message_mention WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM message_mention WHERE account_id = $1", [from]);
}
