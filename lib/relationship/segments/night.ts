import { db, type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { dayOf } from "../decay.ts";
import { factorOf, type Model } from "../factor.ts";
import { readTold } from "../indicators.ts";
import { readModel } from "../standing.ts";
import type { Told } from "../types.ts";
import { climb, gapOf, type Ladder } from "../tiers/ladder.ts";
import { type Climbed, grantedSince, readLadder, tierStandingOf, writeClimbs } from "../tiers/standings.ts";
import { atFirst, type Axes, holding, segmentAt, step } from "./axes.ts";
import { type Outlook, fitNight, outlooks } from "./night-lifetimes.ts";
import { nightPages, type Placed, type Row, standingIn, writePage } from "./night-rows.ts";
import { endOf, layOutNight, prepareNight, publishNight } from "./night-tables.ts";
import { gatherPicture } from "./picture.ts";
import { dateOf } from "./snapshots.ts";
import { readThresholds } from "./thresholds.ts";

/** What other rooms tell a night: the stage of each customer who has one (model, section 6), and whose request is open. */
export type Seams = { stagesOf: (reader: Reader, ids: readonly string[]) => Promise<ReadonlyMap<string, number>>; openRequestsOf: (reader: Reader, ids: readonly string[]) => Promise<ReadonlySet<string>> };
export const noSeams: Seams = { stagesOf: async () => new Map(), openRequestsOf: async () => new Set() };
export type Night = { day: string; customers: number; segments: Record<string, number>; vital: number; netCents: number; gini: number; version: number; moves: Record<string, number>; turned: Record<string, number>; lifetimes: boolean; seconds: number };

const epoch = "'1970-01-01'::date";
type Work = { began: Date; day: number; threshold: number; model: Model; ladder: Ladder; still: boolean; first: boolean; look: ((history: { x: number; tx: number; T: number }, mean: number) => Outlook) | undefined; seams: Seams };
/** What is asked of other rooms, and of indicators, about a page of customers. */
type Heard = { stages: ReadonlyMap<string, number>; open: ReadonlySet<string>; told: ReadonlyMap<string, readonly Told[]> | undefined };

function place(row: Row, { stages, told }: Heard, { day, threshold, model, first, look }: Work): Placed | undefined {
  const standing = standingIn(row);
  // Who neither bought nor ever did anything by then is an address, not yet a customer to place.
  if (!standing.decayed && row.net === null) return undefined;
  const stage = stages.get(row.id) ?? 0;
  const seen = { rf: factorOf(told ? { ...standing, told: told.get(row.id) ?? [] } : standing, model, endOf(day)), vital: row.vital, wider: row.wider };
  const before: Axes | undefined = row.xHigh === null || row.yHigh === null ? undefined : { x: { high: row.xHigh, turning: row.xTurning }, y: { high: row.yHigh, turning: row.yTurning } };
  const axes = first ? atFirst(seen, threshold) : step(before, seen, { day, threshold });
  const segment = segmentAt(axes);
  return {
    customerId: row.id, netCents: Math.round(row.net ?? 0), ...seen, segment, axes, tier: row.tier, since: segment === row.segment && row.segmentSince !== null ? row.segmentSince : day,
    was: row.segment, rank: row.rank, stage, outlook: look && row.x !== null ? look({ x: row.x, tx: row.tx, T: row.t }, row.mean) : undefined,
  };
}

function climbOf(row: Row, placed: Placed, { day, ladder, told }: { day: number; ladder: Ladder; told: { stage: number; openRequest: boolean } }): Climbed | undefined {
  if (row.evaluatedOn !== null && row.evaluatedOn >= day) return undefined;
  const facts = { rf: placed.rf, rank: placed.rank, vital: placed.vital, wider: placed.wider, segment: placed.segment, stage: told.stage, tenureDays: row.tenureDays };
  const before = tierStandingOf(row, row.tier, day);
  const { after, move } = climb(before, { day, ladder, facts, openRequest: told.openRequest });
  const same = row.level === after.level && (["since", "risingSince", "failingSince", "toldOn"] as const).every((name) => row[name] === after[name]) && (row.granted ?? null) === (after.grant?.level ?? null);
  // Who is a Member with nothing under way needs no row.
  if (same || (row.level === null && after.level === 0 && after.risingSince === null)) return undefined;
  const keep = ladder.get(before.level)?.keep;
  return { customerId: row.id, before, after, move, gap: keep ? gapOf(keep, facts) : [] };
}

async function hear(reader: Reader, rows: readonly Row[], { model, seams }: Work): Promise<Heard> {
  const ids = rows.map((row) => row.id);
  return { stages: await seams.stagesOf(reader, ids), open: await seams.openRequestsOf(reader, ids), told: model.indicators?.length ? await readTold(reader, ids) : undefined };
}

function placePage(rows: readonly Row[], heard: Heard, work: Work): { placed: Placed[]; climbs: Climbed[] } {
  const climbs: Climbed[] = [];
  const placed = rows.flatMap((row) => {
    const one = place(row, heard, work);
    if (!one) return [];
    const climbed = work.still ? undefined : climbOf(row, one, { day: work.day, ladder: work.ladder, told: { stage: one.stage, openRequest: heard.open.has(row.id) } });
    if (!climbed) return [one];
    climbs.push(climbed);
    return [{ ...one, tier: climbed.after.level }];
  });
  return { placed, climbs };
}

// While one page is written the next is placed: the database and this process work beside each other.
async function walk(work: Work, took: (placed: readonly Placed[], climbs: readonly Climbed[]) => void): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  for await (const rows of nightPages()) {
    const { placed, climbs } = placePage(rows, await hear(db(), rows, work), work);
    took(placed, climbs);
    await writing;
    writing = transact(async (tx: Tx) => {
      await writePage(tx, work.day, placed);
      // Who was granted a tier since the night laid everybody out has their own reasons to stand where they stand: the next night looks at them.
      const granted = await grantedSince(tx, climbs.map((one) => one.customerId), work.began);
      await writeClimbs(tx, work.day, granted.size === 0 ? climbs : climbs.filter((one) => !granted.has(one.customerId)));
    });
    writing.catch(() => {});
  }
  await writing;
}

/**
 * One night: as of the end of a UTC day, everybody's factor, share, segment with its dwell, outlook and tier; a snapshot of
 * all of it; and the new portfolio in the place of the old. Runs forward only, and once: undefined when that day, or a later
 * one, is done. Stopped half way it begins again, and nobody climbs twice. Run the relay to its end first. A `still` night
 * moves nobody on the ladder: for a past that is made up afterwards.
 */
export async function runNight({ day = dayOf(new Date()) - 1, seams = noSeams, still = false }: { day?: number; seams?: Seams; still?: boolean } = {}): Promise<Night | undefined> {
  const began = performance.now();
  const [done] = await db().query<{ last: number | null; first: boolean; at: Date }>(`SELECT clock_timestamp() AS at, max(day) - ${epoch} AS last, NOT EXISTS (SELECT 1 FROM portfolio) AS first FROM portfolio_day`);
  if (done?.last !== null && done?.last !== undefined && done.last >= day) return undefined;
  const { threshold, vital } = await readThresholds(db());
  // The wider set keeps its distance from the vital one, whatever a person made of that.
  await prepareNight(day, { days: 365, vital: vital / 100, wider: Math.min(0.99, vital / 100 + holding.wider - holding.vital) });
  const [models, model] = await Promise.all([fitNight(day), readModel(db()), layOutNight(day)]);
  const work: Work = { began: done?.at ?? new Date(), day, threshold, model, ladder: still ? new Map() : await readLadder(db()), still, first: done?.first ?? true, look: models && outlooks(models), seams };
  const night: Night = { day: dateOf(day), customers: 0, segments: { A: 0, B: 0, C: 0, D: 0 }, vital: 0, netCents: 0, gini: 0, version: model.version, moves: {}, turned: {}, lifetimes: models !== undefined, seconds: 0 };
  const picture = gatherPicture();
  await walk(work, (placed, climbs) => {
    for (const one of placed) {
      night.customers += 1;
      night.segments[one.segment] = (night.segments[one.segment] ?? 0) + 1;
      night.vital += Number(one.vital);
      night.netCents += one.netCents;
      if (one.was && one.was !== one.segment) night.turned[one.was + one.segment] = (night.turned[one.was + one.segment] ?? 0) + 1;
    }
    picture.take(placed);
    for (const { move } of climbs) if (move) night.moves[move] = (night.moves[move] ?? 0) + 1;
  });
  const kept = picture.kept();
  night.gini = kept.concentration.gini;
  night.seconds = (performance.now() - began) / 1000;
  await publishNight(day, { summary: night, picture: kept });
  return night;
}
