import type { Member } from "#lib/core/actor.ts";
import { db, type Tx } from "#lib/core/transact.ts";
import type { OnboardingInput } from "./schema.ts";
import { type OnboardingView, onboardingSteps } from "./types.ts";

/** Has a new account be asked, from its first sign-in on. Accounts made before, or otherwise, are asked nothing. */
export async function beginOnboarding(tx: Tx, accountId: string): Promise<void> {
  await tx.query("INSERT INTO onboarding (account_id) VALUES ($1) ON CONFLICT DO NOTHING", [accountId]);
}

type Row = { done: string[]; skipped: string[]; ended: boolean };
const columns = "done, skipped, dismissed_at IS NOT NULL AS ended";

function viewOf(row: Row | undefined): OnboardingView {
  const answered = row ? [...row.done, ...row.skipped] : [];
  const left = row && !row.ended ? onboardingSteps.filter((step) => !answered.includes(step)) : [];
  return { left, of: onboardingSteps.length };
}

/** What a new member can still be asked, in its order: nothing for whom has answered all, waved it away, or was here before. */
export async function readOnboarding(actor: Member): Promise<OnboardingView> {
  const [row] = await db().query<Row>(`SELECT ${columns} FROM onboarding WHERE account_id = $1`, [actor.id]);
  return viewOf(row);
}

// A question answered later counts as answered, one skipped later stays answered; saying either twice is saying it once.
const changes = {
  done: "done = CASE WHEN $2 = ANY(done) THEN done ELSE done || $2::text END, skipped = array_remove(skipped, $2)",
  skipped: "skipped = CASE WHEN $2 = ANY(done) OR $2 = ANY(skipped) THEN skipped ELSE skipped || $2::text END",
};

/** Notes that a question was answered or skipped, or that no more are wanted (or that they are, after all). Answers themselves go where they belong. */
export async function noteOnboarding(actor: Member, input: OnboardingInput): Promise<OnboardingView> {
  const [row] = "dismissed" in input
    ? await db().query<Row>(`UPDATE onboarding SET dismissed_at = CASE WHEN $2 THEN coalesce(dismissed_at, now()) END WHERE account_id = $1 RETURNING ${columns}`, [actor.id, input.dismissed])
    : await db().query<Row>(`UPDATE onboarding SET ${changes[input.as]} WHERE account_id = $1 RETURNING ${columns}`, [actor.id, input.step]);
  return viewOf(row);
}
