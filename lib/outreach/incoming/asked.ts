import { Refusal } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { readConfirmToken } from "./confirm-token.ts";
import type { AskedMail } from "./types.ts";

const find = `SELECT coalesce(from_address::text, '') AS "from", subject, text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, state, path FROM incoming_mail WHERE id = $1 AND handled_at IS NOT NULL AND at > now() - interval '14 days'`;
const none = (): Refusal => new Refusal("gone", "This link is not complete.");

/** What came in somebody's name, for whoever holds the letter that asks about it. */
export async function readAsked(token: string): Promise<AskedMail | Refusal> {
  const id = readConfirmToken(token);
  const [row] = id === undefined ? [] : await db().query<AskedMail>(find, [id]);
  return row ?? none();
}

const confirm = "UPDATE incoming_mail SET state = 'waiting', confirmed_at = now(), due_at = now(), attempts = 0 WHERE id = $1 AND state = 'asked' RETURNING pg_notify('mail_in', '')";
const deny = "UPDATE incoming_mail SET state = 'refused', reason = 'not theirs', account_id = NULL WHERE id = $1 AND state = 'asked'";

/** Says whether a mail is one's own: then it goes where it was meant to go, as if it had come so at once; else it is nobody's. Said once, it stands. */
export async function answerAsked(token: string, mine: boolean): Promise<AskedMail | Refusal> {
  const id = readConfirmToken(token);
  if (id === undefined) return none();
  await transact((tx) => tx.query(mine ? confirm : deny, [id]));
  return readAsked(token);
}
