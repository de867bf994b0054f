import type { Arm, ArmCounts, Verdict } from "./types.ts";

const z95 = 1.959963984540054;
const z80 = 0.8416212335729143;

/**
 * How many letters each of two kinds takes, so that a true difference of `difference` between two shares, one of them `base`, is
 * found four times out of five, and one that is not there is seen one time in twenty (two-sided).
 */
export function sizeFor(base: number, difference: number): number {
  const p = Math.min(0.99, Math.max(0.001, base));
  const q = Math.min(0.999, p + Math.max(0.001, difference));
  const middle = (p + q) / 2;
  const spread = z95 * Math.sqrt(2 * middle * (1 - middle)) + z80 * Math.sqrt(p * (1 - p) + q * (1 - q));
  return Math.ceil((spread / (q - p)) ** 2);
}

/** The smallest difference that so many letters of each kind can find, to a tenth of a percentage point; the whole when none can. */
export function findable(base: number, each: number): number {
  let [low, high] = [0.001, Math.max(0.002, 0.999 - base)];
  if (each <= 0 || sizeFor(base, high) > each) return 1 - base;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (sizeFor(base, middle) <= each) high = middle;
    else low = middle;
  }
  return high;
}

/** The interval of a share (Wilson): it stays within 0 and 1, and is honest for few. */
export function shareInterval({ sent, clicked }: ArmCounts): { low: number; high: number } {
  if (sent === 0) return { low: 0, high: 1 };
  const p = clicked / sent;
  const square = z95 * z95;
  const middle = p + square / (2 * sent);
  const spread = z95 * Math.sqrt((p * (1 - p)) / sent + square / (4 * sent * sent));
  const whole = 1 + square / sent;
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

/** By how much the second kind is clicked more than the first, with the interval of 95 % (Newcombe, from the two of Wilson). */
export function differenceOf(a: ArmCounts, b: ArmCounts): { difference: number; low: number; high: number } {
  const [p, q] = [a.sent ? a.clicked / a.sent : 0, b.sent ? b.clicked / b.sent : 0];
  const [one, other] = [shareInterval(a), shareInterval(b)];
  return {
    difference: q - p,
    low: a.sent && b.sent ? q - p - Math.hypot(q - other.low, one.high - p) : -1,
    high: a.sent && b.sent ? q - p + Math.hypot(other.high - q, p - one.low) : 1,
  };
}

/**
 * What a test says: once, when both kinds reached the size that was computed before and their readers had the time that was
 * said before. Earlier it says how much is missing and no more, for whoever looks often sees differences that are not there.
 */
export function judge(arms: Record<Arm, ArmCounts>, { size, until, now, waiting }: { size: number; until: Date | null; now: Date; waiting: number }): Verdict {
  const sent = { a: arms.a.sent, b: arms.b.sent };
  const reached = sent.a >= size && sent.b >= size;
  if (!until || waiting > 0) return { state: "early", size, sent };
  if (now < until) return reached ? { state: "waiting", until: until.toISOString() } : { state: "early", size, sent };
  if (!reached) return { state: "short", size, sent };
  const { difference, low, high } = differenceOf(arms.a, arms.b);
  return { state: "judged", better: low > 0 ? "b" : high < 0 ? "a" : null, difference, low, high };
}
