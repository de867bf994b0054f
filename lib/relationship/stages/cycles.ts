/** A day (UTC) on which somebody bought or came, and when they first did. */
export type Active = { kind: "purchase" | "visit"; day: number; at: number };
type Act = Active & { cycle: number | null };
/** What was done of one kind, day by day, each with the cycle known by then, and the longest cycle there was. */
export type Cycles = { acts: Act[]; longest: number }[];
export type Beat = { kind: Active["kind"]; at: number; cycle: number };

const dayMs = 86_400_000;
/** No cycle is shorter than a week: who comes every day is not gone after a weekend. */
export const shortest = 7;
/** A rhythm shows in two gaps. */
const fewest = 2;

/** One's own cycle: the median of the gaps between the days on which one did it. */
function cycleOf(sorted: readonly number[]): number | null {
  if (sorted.length < fewest) return null;
  const middle = sorted.length / 2;
  const median = sorted.length % 2 ? sorted[Math.floor(middle)] ?? 0 : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return Math.max(shortest, Math.ceil(median));
}

function place(sorted: number[], gap: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < gap) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, gap);
}

/** The cycles of buying and of coming, as they were known on each day on which it was done. Twice on a day is once. */
export function cyclesOf(active: readonly Active[]): Cycles {
  return (["purchase", "visit"] as const).map((kind) => {
    const days = new Map<number, number>();
    for (const one of active) if (one.kind === kind) days.set(one.day, Math.min(one.at, days.get(one.day) ?? one.at));
    const gaps: number[] = [];
    const acts: Act[] = [];
    let longest = 0;
    for (const [day, at] of [...days].sort(([a], [b]) => a - b)) {
      const before = acts.at(-1);
      if (before) place(gaps, day - before.day);
      const cycle = cycleOf(gaps);
      longest = Math.max(longest, cycle ?? 0);
      acts.push({ kind, day, at, cycle });
    }
    return { acts, longest };
  });
}

// The acts are in time: the last one that is not later.
function lastAct(acts: readonly Act[], holds: (act: Act) => boolean): number {
  let [low, high] = [0, acts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const act = acts[middle];
    if (act && holds(act)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether somebody was active in each of their last two cycles, of buying or of coming (that is what it takes), and whether they
 * were in any of the two (that is what it takes to stay). `by` is what they did in them, `last` what they did last.
 */
export function cycleAt(cycles: Cycles, at: number): { enters: boolean; stays: boolean; by: Beat[]; last: Beat[] } {
  const today = Math.floor(at / dayMs);
  const found = { enters: false, stays: false, by: [] as Beat[], last: [] as Beat[] };
  for (const { acts } of cycles) {
    const latest = acts[lastAct(acts, (act) => act.at <= at)];
    if (!latest?.cycle) continue;
    const { cycle, kind } = latest;
    const earlier = acts[lastAct(acts, (act) => act.at <= at && act.day <= today - cycle)];
    const both = latest.day > today - cycle && earlier !== undefined && earlier.day > today - 2 * cycle;
    const either = latest.day > today - 2 * cycle;
    if (both && !found.enters) found.by = [{ kind, at: earlier.at, cycle }, { kind, at: latest.at, cycle }];
    else if (either && found.by.length === 0) found.by = [{ kind, at: latest.at, cycle }];
    found.enters ||= both;
    found.stays ||= either;
    found.last.push({ kind, at: latest.at, cycle });
  }
  return found;
}
