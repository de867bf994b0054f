import { missing, Refusal } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { holdPoints, payOwed } from "./hold.ts";
import type { Subject } from "./types.ts";

/** What points are spent on. `key` names this spend for good, within the account. */
export type Spending = { customerId: string; points: number; key: string; subject: Subject };

const spend = `
  WITH known AS (SELECT id FROM point_spend WHERE account_id = $2 AND key = $6),
    open AS (SELECT id, left_points, coalesce(sum(left_points) OVER (ORDER BY earned_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
      FROM point_lot WHERE account_id = $2 AND left_points > 0 AND available_at <= now() AND (expires_at IS NULL OR expires_at > now()) AND NOT EXISTS (SELECT 1 FROM known)),
    enough AS (SELECT coalesce(sum(left_points), 0) >= $3::int AS yes FROM open),
    taken AS (SELECT open.id, least(open.left_points, $3 - open.before)::int AS n FROM open, enough WHERE enough.yes AND open.before < $3),
    made AS (INSERT INTO point_spend (id, account_id, points, subject_type, subject_id, key) SELECT $1, $2, $3, $4, $5, $6 FROM enough WHERE yes RETURNING id),
    lots AS (UPDATE point_lot l SET left_points = l.left_points - taken.n FROM taken WHERE l.id = taken.id),
    entries AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points, spend_id) SELECT gen_random_uuid(), $2, taken.id, 'spent', -taken.n, made.id FROM taken, made),
    account AS (UPDATE point_account SET balance = balance - $3 FROM made WHERE account_id = $2)
  SELECT id FROM known UNION ALL SELECT id FROM made`;

/**
 * Spends points in the caller's transaction, once for the key: out of the oldest lots that are available, each pointed to by an entry.
 * Refused when there are too few; nothing is written then. `entryId` is what gives them back.
 */
export async function spendPoints(tx: Tx, of: Spending): Promise<{ entryId: string } | Refusal> {
  if (!Number.isSafeInteger(of.points) || of.points < 1) throw new Error("points are whole and above nothing");
  await holdPoints(tx, of.customerId);
  const [made] = await tx.query<{ id: string }>(spend, [newId(), of.customerId, of.points, of.subject.type, of.subject.id, of.key]);
  return made ? { entryId: made.id } : new Refusal("conflict", "There are not enough points for this.");
}

// A lot that has run out meanwhile lives another month, or what came back would be gone at once.
const giveBack = `
  WITH spend AS (UPDATE point_spend SET returned_at = clock_timestamp(), return_key = $2 WHERE id = $1 AND returned_at IS NULL RETURNING id, account_id, points),
    was AS (SELECT e.lot_id, -sum(e.points)::int AS n FROM point_entry e JOIN spend ON e.spend_id = spend.id WHERE e.kind = 'spent' GROUP BY 1),
    lots AS (UPDATE point_lot l SET left_points = l.left_points + was.n, expires_at = CASE WHEN l.expires_at < now() + interval '30 days' THEN now() + interval '30 days' ELSE l.expires_at END FROM was WHERE l.id = was.lot_id),
    entries AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points, spend_id) SELECT gen_random_uuid(), spend.account_id, was.lot_id, 'returned', was.n, spend.id FROM was, spend)
  UPDATE point_account a SET balance = a.balance + spend.points FROM spend WHERE a.account_id = spend.account_id RETURNING a.account_id AS "accountId"`;

/** Gives the points of a spend back to the lots they came from. A spend is given back once, whoever asks again. */
export async function returnPoints(tx: Tx, { entryId, key }: { entryId: string; key: string }): Promise<true | Refusal> {
  const [spent] = await tx.query<{ accountId: string }>(`SELECT account_id AS "accountId" FROM point_spend WHERE id = $1`, [entryId]);
  if (!spent) return missing();
  await holdPoints(tx, spent.accountId);
  const [back] = await tx.query(giveBack, [entryId, key]);
  if (back) await payOwed(tx, spent.accountId);
  return true;
}
