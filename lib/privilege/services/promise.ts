import { beginOf, dueAfter, openMinutes, opensAt, weekOf } from "./clock.ts";
import type { Hours } from "./types.ts";

const week = 7 * 86_400_000;

/** What a service can take on: its hours, cases a week, and for how many weeks ahead there is a line (0: none). */
export type Capacity = { hours: Hours; weeklyCases: number; lineWeeks: number };
/** How many cases each week has been given so far, by its Monday; and how many wait for a first answer, by the week they were given. */
export type Load = { given: ReadonlyMap<string, number>; waiting: ReadonlyMap<string, number> };
/** When somebody can expect a first answer. `place` is their number in the line when this week has no room, null when it has; `week` is the one their case is given. */
export type Promised = { at: Date; week: string; place: number | null };

const sum = (of: ReadonlyMap<string, number>, which: (monday: string) => boolean): number => [...of].reduce((total, [monday, count]) => (which(monday) ? total + count : total), 0);
const mondayAfter = (monday: string, weeks: number): string => new Date(Date.parse(`${monday}T00:00:00Z`) + weeks * week).toISOString().slice(0, 10);

/**
 * What can be promised to the next case: a place in the first week that has room, and a first answer once those before it in
 * that week were answered, at the pace the catalogue gives. Undefined when no week as far as the line goes has room, so that
 * no week is ever promised more cases than its capacity.
 */
export function promiseOf({ hours, weeklyCases, lineWeeks }: Capacity, load: Load, now: Date): Promised | undefined {
  const current = weekOf(hours, now);
  for (let ahead = 0; ahead <= lineWeeks; ahead += 1) {
    const monday = mondayAfter(current, ahead);
    if ((load.given.get(monday) ?? 0) >= weeklyCases) continue;
    const [begins, ends] = [beginOf(hours, monday), beginOf(hours, mondayAfter(monday, 1))];
    const from = ahead === 0 ? now : begins;
    const left = openMinutes(hours, from, ends);
    // A week whose hours are over, or that is all holidays, takes nothing more.
    if (left <= 0) continue;
    const pace = openMinutes(hours, begins, ends) / weeklyCases;
    const before = ahead === 0 ? sum(load.waiting, (one) => one <= current) : (load.waiting.get(monday) ?? 0);
    // What the hours that are left cannot hold is for another week.
    if ((before + 1) * pace > left + 1e-6 && ahead === 0 && lineWeeks > 0) continue;
    const at = dueAfter(hours, opensAt(hours, from) ?? from, (before + 1) * pace);
    if (at) return { at, week: monday, place: ahead === 0 ? null : sum(load.waiting, (one) => one > current && one <= monday) + 1 };
  }
  return undefined;
}
