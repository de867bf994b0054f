import { readSettings } from "#lib/catalogue/settings.ts";
import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { shownTo } from "../policy.ts";
import { thinned } from "#lib/core/small-groups.ts";
import { seesIndividuals } from "../types.ts";
import { effectOf } from "./effect.ts";
import type { Invested, InvestmentView, Look, Spent } from "./types.ts";
import { sumWindows } from "./windows.ts";

const dayMs = 86_400_000;
const lately = "c.at > now() - interval '365 days'";
// What it was for, by the name it has where that is known: the category of a request, the privilege in the reader's language.
const readSpent = `
  SELECT c.kind, coalesce(s.name, v.words -> $1 ->> 'name') AS what, count(DISTINCT (c.subject_type, c.subject_id))::int AS cases, count(DISTINCT c.customer_id)::int AS members, sum(c.cents)::float8 AS cents
  FROM cost_entry c LEFT JOIN request r ON r.id = CASE WHEN c.subject_type = 'request' AND c.subject_id ~ '^[0-9]{1,15}$' THEN c.subject_id::bigint END LEFT JOIN service s ON s.id = r.service_id
    LEFT JOIN privilege v ON v.id = CASE WHEN c.subject_type = 'privilege' AND c.subject_id ~ '^[0-9]{1,15}$' THEN c.subject_id::bigint END
  WHERE ${lately} GROUP BY 1, 2 ORDER BY 5 DESC`;
const readSegments = `
  SELECT f.segment, count(*)::int AS members, sum(x.cents)::float8 AS cents FROM (SELECT c.customer_id, sum(c.cents) AS cents FROM cost_entry c WHERE ${lately} GROUP BY 1) x JOIN customer_fact f ON f.customer_id = x.customer_id GROUP BY 1 ORDER BY 1 NULLS LAST`;
const readMost = `
  SELECT x.id, f.name, f.segment, x.cents, x.first FROM (SELECT c.customer_id AS id, (sum(c.cents) FILTER (WHERE ${lately}))::float8 AS cents, min(c.at) FILTER (WHERE c.cents > 0) AS first FROM cost_entry c GROUP BY 1) x
  JOIN customer_fact f ON f.customer_id = x.id WHERE x.cents > 0 AND x.first IS NOT NULL ORDER BY x.cents DESC, x.id LIMIT 50`;
const readLook = `SELECT day::text AS day, made FROM investment_look ORDER BY day DESC LIMIT 1`;

/** Those in whom most was invested in a year, with their net profit as long before the first time as after it, a year at most. */
async function mostInvested(now: Date): Promise<Invested[]> {
  const rows = await db().query<{ id: string; name: string; segment: string | null; cents: number; first: Date }>(readMost);
  const days = rows.map((row) => Math.min(365, (now.getTime() - row.first.getTime()) / dayMs));
  const sums = await sumWindows(db(), rows.flatMap((row, at) => {
    const [cut, long] = [row.first.getTime() - 1, (days[at] ?? 0) * dayMs];
    return [{ id: row.id, from: new Date(cut - long), until: new Date(cut) }, { id: row.id, from: new Date(cut), until: new Date(cut + long) }];
  }));
  return rows.map(({ first, ...row }, at) => ({ ...row, since: first.toISOString(), days: Math.floor(days[at] ?? 0), before: sums[2 * at]?.net ?? 0, after: sums[2 * at + 1]?.net ?? 0 }));
}

/** A look as this reader may see it: nothing of fewer than ten pairs, but that there are few. */
function lookFor(actor: Member, { effects, ...counts }: Look): Look {
  const shown = (count: number | null): number | null => (count === null ? null : shownTo(actor, count));
  const seen = { served: shown(counts.served), recent: shown(counts.recent), unmatched: shown(counts.unmatched), whole: shown(counts.whole) };
  const parts = effects.filter((one) => one.group !== "all");
  const told = new Set(thinned(parts.map((one) => one.effect.pairs)).flatMap((pairs, at) => (pairs === null ? [] : [parts[at]?.group])));
  return { ...seen, effects: effects.map(({ group, effect }) => ({ group, effect: seesIndividuals(actor) || (group === "all" ? shownTo(actor, effect.pairs) !== null : told.has(group)) ? effect : effectOf([]) })) };
}

/** What serving cost in a year, for what and in whom, and what a night found that it brings. Six statements. */
export async function readInvestment(actor: Member): Promise<InvestmentView> {
  const individuals = seesIndividuals(actor);
  const now = new Date();
  const [spent, segments, [look], { currency }, customers] = await Promise.all([
    db().query<Spent & { cents: number; members: number; cases: number }>(readSpent, [actor.locale]), db().query<{ segment: string | null; members: number; cents: number }>(readSegments), db().query<{ day: string; made: Look }>(readLook), readSettings(db()), individuals ? mostInvested(now) : null,
  ]);
  // What is hidden must not be told by the rest of the whole.
  const visible = (rows: readonly { members: number }[]): boolean[] => (individuals ? rows.map(() => true) : thinned(rows.map((row) => row.members)).map((one) => one !== null));
  const [spentSeen, segmentsSeen] = [visible(spent), visible(segments)];
  const members = shownTo(actor, segments.reduce((sum, row) => sum + row.members, 0));
  return {
    individuals, currency, day: look?.day ?? null, totalCents: members === null ? null : spent.reduce((sum, row) => sum + row.cents, 0), members,
    spent: spent.map((row, at) => (spentSeen[at] ? row : { ...row, cases: null, members: null, cents: null })),
    bySegment: segments.map((row, at) => (segmentsSeen[at] ? row : { ...row, members: null, cents: null })),
    look: look ? lookFor(actor, look.made) : null, customers,
  };
}
