import { seeded } from "#lib/relationship/lifetime/random.ts";

/** A figure with the middle 95 % of where it may be; `high` is null where nothing bounds it. */
export type Estimate = { value: number; low: number; high: number | null };
/** Members who joined in one span of time: how many, and for each who brought somebody within T how many days each of those took. */
export type Cohort = { members: number; delays: readonly (readonly number[])[] };
export type Growth = { members: number; inviters: number; joined: number; k: Estimate; cycle: Estimate | null; each: Estimate | null };

// The distribution of Poisson(1), added up: how often one member is drawn again.
const drawn = Array.from({ length: 9 }, (_, most) => { let [term, sum] = [Math.exp(-1), Math.exp(-1)]; for (let n = 1; n <= most; n += 1) { term /= n; sum += term; } return sum; });
const again = (at: number): number => { let n = 0; while (n < drawn.length && at > (drawn[n] ?? 1)) n += 1; return n; };

/** How often so many members are drawn again altogether: Poisson, by its normal where they are many. */
function againOf(random: () => number, members: number): number {
  if (members > 60) return Math.max(0, Math.round(members + Math.sqrt(members) * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())));
  let sum = 0;
  for (let one = 0; one < members; one += 1) sum += again(random());
  return sum;
}

/** The middle of what is sorted, each as often as its weight says; between two where the half falls on their border. */
function weightedMiddle(sorted: readonly { days: number; member: number }[], weights: ArrayLike<number>): number {
  let total = 0;
  for (const { member } of sorted) total += weights[member] ?? 0;
  let below = 0;
  for (const [at, { days, member }] of sorted.entries()) {
    below += weights[member] ?? 0;
    if (2 * below < total || below === 0) continue;
    if (2 * below > total) return days;
    for (let next = at + 1; next < sorted.length; next += 1) { const one = sorted[next]; if (one && (weights[one.member] ?? 0) > 0) return (days + one.days) / 2; }
    return days;
  }
  return Number.NaN;
}

/** The value below which a share of the sorted ones lies, between two by line. */
function at(sorted: ArrayLike<number> & { length: number }, share: number): number {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
}

const middle95 = (values: Float64Array): [number, number] => { const sorted = values.toSorted(); return [at(sorted, 0.025), at(sorted, 0.975)]; };

/**
 * What each member brings in the long run: 1/(1 − K), while K is below one. Every bound that reaches one is no bound.
 */
export function eachBrings(k: Estimate): Estimate | null {
  if (!(k.value < 1)) return null;
  const of = (value: number): number => 1 / (1 - value);
  return { value: of(k.value), low: of(Math.min(k.low, k.value)), high: k.high !== null && k.high < 1 ? of(k.high) : null };
}

// Of fewer than six no two are sure to hold the median between them nineteen times of twenty: there is nothing to print.
const fewest = 6;

/**
 * K of a cohort, joined within T over its size, and the cycle time, the median of the days from a member's joining to that of whom
 * they brought. Both with the middle 95 % of a bootstrap over members (Efron & Tibshirani 1993): each member is drawn again as often
 * as Poisson(1) says (Hanley & MacGibbon 2006), which costs only as much as there are members who brought somebody. Where nobody
 * was brought K may still be up to 3.7 in as many members (the exact bound of Poisson). The same seed gives the same figures.
 */
export function growthOf(cohort: Cohort, { rounds = 600, seed = 1 }: { rounds?: number; seed?: number } = {}): Growth | null {
  const { members, delays } = cohort;
  if (members === 0) return null;
  const joined = delays.reduce((sum, one) => sum + one.length, 0);
  const value = joined / members;
  if (joined === 0) {
    const none: Estimate = { value: 0, low: 0, high: 3.689 / members };
    return { members, inviters: 0, joined, k: none, cycle: null, each: eachBrings(none) };
  }
  const random = seeded(seed);
  const sorted = delays.flatMap((days, member) => days.map((one) => ({ days: one, member }))).sort((a, b) => a.days - b.days);
  const [ks, cycles, weights] = [new Float64Array(rounds), new Float64Array(rounds), new Uint8Array(delays.length)];
  for (let round = 0; round < rounds; round += 1) {
    let [size, brought] = [againOf(random, members - delays.length), 0];
    for (let member = 0; member < delays.length; member += 1) {
      const times = again(random());
      weights[member] = times;
      size += times;
      brought += times * (delays[member]?.length ?? 0);
    }
    ks[round] = size > 0 ? brought / size : value;
    cycles[round] = weightedMiddle(sorted, weights);
  }
  const [low, high] = middle95(ks);
  const [soon, late] = middle95(cycles.filter((one) => !Number.isNaN(one)));
  const sure = delays.length >= fewest;
  const k: Estimate = { value, low, high };
  return { members, inviters: delays.length, joined, k, cycle: sure ? { value: weightedMiddle(sorted, new Uint8Array(delays.length).fill(1)), low: soon, high: late } : null, each: eachBrings(k) };
}
