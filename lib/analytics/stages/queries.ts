import { actedKind } from "#lib/buzz/events.ts";
import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { requestKinds } from "#lib/privilege/events.ts";
import { stages } from "#lib/relationship/stages/types.ts";
import { shownTo } from "../policy.ts";
import { shownPart, thinnedSteps } from "#lib/core/small-groups.ts";
import { seesIndividuals, smallest } from "../types.ts";
import { medianStay, shareAfter, type Spell, survivalOf } from "./survival.ts";
import { type LoopStep, loopSteps, type StagesView, type Turned } from "./types.ts";

const months = Array.from({ length: 13 }, (_, at) => at);
const monthDays = 365 / 12;

const readStanding = `SELECT stage, highest, count(*)::int AS count, sum(loops)::int AS loops, count(*) FILTER (WHERE loops > 0)::int AS members, count(*) FILTER (WHERE loops > 1)::int AS again FROM customer_stage GROUP BY 1, 2`;
type StandingRow = { stage: number; highest: number; count: number; loops: number; members: number; again: number };
const passed = "floor(extract(epoch FROM coalesce(until, now()) - at) / 86400)::int";
// How long each stay at a stage was, by whole days: few rows, whoever many there are.
const readStays = `
  SELECT stage, greatest(0, ${passed}) AS days, until IS NOT NULL AS ended, count(*)::int AS count
  FROM (SELECT after AS stage, at, lead(at) OVER (PARTITION BY customer_id ORDER BY at) AS until FROM stage_change WHERE taken_back_at IS NULL) lined WHERE stage > 0 GROUP BY 1, 2, 3`;
// The same of being at a stage or further: from when it was passed upwards to when it was passed downwards.
const readKept = `
  SELECT k AS stage, greatest(0, ${passed}) AS days, until IS NOT NULL AS ended, count(*)::int AS count
  FROM (SELECT k, c.after >= k AS inside, c.at, lead(c.at) OVER (PARTITION BY k, c.customer_id ORDER BY c.at) AS until
    FROM generate_series(1, 5) k JOIN stage_change c ON (c.before < k) <> (c.after < k) WHERE c.taken_back_at IS NULL) lined WHERE inside GROUP BY 1, 2, 3`;
type SpellRow = Spell & { stage: number };

// Members by what they came to in a year, from the small index over what stages are made of; of those who brought somebody, they whose need was met.
const readChain = `
  WITH live AS MATERIALIZED (SELECT i.customer_id, i.kind, i.subject_id, i.value FROM interaction i JOIN account a ON a.id = i.customer_id AND a.role = 'customer'
    WHERE i.kind IN (${[...Object.values(requestKinds).slice(0, 4), actedKind].map((kind) => `'${kind}'`).join(", ")}) AND i.occurred_at > now() - interval '365 days' AND i.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id)),
  met AS (SELECT r.customer_id, count(DISTINCT r.subject_id) AS needs FROM live r JOIN live f ON f.customer_id = r.customer_id AND f.subject_id = r.subject_id AND f.kind = '${requestKinds.fulfilled}' WHERE r.kind = '${requestKinds.rated}' AND r.value >= 4 GROUP BY 1),
  brought AS (SELECT l.customer_id, l.subject_id FROM live l JOIN met USING (customer_id) WHERE l.kind = '${actedKind}'),
  came AS (SELECT DISTINCT r.newcomer_id AS id FROM brought b JOIN referral r ON r.id = b.subject_id::uuid)
  SELECT (SELECT count(DISTINCT customer_id) FROM live WHERE kind = '${requestKinds.forwarded}')::int AS forwarded, (SELECT count(DISTINCT customer_id) FROM live WHERE kind = '${requestKinds.learned}')::int AS learned,
    (SELECT count(*) FROM met)::int AS met, (SELECT count(*) FROM met WHERE needs > 1)::int AS again, (SELECT count(DISTINCT customer_id) FROM brought)::int AS brought,
    (SELECT count(*) FROM came)::int AS newcomers, (SELECT count(*) FROM came WHERE EXISTS (SELECT 1 FROM live l WHERE l.customer_id = came.id AND l.kind = '${requestKinds.forwarded}'))::int AS began`;

const readLatest = `
  SELECT a.id, a.name, c.before, c.after, c.at, c.cause FROM stage_change c JOIN account a ON a.id = c.customer_id
  WHERE c.taken_back_at IS NULL ORDER BY c.at DESC, c.id DESC LIMIT 20`;

type Figures = { standing: StandingRow[]; stays: SpellRow[]; kept: SpellRow[]; chain: Record<LoopStep, number> | undefined; latest: (Omit<Turned, "at"> & { at: Date })[] };
const gather = async (): Promise<Figures> => {
  const [standing, stays, kept, [chain], latest] = await Promise.all([
    db().query<StandingRow>(readStanding), db().query<SpellRow>(readStays), db().query<SpellRow>(readKept), db().query<Record<LoopStep, number>>(readChain), db().query<Figures["latest"][number]>(readLatest),
  ]);
  return { standing, stays, kept, chain, latest };
};

// Whoever looks is told of a change at once and asks a little later: what was read a moment ago serves all of them, and none an older one than they were told of.
const fresh = 300;
let shared: { at: number; figures: Promise<Figures> } | undefined;
function gathered(): Promise<Figures> {
  if (!shared || performance.now() - shared.at > fresh) {
    const figures = gather();
    shared = { at: performance.now(), figures };
    figures.catch(() => { shared = undefined; });
  }
  return shared.figures;
}

/** Where customers stand on the loop of needs, how long they stay, who is kept, and what comes of it in a year. Five statements. */
export async function readStages(actor: Member): Promise<StagesView> {
  const individuals = seesIndividuals(actor);
  const { standing, stays, kept, chain, latest } = await gathered();
  const shown = (count: number): number | null => shownTo(actor, count);
  const count = (holds: (row: StandingRow) => boolean, of: (row: StandingRow) => number = (row) => row.count): number => standing.filter(holds).reduce((sum, row) => sum + of(row), 0);
  const inSteps = (of: readonly number[]): (number | null)[] => (individuals ? [...of] : thinnedSteps(of));
  const part = (one: number, whole: number): number | null => (individuals ? one : shownPart(one, whole));
  const [onward, reached] = [stages.map((stage) => count((row) => row.stage >= stage)), stages.map((stage) => count((row) => row.highest >= stage))];
  const [onwardShown, reachedShown, chainShown] = [inSteps(onward), inSteps(reached), inSteps(loopSteps.map((step) => chain?.[step] ?? 0))];
  const [members, completed] = [count(() => true, (row) => row.members), count(() => true, (row) => row.loops)];
  const entered = (rows: readonly Spell[]): number => rows.reduce((sum, one) => sum + one.count, 0);
  return {
    individuals,
    funnel: stages.map((stage, at) => ({ stage, now: part(count((row) => row.stage === stage), onward[at] ?? 0), onward: onwardShown[at] ?? null, reached: reachedShown[at] ?? null })),
    loops: { completed: shown(members) === null ? null : shown(completed), members: shown(members), again: part(count(() => true, (row) => row.again), members) },
    chain: loopSteps.map((step, at) => ({ step, count: chainShown[at] ?? null })),
    stays: stages.map((stage) => {
      const rows = stays.filter((one) => one.stage === stage);
      const seen = shown(entered(rows));
      return { stage, entered: seen, median: seen ? medianStay(survivalOf(rows)) : null, watched: seen ? Math.max(0, ...rows.map((one) => one.days)) : null };
    }),
    retention: stages.map((stage) => {
      const rows = kept.filter((one) => one.stage === stage);
      const [seen, steps] = [shown(entered(rows)), survivalOf(rows)];
      // Of few nobody may read who left: the curve ends where fewer than ten were watched.
      const long = (day: number): number => rows.filter((one) => one.days >= day).reduce((sum, one) => sum + one.count, 0);
      return { stage, entered: seen, points: months.map((month) => ({ month, share: seen && (individuals || long(month * monthDays) >= smallest) ? shareAfter(rows, steps, Math.round(month * monthDays)) : null })) };
    }),
    latest: individuals ? latest.map((row) => ({ ...row, at: row.at.toISOString() })) : null,
  };
}
