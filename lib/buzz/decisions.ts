import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { settleLot } from "#lib/points/lots.ts";
import { emitEvent } from "#lib/webhooks/messages.ts";
import { actedKind } from "./events.ts";
import { takeTold } from "./mirror.ts";
import { mayKeepReferrals } from "./policy.ts";
import { grantReward } from "./rewards.ts";

/** What a person decides of a referral, with the version they looked at. */
export type Decision = { verdict: "approved" | "refused"; note: string; version: number };

type Reward = { id: string; accountId: string; side: string; points: number; worth: number; earnedAt: Date; state: string; lotId: string | null; programmeId: string; holdDays: number; livesDays: number | null };
const rewards = `SELECT r.id, r.account_id AS "accountId", r.side, r.points, r.worth, r.earned_at AS "earnedAt", r.state, r.lot_id AS "lotId", r.programme_id AS "programmeId", p.hold_days AS "holdDays", p.lives_days AS "livesDays"
  FROM referral_reward r JOIN referral_programme p ON p.id = r.programme_id WHERE r.referral_id = $1 ORDER BY r.side FOR UPDATE OF r`;

async function approve(tx: Tx, id: string): Promise<void> {
  for (const one of await tx.query<Reward>(rewards, [id])) {
    if (one.state === "held") await grantReward(tx, { ...one, referralId: id }, one);
  }
}

async function refuse(tx: Tx, id: string, referrerId: string): Promise<void> {
  for (const one of await tx.query<Reward>(rewards, [id])) {
    if (one.state === "refused") continue;
    await tx.query("UPDATE referral_reward SET state = 'refused', worth = 0 WHERE id = $1", [one.id]);
    await tx.query("UPDATE referral_programme SET promised_points = greatest(0, promised_points - $2) WHERE id = $1", [one.programmeId, one.points]);
    if (one.lotId) await settleLot(tx, { lotId: one.lotId, worth: 0 });
  }
  await takeTold(tx, { id, customerId: referrerId }, ["referral.joined", "referral.purchased", actedKind]);
}

/**
 * Decides about a referral: what was held is granted, or refused with everything it gave. Nothing else ever lets go of a held reward,
 * and nothing is learned from it. A refusal is final.
 */
export function decideReferral(actor: Actor, id: string, decision: Decision): Promise<{ id: string; verdict: string; version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepReferrals(actor);
    if (refused(me)) return me;
    const [now] = await tx.query<{ verdict: string; version: number; referrerId: string; newcomerId: string }>(`SELECT verdict, version, referrer_id AS "referrerId", newcomer_id AS "newcomerId" FROM referral WHERE id = $1 FOR UPDATE`, [id]);
    if (!now) return missing();
    if (now.version !== decision.version) return new Refusal("conflict", "Someone decided this meanwhile. Look at it again.");
    if (now.verdict === "refused") return new Refusal("conflict", "This referral was refused. That is final.");
    if (me.id === now.referrerId || me.id === now.newcomerId) return new Refusal("forbidden", "Nobody decides about their own referral.");
    await tx.query("UPDATE referral SET verdict = $2, decided_by = $3, decided_at = now(), decision_note = $4, version = version + 1 WHERE id = $1", [id, decision.verdict, me.id, decision.note]);
    if (decision.verdict === "approved") await approve(tx, id);
    else await refuse(tx, id, now.referrerId);
    await noteAct(tx, me, { act: `referral.${decision.verdict}`, subject: { type: "referral", id }, detail: { was: now.verdict } });
    await emitEvent(tx, { event: "referral.decided", key: `${id}:${now.version}`, data: { referral: id, verdict: decision.verdict } });
    return { id, verdict: decision.verdict, version: now.version + 1 };
  });
}
