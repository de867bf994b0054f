import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { earnPoints, settleLot } from "#lib/points/lots.ts";
import { emitEvent } from "#lib/webhooks/messages.ts";

type Programme = { id: string; rewardOn: "join" | "purchase"; minCents: number; referrerPoints: number; newcomerPoints: number; holdDays: number; livesDays: number | null; cap: number | null; left: number | null };
type Referral = { id: string; referrerId: string; newcomerId: string; thing: string; verdict: string; programmeId: string | null };
/** What a reward is for: joining, or the first order that is enough. */
export type Cause = { cause: "join"; at: Date } | { cause: "purchase"; at: Date; orderId: string; cents: number };
type Side = { side: "referrer" | "newcomer"; accountId: string; points: number };

const referralOf = `SELECT id, referrer_id AS "referrerId", newcomer_id AS "newcomerId", thing, verdict, programme_id AS "programmeId" FROM referral WHERE id = $1`;
// Of those that hold at the time the newest; whoever promises from it waits for the one before, so that a budget is never promised twice.
const programmeOf = `
  SELECT id, reward_on AS "rewardOn", min_cents AS "minCents", referrer_points AS "referrerPoints", newcomer_points AS "newcomerPoints", hold_days AS "holdDays", lives_days AS "livesDays", cap_per_referrer AS cap,
    budget_points - promised_points AS left FROM referral_programme
  WHERE CASE WHEN $3::uuid IS NOT NULL THEN id = $3 ELSE starts_at <= $1 AND (ends_at IS NULL OR ends_at > $1) AND paused_at IS NULL AND (things = '{}' OR $2 = ANY(things)) END
  ORDER BY starts_at DESC, id DESC LIMIT 1 FOR UPDATE`;
const put = `INSERT INTO referral_reward (id, referral_id, programme_id, account_id, side, cause, points, worth, order_id, order_cents, state, earned_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11) ON CONFLICT (referral_id, side) DO NOTHING RETURNING id`;

/** Gives what a reward promises: a lot of points, pending until the time for returns has passed. */
export async function grantReward(tx: Tx, reward: { id: string; accountId: string; side: string; points: number; worth: number; earnedAt: Date; referralId: string }, terms: { holdDays: number; livesDays: number | null }): Promise<void> {
  const availableAt = new Date(Math.max(Date.now(), reward.earnedAt.getTime() + terms.holdDays * 86_400_000));
  const expiresAt = terms.livesDays === null ? null : new Date(availableAt.getTime() + terms.livesDays * 86_400_000);
  const lotId = await earnPoints(tx, { customerId: reward.accountId, points: reward.points, kind: reward.side === "referrer" ? "referral" : "welcome", subject: { type: "referral", id: reward.referralId }, key: `reward:${reward.id}`, earnedAt: reward.earnedAt, availableAt, expiresAt });
  if (reward.worth < reward.points) await settleLot(tx, { lotId, worth: reward.worth });
  await tx.query("UPDATE referral_reward SET state = 'granted', lot_id = $2 WHERE id = $1", [reward.id, lotId]);
  await emitEvent(tx, { event: "reward.granted", key: `reward:${reward.id}`, data: { reward: reward.id, side: reward.side, points: reward.worth, availableAt: availableAt.toISOString() } });
}

async function sidesOf(tx: Tx, referral: Referral, programme: Programme): Promise<Side[]> {
  const capped = programme.cap === null ? [] : await tx.query("SELECT 1 FROM referral_reward WHERE programme_id = $1 AND account_id = $2 AND side = 'referrer' AND state <> 'refused' LIMIT $3", [programme.id, referral.referrerId, programme.cap]);
  const full = programme.cap !== null && capped.length >= programme.cap;
  const sides: Side[] = [{ side: "referrer", accountId: referral.referrerId, points: full ? 0 : programme.referrerPoints }, { side: "newcomer", accountId: referral.newcomerId, points: programme.newcomerPoints }];
  const wanted = sides.filter((one) => one.points > 0);
  // Both get what was promised to both, or nobody anything: a budget never pays one side alone.
  return programme.left !== null && wanted.reduce((sum, one) => sum + one.points, 0) > programme.left ? [] : wanted;
}

/** Promises what the programme of a referral gives for this cause, once for each side. What is held gets no points before a person decides. */
export async function promiseFor(tx: Tx, referralId: string, cause: Cause): Promise<void> {
  const [referral] = await tx.query<Referral>(referralOf, [referralId]);
  if (!referral || referral.verdict === "refused") return;
  const [programme] = await tx.query<Programme>(programmeOf, [cause.at, referral.thing, referral.programmeId]);
  if (!programme) return;
  if (referral.programmeId === null) await tx.query("UPDATE referral SET programme_id = $2 WHERE id = $1", [referralId, programme.id]);
  if (programme.rewardOn !== cause.cause || (cause.cause === "purchase" && cause.cents < Math.max(1, programme.minCents))) return;
  const state = referral.verdict === "held" ? "held" : "granted";
  for (const one of await sidesOf(tx, referral, programme)) {
    const order = cause.cause === "purchase" ? cause : undefined;
    const [made] = await tx.query<{ id: string }>(put, [newId(), referralId, programme.id, one.accountId, one.side, cause.cause, one.points, order?.orderId ?? null, order?.cents ?? null, state, cause.at]);
    if (!made) continue;
    await tx.query("UPDATE referral_programme SET promised_points = promised_points + $2 WHERE id = $1", [programme.id, one.points]);
    if (state === "granted") await grantReward(tx, { id: made.id, accountId: one.accountId, side: one.side, points: one.points, worth: one.points, earnedAt: cause.at, referralId }, programme);
  }
}

const ofOrder = `SELECT id, points, worth, order_cents AS cents, lot_id AS "lotId", state FROM referral_reward WHERE referral_id = $1 AND order_id = $2 FOR UPDATE`;

/** Brings the rewards for an order to what it is worth now: half returned, half taken back, also after it was paid. */
export async function followOrder(tx: Tx, referralId: string, order: { id: string; cents: number }): Promise<void> {
  const rewards = await tx.query<{ id: string; points: number; worth: number; cents: number; lotId: string | null; state: string }>(ofOrder, [referralId, order.id]);
  for (const one of rewards) {
    const worth = one.cents > 0 ? Math.round(one.points * Math.min(1, Math.max(0, order.cents) / one.cents)) : 0;
    if (worth === one.worth || one.state === "refused") continue;
    await tx.query("UPDATE referral_reward SET worth = $2 WHERE id = $1", [one.id, worth]);
    if (one.lotId) await settleLot(tx, { lotId: one.lotId, worth });
    await emitEvent(tx, { event: "reward.changed", key: `reward:${one.id}:${order.id}:${order.cents}:${Date.now()}`, data: { reward: one.id, points: worth } });
  }
}
