import type { Tx } from "#lib/core/transact.ts";

/** Takes a person out of the rooms: what they chose, whom they blocked, that they are here, and where they were a member. Conversations stay to the others, with a former member. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("WITH v AS (DELETE FROM live_vote WHERE account_id = $1 RETURNING question_id) UPDATE live_question q SET votes = votes - 1 FROM v WHERE q.id = v.question_id", [accountId]);
  await tx.query("WITH gone AS (DELETE FROM room_member m USING room r WHERE r.id = m.room_id AND r.kind <> 'direct' AND m.account_id = $1 RETURNING m.room_id, m.barred) UPDATE room SET member_count = member_count - 1 FROM gone WHERE room.id = gone.room_id AND NOT gone.barred", [accountId]);
  for (const table of ["chat_preference", "presence"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  await tx.query("DELETE FROM chat_block WHERE account_id = $1 OR blocked_id = $1", [accountId]);
}

const doubled = `WITH gone AS (DELETE FROM room_member f USING room_member i WHERE f.account_id = $1 AND i.account_id = $2 AND i.room_id = f.room_id RETURNING f.room_id, f.read_seq, f.last_seq, f.role, f.barred),
    kept AS (UPDATE room_member m SET read_seq = greatest(m.read_seq, gone.read_seq), last_seq = greatest(m.last_seq, gone.last_seq), role = CASE WHEN 'moderator' IN (m.role, gone.role) THEN 'moderator' ELSE 'member' END FROM gone WHERE m.room_id = gone.room_id AND m.account_id = $2)
  UPDATE room SET member_count = member_count - 1 FROM gone WHERE room.id = gone.room_id AND NOT gone.barred`;

/** Makes one person of two: of two memberships of one room one stays, read as far as either had. A vote both gave counts once; a conversation of the two with each other stays as it is, with oneself. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query(doubled, [from, into]);
  await tx.query("UPDATE room_member SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE room_member SET invited_by = $2 WHERE invited_by = $1", [from, into]);
  // Conversations are found by the pair: where both had one with the same person, the other's stays as a group with its history.
  await tx.query(`UPDATE room r SET pair = n.pair FROM (SELECT o.id, array_to_string(ARRAY(SELECT unnest(string_to_array(replace(o.pair, $1::text, $2::text), ' ')) ORDER BY 1), ' ') AS pair FROM room o WHERE o.pair LIKE '%' || $1 || '%') n
    WHERE n.id = r.id AND NOT EXISTS (SELECT 1 FROM room x WHERE x.pair = n.pair)`, [from, into]);
  await tx.query("UPDATE room SET kind = 'group', pair = NULL WHERE pair LIKE '%' || $1 || '%'", [from]);
  await tx.query("UPDATE room SET created_by = $2, client_id = NULL WHERE created_by = $1", [from, into]);
  await tx.query("UPDATE live_session SET host_id = $2 WHERE host_id = $1", [from, into]);
  await tx.query("UPDATE live_question SET author_id = $2, client_id = NULL WHERE author_id = $1", [from, into]);
  await tx.query("WITH v AS (DELETE FROM live_vote f USING live_vote i WHERE f.account_id = $1 AND i.account_id = $2 AND i.question_id = f.question_id RETURNING f.question_id) UPDATE live_question q SET votes = votes - 1 FROM v WHERE q.id = v.question_id", [from, into]);
  await tx.query("UPDATE live_vote SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("INSERT INTO chat_block (account_id, blocked_id, at) SELECT $2, blocked_id, at FROM chat_block WHERE account_id = $1 AND blocked_id <> $2 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("INSERT INTO chat_block (account_id, blocked_id, at) SELECT account_id, $2, at FROM chat_block WHERE blocked_id = $1 AND account_id <> $2 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM chat_block WHERE account_id = $1 OR blocked_id = $1", [from]);
  for (const table of ["chat_preference", "presence"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [from]);
}
