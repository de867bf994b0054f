import type { Tx } from "#lib/core/transact.ts";

/** Forgets what someone follows, has read and keeps; and that others follow them. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const table of ["follow", "topic_read", "bookmark", "reading_preference"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  await tx.query("DELETE FROM follow WHERE subject_type = 'person' AND subject_id = $1::text", [accountId]);
}

/** Makes one reader of two: what either follows and keeps, and the further of what they read. What `into` chose stands. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query(`INSERT INTO follow (account_id, subject_type, subject_id, level, auto, since, created_at) SELECT $2::uuid, subject_type, subject_id, level, auto, since, created_at FROM follow
    WHERE account_id = $1 AND NOT (subject_type = 'person' AND subject_id = $2::uuid::text) ON CONFLICT DO NOTHING`, [from, into]);
  await tx.query(`INSERT INTO follow (account_id, subject_type, subject_id, level, since, created_at) SELECT account_id, 'person', $2::uuid::text, level, since, created_at FROM follow
    WHERE subject_type = 'person' AND subject_id = $1::uuid::text AND account_id <> $2::uuid ON CONFLICT DO NOTHING`, [from, into]);
  await tx.query("INSERT INTO topic_read (account_id, topic_id, last_number, at) SELECT $2, topic_id, last_number, at FROM topic_read WHERE account_id = $1 ON CONFLICT (account_id, topic_id) DO UPDATE SET last_number = greatest(topic_read.last_number, excluded.last_number)", [from, into]);
  await tx.query("UPDATE bookmark SET account_id = $2 WHERE account_id = $1 AND NOT EXISTS (SELECT 1 FROM bookmark b WHERE b.account_id = $2 AND b.post_id = bookmark.post_id)", [from, into]);
  await erasePerson(tx, from);
}
