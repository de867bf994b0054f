/** Somebody whom a member brought: their lifetime value, and whether they say they would have come without them. */
export type Brought = { valueCents: number; wouldHaveCome: "yes" | "no" | null };
export type Quadrant = "champions" | "affluents" | "advocates" | "misers";

/** How much of somebody counts as brought: all who would not have come, none who would, half where nobody knows. */
export const broughtShare = (wouldHaveCome: Brought["wouldHaveCome"]): number => (wouldHaveCome === "no" ? 1 : wouldHaveCome === "yes" ? 0 : 0.5);

/**
 * Customer referral value (Kumar, Petersen & Leone 2007): the lifetime value of those who would not have come otherwise, and
 * what it would have cost to win those who would have come anyway.
 */
export function referralValue(brought: readonly Brought[], paidCostCents: number): number {
  return brought.reduce((sum, one) => {
    const share = broughtShare(one.wouldHaveCome);
    return sum + share * one.valueCents + (1 - share) * paidCostCents;
  }, 0);
}

/** The middle of many of which only the positive are listed, in any order: the others are none. */
export function medianAmong(all: number, positive: readonly number[]): number {
  const sorted = positive.toSorted((a, b) => a - b);
  const none = Math.max(0, all - sorted.length);
  const place = (n: number): number => (n < none ? 0 : (sorted[n - none] ?? 0));
  const size = none + sorted.length;
  return size === 0 ? 0 : (place(Math.floor((size - 1) / 2)) + place(Math.ceil((size - 1) / 2))) / 2;
}

/** Where somebody stands by their own value and the value of whom they bring, each against its median (Kumar, Petersen & Leone 2007). */
export function quadrantOf({ valueCents, referralCents }: { valueCents: number; referralCents: number }, medians: { valueCents: number; referralCents: number }): Quadrant {
  const [buys, brings] = [valueCents > medians.valueCents, referralCents > medians.referralCents];
  return buys ? (brings ? "champions" : "affluents") : brings ? "advocates" : "misers";
}
