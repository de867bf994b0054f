import { missing, type Refusal } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";
import { wayOf } from "#lib/mail/ways.ts";

/**
 * Notes that a way of a letter was taken, the first time by its reader's own sign of interest, and says where it leads. What
 * only looks through mail (`reads` is false) is led on and not counted.
 */
export async function takeWay(way: { id: string; path: string; signed: string }, reads: boolean): Promise<string | Refusal> {
  const target = wayOf(way.id, way.path, way.signed);
  if (!target) return missing();
  if (reads) await transact(async (tx) => {
    const [mail] = await tx.query<{ accountId: string | null }>(`UPDATE mail SET clicked_at = now() WHERE id = $1 AND clicked_at IS NULL RETURNING account_id AS "accountId"`, [way.id]);
    if (mail?.accountId) await record(tx, { kind: "mail.clicked", customerId: mail.accountId, occurredAt: new Date(), subject: { type: "mail", id: way.id }, source: "mail", key: `click:${way.id}` });
  });
  return target;
}
