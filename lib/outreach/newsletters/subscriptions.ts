import type { Reader, Tx } from "#lib/core/transact.ts";
import type { Subscribable } from "./types.ts";

/** The newsletters there are, and which of them come to somebody. One statement. */
export const subscribable = (reader: Reader, accountId: string): Promise<Subscribable[]> =>
  reader.query(`SELECT n.id, n.slug, n.name, n.description, coalesce(s.active, false) AS on FROM newsletter n LEFT JOIN newsletter_subscription s ON s.newsletter_id = n.id AND s.account_id = $1 WHERE n.archived_at IS NULL ORDER BY n.name, n.id LIMIT 100`, [accountId]);

const put = `
  INSERT INTO newsletter_subscription (newsletter_id, account_id, active) SELECT n.id, $1, true FROM newsletter n WHERE n.id = $2 AND n.archived_at IS NULL
  ON CONFLICT (newsletter_id, account_id) DO UPDATE SET active = true, since = now() WHERE NOT newsletter_subscription.active`;
const end = "UPDATE newsletter_subscription SET active = false, since = now() WHERE account_id = $1 AND newsletter_id = $2 AND active";

/** Begins or ends a newsletter for somebody. Twice is once. What waits of it to leave is not sent any more when it ends. */
export async function subscribe(tx: Tx, accountId: string, { id, on }: { id: string; on: boolean }): Promise<void> {
  await tx.query(on ? put : end, [accountId, id]);
  // Whoever asks for a newsletter wants news after all.
  if (on) await tx.query("UPDATE mail_preference SET news = true, updated_at = now() WHERE account_id = $1 AND NOT news", [accountId]);
  else await tx.query("UPDATE mail m SET state = 'withheld', response = 'declined' FROM mailing_letter l JOIN mailing g ON g.id = l.mailing_id WHERE l.account_id = $1 AND g.newsletter_id = $2 AND m.id = l.mail_id AND m.state = 'waiting'", [accountId, id]);
}
