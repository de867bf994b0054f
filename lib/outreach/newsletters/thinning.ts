import { few, shownPart, thinned } from "#lib/core/small-groups.ts";
import type { Arm, ArmCounts, Counts, ReportView, Verdict } from "./types.ts";

type Shown = Pick<ReportView, "counts" | "arms" | "verdict">;
type Given = { counts: Counts; arms: Record<Arm, ArmCounts> | null; verdict: Verdict | null };

function countsOf({ leftOut, ...counts }: Counts): ReportView["counts"] {
  const none = few(counts.letters);
  // Where letters stand are parts of how many there are; who took a way is part of those that arrived.
  const [sent, bounced, waiting, withheld] = none ? [null, null, null, null] : thinned([counts.sent, counts.bounced, counts.waiting, counts.withheld]);
  const out = thinned(leftOut.map((one) => one.count));
  const of = (part: number): number | null => (sent === null || sent === undefined ? null : shownPart(part, sent));
  const watched = of(counts.watched);
  return { letters: none ? null : counts.letters, sent: sent ?? null, bounced: bounced ?? null, waiting: waiting ?? null, withheld: withheld ?? null, clicked: of(counts.clicked), complained: of(counts.complained), watched, opened: watched === null ? null : shownPart(counts.opened, watched), leftOut: leftOut.map((one, at) => ({ reason: one.reason, count: out[at] ?? null })) };
}

function armsOf(arms: Record<Arm, ArmCounts>, delivered: number): NonNullable<Shown["arms"]> {
  const [a, b] = thinned([arms.a.sent, arms.b.sent, Math.max(0, delivered - arms.a.sent - arms.b.sent)]);
  const arm = (sent: number | null | undefined, { clicked }: ArmCounts) => ({ sent: sent ?? null, clicked: sent === null || sent === undefined ? null : shownPart(clicked, sent) });
  return { a: arm(a, arms.a), b: arm(b, arms.b) };
}

function verdictOf(verdict: Verdict, arms: NonNullable<Shown["arms"]>): Verdict {
  if (verdict.state === "early" || verdict.state === "short") return { ...verdict, sent: { a: arms.a.sent, b: arms.b.sent } };
  const known = [arms.a.sent, arms.a.clicked, arms.b.sent, arms.b.clicked].every((count) => count !== null);
  return verdict.state === "judged" && !known ? { state: "judged", better: verdict.better, difference: null, low: null, high: null } : verdict;
}

/** A report as who may not see individuals reads it: no count of one to nine people, and none by which such a one could be told. */
export function thinnedReport({ counts, arms, verdict }: Given): Shown {
  const shown = arms && armsOf(arms, counts.sent);
  return { counts: countsOf(counts), arms: shown, verdict: verdict && shown ? verdictOf(verdict, shown) : null };
}
