import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";

/** Says what an acquisition costs elsewhere, or that nobody knows. Whoever changes it has seen what stood before. */
export function setPaidCost(by: Member, { paidCents, before }: { paidCents: number | null; before: number | null }): Promise<{ paidCents: number | null } | Refusal> {
  return transact(async (tx) => {
    const [set] = await tx.query("UPDATE referral_setting SET paid_cost_cents = $1, version = version + 1 WHERE id = 1 AND paid_cost_cents IS NOT DISTINCT FROM $2::int RETURNING id", [paidCents, before]);
    if (!set) return new Refusal("conflict", "Somebody else has changed this. Look again.");
    await noteAct(tx, by, { act: "referrals.cost", subject: { type: "setting", id: "paid-cost" }, detail: { before, after: paidCents } });
    return { paidCents };
  });
}
