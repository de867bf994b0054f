import type { Tx } from "#lib/core/transact.ts";

const hold = "INSERT INTO point_account (account_id) VALUES ($1) ON CONFLICT (account_id) DO UPDATE SET balance = point_account.balance RETURNING balance";

/** Holds an account's points until the transaction ends: whoever changes them does so one after another. */
export async function holdPoints(tx: Tx, accountId: string): Promise<void> {
  await tx.query(hold, [accountId]);
}

// Out of the oldest lots first, whatever their date, as far as they reach; what was taken is entered about the lot that owes it.
const pay = `
  WITH debt AS (SELECT id, owed FROM point_lot WHERE account_id = $1 AND owed > 0 ORDER BY earned_at, id LIMIT 1),
    open AS (SELECT id, left_points, coalesce(sum(left_points) OVER (ORDER BY earned_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM point_lot WHERE account_id = $1 AND left_points > 0),
    taken AS (SELECT open.id, least(open.left_points, debt.owed - open.before)::int AS n FROM open, debt WHERE open.before < debt.owed),
    all_taken AS (SELECT coalesce(sum(n), 0)::int AS n FROM taken),
    changes AS (SELECT id, n AS taken, 0 AS paid FROM taken UNION ALL SELECT debt.id, 0, all_taken.n FROM debt, all_taken),
    lots AS (UPDATE point_lot l SET left_points = l.left_points - c.taken, owed = l.owed - c.paid FROM (SELECT id, sum(taken)::int AS taken, sum(paid)::int AS paid FROM changes GROUP BY 1) c WHERE l.id = c.id),
    entries AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points, about_lot) SELECT gen_random_uuid(), $1, taken.id, 'taken-back', -taken.n, debt.id FROM taken, debt),
    account AS (UPDATE point_account SET balance = balance - all_taken.n FROM all_taken WHERE account_id = $1 AND all_taken.n > 0)
  SELECT n FROM all_taken`;

/** Pays what an account owes out of what it has, one debt after another, as far as it reaches. Call it after points came in. */
export async function payOwed(tx: Tx, accountId: string): Promise<void> {
  const debts = await tx.query("SELECT id FROM point_lot WHERE account_id = $1 AND owed > 0", [accountId]);
  for (const _debt of debts) await tx.query(pay, [accountId]);
}
