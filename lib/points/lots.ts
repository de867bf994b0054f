import { newId } from "#lib/core/ids.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { holdPoints, payOwed } from "./hold.ts";
import type { Subject } from "./types.ts";

/** Points for one cause. `key` names it for good; pending until `availableAt`, gone at `expiresAt`. */
export type Earning = { customerId: string; points: number; kind: string; subject: Subject; key: string; earnedAt: Date; availableAt: Date; expiresAt?: Date | null };

const earn = `
  WITH lot AS (INSERT INTO point_lot (id, account_id, points, left_points, worth, kind, subject_type, subject_id, key, earned_at, available_at, expires_at)
      VALUES ($1, $2, $3, $3, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING RETURNING id),
    entry AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points) SELECT gen_random_uuid(), $2, id, 'earned', $3 FROM lot),
    account AS (UPDATE point_account SET balance = balance + $3 FROM lot WHERE account_id = $2)
  SELECT id FROM lot`;

/** Gives points, once for their key; resolves to the lot. What the account owes is paid out of them. */
export async function earnPoints(tx: Tx, of: Earning): Promise<string> {
  if (!Number.isSafeInteger(of.points) || of.points < 1) throw new Error("points are whole and above nothing");
  await holdPoints(tx, of.customerId);
  const [lot] = await tx.query<{ id: string }>(earn, [newId(), of.customerId, of.points, of.kind, of.subject.type, of.subject.id, of.key, of.earnedAt, of.availableAt, of.expiresAt ?? null]);
  if (lot) {
    await payOwed(tx, of.customerId);
    return lot.id;
  }
  const [known] = await tx.query<{ id: string }>("SELECT id FROM point_lot WHERE key = $1", [of.key]);
  if (!known) throw new Error("points were neither given nor there");
  return known.id;
}

type Lot = { accountId: string; points: number; worth: number; left: number; owed: number; expired: boolean };
const find = `SELECT account_id AS "accountId", points, worth, left_points AS left, owed, coalesce(expires_at <= now(), false) AS expired FROM point_lot WHERE id = $1`;
const takeOwn = `
  WITH lot AS (UPDATE point_lot SET left_points = left_points - $2, owed = owed + $3, worth = $4 WHERE id = $1 RETURNING account_id),
    entry AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points, about_lot) SELECT gen_random_uuid(), account_id, $1, 'taken-back', -$2::int, $1 FROM lot WHERE $2::int > 0)
  UPDATE point_account a SET balance = a.balance - $2 FROM lot WHERE a.account_id = lot.account_id`;
// Back to where it was taken from: by lot, as much as was taken on this one's account.
const giveBack = `
  WITH was AS (SELECT lot_id, -sum(points)::int AS n FROM point_entry WHERE about_lot = $1 GROUP BY 1 HAVING sum(points) < 0),
    part AS (SELECT lot_id, n, coalesce(sum(n) OVER (ORDER BY lot_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM was),
    given AS (SELECT lot_id, least(n, $2 - before)::int AS n FROM part WHERE before < $2),
    lots AS (UPDATE point_lot l SET left_points = l.left_points + given.n FROM given WHERE l.id = given.lot_id RETURNING l.account_id),
    entries AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points, about_lot) SELECT gen_random_uuid(), $3, lot_id, 'given-back', n, $1 FROM given)
  UPDATE point_account SET balance = balance + (SELECT coalesce(sum(n), 0)::int FROM given) WHERE account_id = $3`;

/**
 * Brings a lot to what it is worth now: less when what earned it was taken back in part, also after it was spent; what is
 * not there any more is owed. More again when that was mended. Saying it twice is saying it once. What has expired is not claimed.
 */
export async function settleLot(tx: Tx, { lotId, worth }: { lotId: string; worth: number }): Promise<void> {
  const [owner] = await tx.query<Lot>(find, [lotId]);
  if (!owner) return;
  await holdPoints(tx, owner.accountId);
  const [lot = owner] = await tx.query<Lot>(find, [lotId]);
  const target = Math.max(0, Math.min(lot.points, Math.round(worth)));
  if (target < lot.worth) {
    const less = lot.worth - target;
    const own = Math.min(lot.left, less);
    await tx.query(takeOwn, [lotId, own, lot.expired ? 0 : less - own, target]);
    await payOwed(tx, lot.accountId);
  } else if (target > lot.worth) {
    const more = target - lot.worth;
    const unpaid = Math.min(lot.owed, more);
    await tx.query("UPDATE point_lot SET worth = $2, owed = owed - $3 WHERE id = $1", [lotId, target, unpaid]);
    if (more > unpaid) await tx.query(giveBack, [lotId, more - unpaid, lot.accountId]);
    await payOwed(tx, lot.accountId);
  }
}

const due = "SELECT account_id AS id FROM point_lot WHERE left_points > 0 AND expires_at <= $1 GROUP BY 1 ORDER BY 1 LIMIT 500";
const expire = `
  WITH old AS (SELECT id, left_points AS n FROM point_lot WHERE account_id = $1 AND left_points > 0 AND expires_at <= $2),
    lots AS (UPDATE point_lot l SET left_points = 0 FROM old WHERE l.id = old.id),
    entries AS (INSERT INTO point_entry (id, account_id, lot_id, kind, points) SELECT gen_random_uuid(), $1, id, 'expired', -n FROM old)
  UPDATE point_account SET balance = balance - (SELECT coalesce(sum(n), 0)::int FROM old) WHERE account_id = $1`;

/** Ends the points of one account that have expired by an instant. */
export async function expireOf(tx: Tx, accountId: string, now: Date): Promise<void> {
  await holdPoints(tx, accountId);
  await tx.query(expire, [accountId, now]);
}

/** Ends all points that have expired, an account at a time. */
export async function expirePoints(now: Date = new Date()): Promise<void> {
  for (;;) {
    const accounts = await db().query<{ id: string }>(due, [now]);
    for (const { id } of accounts) await transact((tx) => expireOf(tx, id, now));
    if (accounts.length < 500) return;
  }
}
