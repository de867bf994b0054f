import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readFigure } from "../figures.ts";
import { seesIndividuals, smallest } from "../types.ts";
import { counts } from "./funnel.ts";
import { type Cohort, type Growth, growthOf } from "./measures.ts";
import { few } from "#lib/core/small-groups.ts";
import type { CohortRow, GrowthView } from "./types.ts";

// Members of the last two years by the month in which they joined. A month is full when its last member has had T days.
const readMonths = `
  SELECT to_char(month, 'YYYY-MM') AS month, members, ((month + interval '1 month')::date + $1::int)::text AS "fullOn", (month + interval '1 month') + make_interval(days => $1) <= now() AT TIME ZONE 'UTC' AS full
  FROM (SELECT date_trunc('month', joined_at AT TIME ZONE 'UTC') AS month, count(*) AS members FROM customer_fact WHERE joined_at >= (date_trunc('month', now() AT TIME ZONE 'UTC') - interval '24 months') AT TIME ZONE 'UTC' GROUP BY 1) m ORDER BY month`;
const readDelays = `
  SELECT to_char(f.joined_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, array_agg(extract(epoch FROM r.joined_at - f.joined_at)::float8 / 86400 ORDER BY r.joined_at) AS days
  FROM referral r JOIN customer_fact f ON f.customer_id = r.referrer_id
  WHERE r.${counts} AND f.joined_at >= (date_trunc('month', now() AT TIME ZONE 'UTC') - interval '24 months') AT TIME ZONE 'UTC' AND r.joined_at >= f.joined_at AND r.joined_at <= f.joined_at + make_interval(days => $1)
  GROUP BY r.referrer_id, 1`;
type Month = { month: string; members: number; fullOn: string; full: boolean };

// A bootstrap of what has not changed says the same again: it is not made twice.
const known = new Map<string, Growth | null>();
function growthOnce(name: string, cohort: Cohort): Growth | null {
  const key = `${name}:${cohort.members}:${cohort.delays.length}:${cohort.delays.reduce((sum, one) => sum + one.reduce((days, day) => days + day, one.length), 0)}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  // As many rounds as a tenth of a second allows where a million were brought; never fewer than 200.
  const made = growthOf(cohort, { rounds: Math.max(200, Math.min(1000, Math.round(4_000_000 / (1 + cohort.delays.length)))) });
  if (known.size > 200) known.clear();
  known.set(key, made);
  return made;
}

/** What growth is over everybody, before it is known who looks: for each month, and of the last twelve full ones. */
export type Measured = { months: (Month & { joined: number; growth: Growth | null })[]; all: Growth | null };

/** Measures K and the cycle time of every month of joining. */
export async function measureGrowth(within: number): Promise<Measured> {
  const [months, rows] = await Promise.all([db().query<Month>(readMonths, [within]), db().query<{ month: string; days: number[] }>(readDelays, [within])]);
  const delays = new Map<string, number[][]>();
  for (const { month, days } of rows) {
    const own = delays.get(month);
    if (own) own.push(days);
    else delays.set(month, [days]);
  }
  const measured = months.map((one) => {
    const own = delays.get(one.month) ?? [];
    return { ...one, joined: own.reduce((sum, days) => sum + days.length, 0), growth: one.full ? growthOnce(`${within}:${one.month}`, { members: one.members, delays: own }) : null };
  });
  const year = months.filter((one) => one.full).slice(-12);
  return { months: measured, all: growthOnce(`${within}:all`, { members: year.reduce((sum, one) => sum + one.members, 0), delays: year.flatMap((one) => delays.get(one.month) ?? []) }) };
}

/** What the figure of growth within so many days is called where it is kept. */
export const growthName = (within: number): string => `growth:${within}`;

/**
 * K and the cycle time by month of joining: of months whose every member has had T days, with their intervals; of the others only
 * what came so far. Who may not see individuals sees no month under ten, and no figure that rests on one to nine people.
 */
export async function readGrowth(actor: Member, within: number): Promise<GrowthView> {
  const { value, madeAt } = await readFigure<Measured>(growthName(within), () => measureGrowth(within));
  if (!value) return { within, madeAt, coming: true, cohorts: [], all: null };
  const individuals = seesIndividuals(actor);
  const cohorts = value.months.filter((one) => individuals || one.members >= smallest).map(({ month, members, joined, full, fullOn, growth }): CohortRow =>
    !individuals && few(joined) ? { month, members, joined: null, full, fullOn, k: null, cycle: null } : { month, members, joined, full, fullOn, k: growth?.k ?? null, cycle: growth?.cycle ?? null });
  const { all } = value;
  // The whole would tell what a month hides: of months that are not shown, and of who was brought in them.
  const year = value.months.filter((one) => one.full).slice(-12);
  const sum = (of: "members" | "joined", hidden: (one: Measured["months"][number]) => boolean): number => year.filter(hidden).reduce((total, one) => total + one[of], 0);
  const told = few(sum("members", (one) => one.members < smallest)) || few(sum("joined", (one) => one.members < smallest || few(one.joined)));
  return { within, madeAt, coming: false, cohorts, all: all && (individuals || (all.members >= smallest && !few(all.joined) && !told)) ? { members: all.members, joined: all.joined, k: all.k, cycle: all.cycle, each: all.each } : null };
}
