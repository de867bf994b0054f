import type { Tx } from "#lib/core/transact.ts";

/** Takes a person out of the referrals: their codes, traces and claims go, and whom they brought or who brought them stays a figure under the scrubbed account. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  for (const table of ["referral_code", "referral_trace", "referral_claim"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
  await tx.query("DELETE FROM referral_claim WHERE code_owner = $1 OR session_of = $1", [accountId]);
  await tx.query("UPDATE touch t SET visitor = NULL, address = NULL, agent = NULL FROM share_link l WHERE l.id = t.link_id AND l.account_id = $1", [accountId]);
  await tx.query("UPDATE referral SET external_id = NULL, reasons = '[]', shows_name = false, would_have_come = NULL, decision_note = '' WHERE newcomer_id = $1", [accountId]);
  await tx.query("UPDATE referral SET reasons = '[]' WHERE referrer_id = $1", [accountId]);
}

/** Makes one person of two: what either shared and brought is the one's. Who brought the one stands; that one brought the other is no referral. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("DELETE FROM referral WHERE (newcomer_id = $1 AND referrer_id = $2) OR (newcomer_id = $2 AND referrer_id = $1)", [from, into]);
  await tx.query("UPDATE referral r SET newcomer_id = $2 WHERE newcomer_id = $1 AND NOT EXISTS (SELECT 1 FROM referral o WHERE o.newcomer_id = $2)", [from, into]);
  await tx.query("UPDATE referral SET referrer_id = $2 WHERE referrer_id = $1 AND newcomer_id <> $2", [from, into]);
  await tx.query("UPDATE referral_reward SET account_id = $2 WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE referral_code SET account_id = $2, current = current AND NOT EXISTS (SELECT 1 FROM referral_code o WHERE o.account_id = $2 AND o.current) WHERE account_id = $1", [from, into]);
  await tx.query("UPDATE share_link l SET account_id = $2, merged = l.merged OR EXISTS (SELECT 1 FROM share_link o WHERE o.account_id = $2 AND (o.thing, o.thing_id, o.channel) = (l.thing, l.thing_id, l.channel) AND NOT o.merged) WHERE l.account_id = $1", [from, into]);
  await tx.query("INSERT INTO touch_day AS d (account_id, day, touches) SELECT $2, day, touches FROM touch_day WHERE account_id = $1 ON CONFLICT (account_id, day) DO UPDATE SET touches = d.touches + excluded.touches", [from, into]);
  await tx.query("INSERT INTO referral_trace (account_id, kind, value, at) SELECT $2, kind, value, at FROM referral_trace WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  for (const table of ["touch_day", "referral_trace", "referral_claim"]) await tx.query(`DELETE FROM ${table} WHERE account_id = $1`, [from]);
}
