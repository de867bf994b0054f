import { z } from "zod";
import { transact } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";

const payload = z.object({ id: z.coerce.number().int().positive() });
const due = `UPDATE bookmark SET reminded_at = now() WHERE id = $1 AND reminded_at IS NULL AND remind_at <= now() + interval '5 seconds'
  RETURNING account_id AS "accountId", post_id AS "postId", remind_at AS "remindAt"`;

/**
 * Reminds of a bookmark whose moment has come, once: whom it concerns hears of it through their notices, which ask whether
 * they may still see the post. A moment that was moved meanwhile is another job's.
 */
export async function remind(given: unknown): Promise<void> {
  const { id } = payload.parse(given);
  await transact(async (tx) => {
    const [row] = await tx.query<{ accountId: string; postId: number; remindAt: Date }>(due, [id]);
    if (!row) return;
    await record(tx, { customerId: row.accountId, kind: "reminder.due", occurredAt: new Date(), subject: { type: "post", id: String(row.postId) }, source: "job", key: `reminder:${id}:${row.remindAt.getTime()}` });
  });
}
