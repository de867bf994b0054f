/** So many who stayed so many days; `ended` says whether they left then, or stand there still. */
export type Spell = { days: number; ended: boolean; count: number };
/** The share still there after a day, and how many were watched until then. */
export type Step = { day: number; share: number; watched: number };

/**
 * How long people stay, by Kaplan & Meier (1958): on each day on which somebody left, the share of those still watched that
 * did not. Who stands there still counts for as long as they have, instead of being left out.
 */
export function survivalOf(spells: readonly Spell[]): Step[] {
  const days = new Map<number, { left: number; stayed: number }>();
  for (const { days: day, ended, count } of spells) {
    const at = days.get(day) ?? { left: 0, stayed: 0 };
    if (ended) at.left += count;
    else at.stayed += count;
    days.set(day, at);
  }
  let watched = spells.reduce((sum, one) => sum + one.count, 0);
  const steps: Step[] = [{ day: 0, share: 1, watched }];
  let share = 1;
  for (const [day, { left, stayed }] of [...days].sort(([a], [b]) => a - b)) {
    share *= 1 - left / watched;
    if (left > 0) steps.push({ day, share, watched });
    watched -= left + stayed;
  }
  return steps;
}

/** The day by which half have left; null when half are still there for as long as anybody was watched. */
export const medianStay = (steps: readonly Step[]): number | null => steps.find((one) => one.share <= 0.5)?.day ?? null;

/** The share still there after so many days; null where nobody was watched for that long. */
export function shareAfter(spells: readonly Spell[], steps: readonly Step[], day: number): number | null {
  return spells.some((one) => one.days >= day) ? (steps.findLast((one) => one.day <= day)?.share ?? 1) : null;
}
