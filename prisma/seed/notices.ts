import type { Tx } from "#lib/core/transact.ts";
import type { Entry } from "#lib/ledger/relay.ts";
import { give } from "#lib/notices/notices.ts";
import { recipients } from "#lib/notices/recipients.ts";

const lately = `
  SELECT id, seq, xid::text, customer_id AS "customerId", kind, occurred_at AS "occurredAt", value, subject_type AS "subjectType", subject_id AS "subjectId", 'web' AS source, key, NULL AS reverses
  FROM interaction WHERE kind IN ('post.created', 'reaction.given', 'answer.accepted') AND occurred_at > $1::timestamptz - interval '120 days' ORDER BY occurred_at`;
// What is older than a few days was read long ago.
const read = "UPDATE notice SET read_at = updated_at + interval '3 hours', seen_at = updated_at + interval '3 hours' WHERE updated_at < $1::timestamptz - interval '9 days'";

/** What the people who can sign in to the demo world have been told lately, some of it read. Nothing of it is mailed. */
export async function insertNotices(tx: Tx, { accountIds, now }: { accountIds: readonly string[]; now: Date }): Promise<void> {
  const { told } = await recipients(tx, await tx.query<Entry>(lately, [now]));
  await give(tx, told.filter((one) => accountIds.includes(one.accountId)));
  await tx.query(read, [now]);
  await tx.query("DELETE FROM notice_mail");
}
