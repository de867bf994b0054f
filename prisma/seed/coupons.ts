import { spendPoints } from "#lib/points/spending.ts";
import { earnPoints } from "#lib/points/lots.ts";
import { refused } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { mulberry32, seedId } from "./random.ts";
import type { Residents } from "./talk.ts";

const day = 86_400_000;

/** Points that were turned into coupons of the shop: one used, one there, one still to be carried over; and who said what a point is worth. */
export async function insertCoupons(tx: Tx, residents: Residents, now: Date): Promise<void> {
  const random = mulberry32(60_107);
  const marketer = residents.all.find((person) => person.role === "marketer");
  await tx.query("UPDATE referral_setting SET point_cents = 5, coupon_least = 50");
  if (marketer) await tx.query("INSERT INTO staff_act (actor_id, act, subject_type, subject_id, detail, at) VALUES ($1, 'referrals.set', 'setting', 'referrals', $2, $3)", [marketer.id, JSON.stringify({ changes: [{ key: "pointCents", before: null, after: 5 }] }), new Date(now.getTime() - 40 * day)]);
  const members = residents.all.filter((person) => person.role === "customer" && person.signsIn);
  for (const [at, person] of [...members, ...members, ...members].slice(0, 3).entries()) {
    const [id, made] = [seedId(random, now), new Date(now.getTime() - (30 - 9 * at) * day)];
    await earnPoints(tx, { customerId: person.id, points: 150, kind: "referral", subject: { type: "demo", id }, key: `demo:${id}`, earnedAt: new Date(made.getTime() - 40 * day), availableAt: made });
    const points = [100, 150, 50][at] ?? 50;
    const spent = await spendPoints(tx, { customerId: person.id, points, key: `coupon:${id}`, subject: { type: "coupon", id } });
    if (refused(spent)) throw new Error(spent.detail);
    await tx.query("INSERT INTO referral_coupon (id, account_id, code, points, cents, currency, spend_id, made_at, exported_at, used_at, order_label) VALUES ($1, $2, $3, $4, $5, 'EUR', $6, $7, $8, $9, $10)",
      [id, person.id, ["K7QM-4XWD-PN2H", "T9BC-RW3E-H6UJ", "M2DF-8VKA-Q5ZS"][at], points, points * 5, spent.entryId, made, at < 2 ? new Date(made.getTime() + day) : null, at === 0 ? new Date(made.getTime() + 4 * day) : null, at === 0 ? "#1042" : null]);
  }
  // What the demo tells of the past happened then.
  await tx.query("UPDATE point_entry e SET at = CASE WHEN e.spend_id IS NULL THEN l.earned_at ELSE coalesce((SELECT c.made_at FROM referral_coupon c WHERE c.spend_id = e.spend_id), e.at) END FROM point_lot l WHERE l.id = e.lot_id");
}
