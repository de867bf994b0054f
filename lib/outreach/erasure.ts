import type { Tx } from "#lib/core/transact.ts";

/** Takes away what newsletters somebody got and which letters they were of; the letters themselves the mail room takes. */
export async function erasePerson(tx: Tx, accountId: string): Promise<void> {
  await tx.query("DELETE FROM newsletter_subscription WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM mailing_letter WHERE account_id = $1", [accountId]);
  await tx.query("DELETE FROM conversation_letter WHERE account_id = $1", [accountId]);
}

/** Makes one person of two: they get what either got, and what was sent to either was sent to one. */
export async function mergePerson(tx: Tx, { from, into }: { from: string; into: string }): Promise<void> {
  await tx.query("INSERT INTO newsletter_subscription (newsletter_id, account_id, active, since) SELECT newsletter_id, $2, active, since FROM newsletter_subscription WHERE account_id = $1 ON CONFLICT DO NOTHING", [from, into]);
  await tx.query("DELETE FROM newsletter_subscription WHERE account_id = $1", [from]);
  await tx.query("UPDATE mailing_letter l SET account_id = $2 WHERE account_id = $1 AND NOT EXISTS (SELECT 1 FROM mailing_letter o WHERE o.mailing_id = l.mailing_id AND o.account_id = $2)", [from, into]);
  await tx.query("DELETE FROM mailing_letter WHERE account_id = $1", [from]);
  await tx.query("UPDATE conversation_letter SET account_id = $2 WHERE account_id = $1", [from, into]);
}
