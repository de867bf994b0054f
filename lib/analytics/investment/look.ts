import { db, transact } from "#lib/core/transact.ts";
import type { Segment } from "#lib/relationship/portfolio.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { readPortfolio } from "#lib/relationship/portfolio-query.ts";
import { dateOf, readSnapshot } from "#lib/relationship/segments/snapshots.ts";
import { effectOf, type Pair } from "./effect.ts";
import { matchUnits, type Unit } from "./matching.ts";
import { groups, type Look } from "./types.ts";
import { sumWindows, type Window } from "./windows.ts";

const dayMs = 86_400_000;
const year = 365;
/** Who was served for the first time less than four weeks ago has no after yet. */
const shortest = 28;
/** How far back a first time is looked at, and how many days share the night their members are compared on. */
const span = { back: 730, bucket: 30 };
/** So many of those who were never served are looked through for each night, taken evenly. */
const mostOthers = 60_000;
/** With more customers than this a day without a night is passed over. */
const mostRead = 20_000;

const readFirsts = `
  SELECT c.customer_id AS id, min(c.at) AS first FROM cost_entry c JOIN account a ON a.id = c.customer_id AND a.role = 'customer' WHERE c.cents > 0 GROUP BY 1`;
const readNight = "SELECT max(day) - '1970-01-01'::date AS day FROM portfolio_day WHERE day <= $1::date AND day > $1::date - 45";
const readJoined = "SELECT id, created_at AS at FROM account WHERE id = ANY($1::uuid[]) AND role = 'customer' AND suspended_at IS NULL";
type First = { id: string; first: Date };
type Compared = Unit & { segment: Segment };

type Stood = { customerId: string; rf: number; netCents: number; segment: Segment };

/** Everybody as a night on or shortly before a day left them; where there was none, as after an import, as the ledger says, when they are not too many for that. */
async function* everybodyOn(day: number, customers: number): AsyncGenerator<readonly Stood[]> {
  const [night] = await db().query<{ day: number | null }>(readNight, [dateOf(day)]);
  if (night?.day !== null && night?.day !== undefined) yield* readSnapshot(night.day);
  else if (customers <= mostRead) yield (await readPortfolio({ asOf: new Date((day + 1) * dayMs - 1), tz: "UTC" })).placed;
}

/** Everybody of a day who is among these, or was never served; of the latter at most so many. */
async function standingAt(day: number, { wanted, served }: { wanted: ReadonlySet<string>; served: ReadonlySet<string> }): Promise<{ mine: Compared[]; others: Compared[] }> {
  const [row] = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM customer_fact");
  const every = Math.max(1, Math.ceil((row?.count ?? 0) / mostOthers));
  const found: { id: string; rf: number; netCents: number; segment: Segment }[] = [];
  let place = 0;
  for await (const block of everybodyOn(day, row?.count ?? 0)) {
    for (const { customerId, rf, netCents, segment } of block) {
      if (!wanted.has(customerId)) {
        if (served.has(customerId)) continue;
        place += 1;
        if (place % every !== 0) continue;
      }
      found.push({ id: customerId, rf, netCents, segment });
    }
  }
  const joined = new Map<string, Date>();
  for (let from = 0; from < found.length; from += 10_000) for (const one of await db().query<{ id: string; at: Date }>(readJoined, [found.slice(from, from + 10_000).map((each) => each.id)])) joined.set(one.id, one.at);
  const units = found.flatMap((one): Compared[] => { const at = joined.get(one.id); return at ? [{ ...one, tenureDays: day - dayOf(at) }] : []; });
  return { mine: units.filter((one) => wanted.has(one.id)), others: units.filter((one) => !wanted.has(one.id)) };
}

type Paired = { segment: Segment; days: number; windows: [Window, Window, Window, Window] };

async function pairsOf(firsts: readonly First[], { served, now }: { served: ReadonlySet<string>; now: Date }): Promise<Paired[]> {
  const today = dayOf(now);
  const buckets = Map.groupBy(firsts, (one) => Math.floor((today - dayOf(one.first)) / span.bucket));
  const paired: Paired[] = [];
  const used = new Set<string>(served);
  for (const [bucket, list] of [...buckets].sort(([a], [b]) => a - b)) {
    // All of a bucket are compared as they stood on one day before the first of them.
    const at = new Map(list.map((one) => [one.id, one.first]));
    const { mine, others } = await standingAt(today - (bucket + 1) * span.bucket, { wanted: new Set(at.keys()), served: used });
    const segments = new Map(mine.map((one) => [one.id, one.segment]));
    for (const { served: one, other } of matchUnits(mine, others)) {
      const first = at.get(one.id) ?? now;
      const days = Math.min(year, (now.getTime() - first.getTime()) / dayMs);
      const [from, until] = [new Date(first.getTime() - days * dayMs), new Date(first.getTime() + days * dayMs)];
      // The first cost falls into the time after: an instant before it is where before ends.
      const cut = new Date(first.getTime() - 1);
      used.add(other.id);
      paired.push({ segment: segments.get(one.id) ?? "D", days, windows: [{ id: one.id, from, until: cut }, { id: one.id, from: cut, until }, { id: other.id, from, until: cut }, { id: other.id, from: cut, until }] });
    }
  }
  return paired;
}

/** Looks at serving as an investment: net profit before and after, beside matched customers who were never served (model, section 7). */
export async function lookAtInvestment(now = new Date()): Promise<Look> {
  const all = await db().query<First>(readFirsts);
  const served = new Set(all.map((one) => one.id));
  const age = ({ first }: First): number => (now.getTime() - first.getTime()) / dayMs;
  const looked = all.filter((one) => age(one) >= shortest && age(one) < span.back);
  const paired = await pairsOf(looked, { served, now });
  const sums = await sumWindows(db(), paired.flatMap((one) => one.windows));
  const pairs = paired.map(({ segment, days }, at): Pair & { segment: Segment; days: number } => {
    const [before, after, otherBefore, otherAfter] = [0, 1, 2, 3].map((part) => sums[4 * at + part]);
    return { segment, days, before: before?.net ?? 0, after: after?.net ?? 0, otherBefore: otherBefore?.net ?? 0, otherAfter: otherAfter?.net ?? 0, invested: after?.spent ?? 0 };
  });
  return {
    served: all.length, recent: all.filter((one) => age(one) < shortest).length, unmatched: looked.length - pairs.length, whole: pairs.filter((one) => one.days >= year).length,
    effects: groups.map((group) => ({ group, effect: effectOf(pairs.filter((one) => group === "all" || one.segment === group)) })),
  };
}

/** After a night: looks, and keeps what was found for whoever reads. */
export async function investmentJob(): Promise<void> {
  const made = await lookAtInvestment();
  await transact((tx) => tx.query("INSERT INTO investment_look (day, made) VALUES ((now() AT TIME ZONE 'UTC')::date, $1) ON CONFLICT (day) DO UPDATE SET made = excluded.made, made_at = now()", [JSON.stringify(made)]));
}
