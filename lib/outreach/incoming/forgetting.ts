import { env } from "#lib/core/env.ts";
import { db } from "#lib/core/transact.ts";

/** Lets go of originals whose time is over, of all that no person wrote, and of whom we answered on past days. */
export async function forgetMail(): Promise<void> {
  await db().query("UPDATE incoming_mail SET raw = NULL WHERE raw IS NOT NULL AND state NOT IN ('waiting', 'failed') AND at < now() - interval '1 day' * $1", [env().MAIL_KEEP_DAYS]);
  await db().query("DELETE FROM incoming_mail WHERE state = 'ignored' AND at < now() - interval '7 days'");
  // What nobody said was theirs is nobody's.
  await db().query("UPDATE incoming_mail SET state = 'refused', reason = 'nobody said it was theirs', account_id = NULL WHERE state = 'asked' AND at < now() - interval '14 days'");
  await db().query("DELETE FROM mail_answered WHERE day < (now() AT TIME ZONE 'UTC')::date - 1");
}
