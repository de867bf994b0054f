/** One pair over its time: net profit before and after of who was served and of who was not, and what serving cost meanwhile. In cents; what serving cost is taken off already. */
export type Pair = { before: number; after: number; otherBefore: number; otherAfter: number; invested: number };
export type Verdict = "few" | "none" | "gain" | "loss";
/** What pairs say together: means, and how much more the served gained than the others, with its 95 % interval. */
export type Effect = { pairs: number; invested: number; before: number; after: number; otherBefore: number; otherAfter: number; more: { value: number; low: number; high: number } | null; verdict: Verdict };

/** Of fewer pairs nothing is said. */
export const fewest = 10;

/** The 97.5th percentile of Student's t (Fisher & Cornish 1960): to 1e-3 from five degrees of freedom on. */
export function studentAt(freedom: number): number {
  const z = 1.959963984540054;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3);
}

/** A mean with its 95 % interval. */
export function meanOf(values: readonly number[]): { value: number; low: number; high: number } {
  const n = values.length;
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (n - 1) / n);
  const by = studentAt(n - 1) * spread;
  return { value, low: value - by, high: value + by };
}

const mean = (pairs: readonly Pair[], of: (pair: Pair) => number): number => (pairs.length ? Math.round(pairs.reduce((sum, one) => sum + of(one), 0) / pairs.length) : 0);

/**
 * What serving brought: the change of the served less the change of their match, pair by pair, so that what befell everybody
 * cancels. Nothing is called a gain or a loss when the interval includes zero, or when there are few pairs (model, section 7).
 */
export function effectOf(pairs: readonly Pair[]): Effect {
  const more = pairs.length >= fewest ? meanOf(pairs.map((one) => one.after - one.before - (one.otherAfter - one.otherBefore))) : null;
  const rounded = more && { value: Math.round(more.value), low: Math.round(more.low), high: Math.round(more.high) };
  const verdict: Verdict = !more ? "few" : more.low > 0 ? "gain" : more.high < 0 ? "loss" : "none";
  return { pairs: pairs.length, invested: mean(pairs, (one) => one.invested), before: mean(pairs, (one) => one.before), after: mean(pairs, (one) => one.after), otherBefore: mean(pairs, (one) => one.otherBefore), otherAfter: mean(pairs, (one) => one.otherAfter), more: rounded, verdict };
}
