import type { Reader, Tx } from "#lib/core/transact.ts";

const wordless = [
  "UPDATE request SET wish = '…', html = '', origin_id = NULL, phone = NULL, call_times = NULL, rating_words = '', outcome = '', alternative = '', state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END, closed_at = coalesce(closed_at, now()) WHERE customer_id = $1",
  "UPDATE message m SET source = '', html = '', words = '' FROM request r WHERE r.thread_id = m.thread_id AND r.customer_id = $1",
  "DELETE FROM message_version v USING message m, request r WHERE v.message_id = m.id AND r.thread_id = m.thread_id AND r.customer_id = $1",
  "UPDATE request_need SET text = '…', correction = '' WHERE customer_id = $1",
  "UPDATE request_option SET title = '…', text = '', link = NULL, reason = '' WHERE customer_id = $1",
  "UPDATE request_act x SET detail = '{}' FROM request r WHERE r.id = x.request_id AND r.customer_id = $1",
  "DELETE FROM request_note n USING request r WHERE r.id = n.request_id AND r.customer_id = $1",
  "UPDATE request_work w SET words = '' FROM request r WHERE r.id = w.request_id AND r.customer_id = $1",
  "DELETE FROM request_reader x USING request r WHERE r.id = x.request_id AND r.customer_id = $1",
  "UPDATE request_target t SET met_at = now() FROM request r WHERE r.id = t.request_id AND r.customer_id = $1 AND t.met_at IS NULL",
  "DELETE FROM media_use u USING request r WHERE u.subject_type = 'request' AND u.subject_id = r.id::text AND r.customer_id = $1",
  "DELETE FROM media_use u USING message m, request r WHERE u.subject_type = 'request-message' AND u.subject_id = m.id::text AND m.thread_id = r.thread_id AND r.customer_id = $1",
  "DELETE FROM request_consent WHERE customer_id = $1",
  "DELETE FROM request_preference WHERE customer_id = $1",
  "DELETE FROM request_reader WHERE account_id = $1",
  "DELETE FROM request_capacity WHERE account_id = $1",
];

/** Takes a person out of the requests: what they asked for was said to us in private, so its words go on both sides, with notes and files; figures of how long a case took stay with nobody's name. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const statement of wordless) await tx.query(statement, [accountId]);
}

const dialogue = `
  SELECT r.id AS "requestId", m.seq, CASE WHEN m.author_id = r.customer_id THEN 'you' ELSE a.name END AS by, m.source AS text, m.created_at AS at, m.edited_at AS "editedAt" FROM request r JOIN message m ON m.thread_id = r.thread_id JOIN account a ON a.id = m.author_id
  WHERE r.customer_id = $1 AND m.kind = 'text' AND m.deleted_at IS NULL ORDER BY r.id, m.seq LIMIT 50000`;

/** The dialogue of a member’s requests as they could read it: what the desk said to them too, and none of what it noted for itself. */
export async function saidTo(reader: Reader, accountId: string): Promise<Record<string, Record<string, unknown>[]>> {
  return { request_dialogue: await reader.query<Record<string, unknown>>(dialogue, [accountId]) };
}

/** Makes one person of two: requests, preferences and what was asked are the other's. Who was a reader of their own request is none. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  for (const table of ["request", "request_preference"]) await tx.query(`UPDATE ${table} SET customer_id = $2, client_id = NULL WHERE customer_id = $1`, [from, into]);
  for (const table of ["request_need", "request_option", "request_consent"]) await tx.query(`UPDATE ${table} SET customer_id = $2 WHERE customer_id = $1`, [from, into]);
  await tx.query("INSERT INTO request_reader (request_id, account_id, at) SELECT request_id, $2, at FROM request_reader WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM request_reader WHERE account_id = $1", [from]);
  await tx.query("DELETE FROM request_reader x USING request r WHERE r.id = x.request_id AND r.customer_id = $1 AND x.account_id = $1", [into]);
  await tx.query("UPDATE request_act SET acted_by = $2 WHERE acted_by = $1", [from, into]);
  await tx.query("UPDATE request SET closed_by = $2 WHERE closed_by = $1", [from, into]);
  await tx.query("DELETE FROM request_capacity WHERE account_id = $1", [from]);
}
