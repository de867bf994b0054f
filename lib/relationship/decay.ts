import { decaying, type Decaying } from "./weights.ts";

const dayMs = 86_400_000;
/** Half-lives in days (model, section 2). */
export const halfLives: Readonly<Record<Decaying, number>> = { f: 180, m: 180, v: 30, e: 60, p: 90, b: 180 };
export const recencyHalfLife = 90;

/** Six amounts as they stand on one day, counted in UTC days since 1970. */
export type Decayed = { day: number } & Record<Decaying, number>;

/** The UTC day of an instant, counted from 1970-01-01. */
export function dayOf(at: Date): number {
  return Math.floor(at.getTime() / dayMs);
}

/** No amounts at all, as of `day`. */
export function nothing(day: number): Decayed {
  return { day, f: 0, m: 0, v: 0, e: 0, p: 0, b: 0 };
}

/** What is left of `amount` after `days`: half of it after every half-life. Time never runs backwards, so a negative age is none. */
export function remaining(amount: number, days: number, halfLife: number): number {
  return days <= 0 ? amount : amount * 2 ** (-days / halfLife);
}

/** The same amounts seen on a later day; an earlier day leaves them as they are. */
export function forward(state: Decayed, day: number): Decayed {
  if (day <= state.day) return state;
  const next = nothing(day);
  for (const signal of decaying) next[signal] = remaining(state[signal], day - state.day, halfLives[signal]);
  return next;
}

/**
 * The sum of two stored states, brought to the later of their days: forward decay (Cormode, Shkapenyuk, Srivastava,
 * Xu, ICDE 2009). Commutative and associative, so neither arrival order nor batching changes a signal.
 */
export function add(a: Decayed, b: Decayed): Decayed {
  const day = Math.max(a.day, b.day);
  const sum = { ...forward(a, day) };
  const other = forward(b, day);
  for (const signal of decaying) sum[signal] += other[signal];
  return sum;
}

/** Takes `b` out of `a` again: unmerging two customers, or taking back what was given. */
export function subtract(a: Decayed, b: Decayed): Decayed {
  const negative = nothing(b.day);
  for (const signal of decaying) negative[signal] = -b[signal];
  return add(a, negative);
}

/** Recency in [0, 1]: 1 now, one half after 90 days, 0 for somebody who never did anything. */
export function recency(lastAt: Date | null, at: Date): number {
  return lastAt ? remaining(1, (at.getTime() - lastAt.getTime()) / dayMs, recencyHalfLife) : 0;
}
