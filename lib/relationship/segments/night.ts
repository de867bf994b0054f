import { insertRows } from "#lib/core/insert-rows.ts";
import { db, type Reader, transact, type Tx } from "#lib/core/transact.ts";
import { signalsOf } from "../counted.ts";
import { dayOf } from "../decay.ts";
import { factorOf, type Model, type Standing } from "../factor.ts";
import { readTold } from "../indicators.ts";
import { ledgerCounts, ledgerLasts, readModel, standingOf, type StandingRow } from "../standing.ts";
import { climb, gapOf, type Ladder } from "../tiers/ladder.ts";
import { type Climbed, readLadder, type StandingRow as TierRow, tierColumns, tierStandingOf, writeClimbs } from "../tiers/standings.ts";
import { atFirst, type Axes, holding, segmentAt, step } from "./axes.ts";
import { type Models, type Outlook, fitNight, outlooks } from "./night-lifetimes.ts";
import { endOf, prepareNight, publishNight } from "./night-tables.ts";
import { gatherPicture } from "./picture.ts";
import { dateOf, type Kept, writeBlock } from "./snapshots.ts";
import { readThresholds } from "./thresholds.ts";

/** What other rooms tell a night: the stage of each customer who has one (model, section 6), and whose request is open. */
export type Seams = { stagesOf: (reader: Reader, ids: readonly string[]) => Promise<ReadonlyMap<string, number>>; openRequestsOf: (reader: Reader, ids: readonly string[]) => Promise<ReadonlySet<string>> };
export const noSeams: Seams = { stagesOf: async () => new Map(), openRequestsOf: async () => new Set() };
export type Night = { day: string; customers: number; segments: Record<string, number>; vital: number; netCents: number; gini: number; version: number; moves: Record<string, number>; turned: Record<string, number>; lifetimes: boolean; seconds: number };

const pageSize = 10_000;
const blockSize = 1000;
const epoch = "'1970-01-01'::date";
const readPage = `
  SELECT a.id, a.tier, greatest(0, $3::date - (a.created_at AT TIME ZONE 'UTC')::date) AS "tenureDays", n.net::float8 AS net, n.rank, coalesce(n.vital, false) AS vital, coalesce(n.wider, false) AS wider,
    l.x, l.tx, l.t, l.mean, json_build_object('day', r.day - ${epoch}, 'f', r.f, 'm', r.m, 'v', r.v, 'e', r.e, 'p', r.p, 'b', r.b) AS held, r.last_at AS "lastAt",
    p.segment, p.segment_since - ${epoch} AS "segmentSince", p.x_high AS "xHigh", p.x_turning - ${epoch} AS "xTurning", p.y_high AS "yHigh", p.y_turning - ${epoch} AS "yTurning",
    ${tierColumns}
  FROM account a LEFT JOIN relationship r ON r.customer_id = a.id LEFT JOIN night_net n ON n.customer_id = a.id LEFT JOIN night_life l ON l.customer_id = a.id
    LEFT JOIN portfolio p ON p.customer_id = a.id LEFT JOIN tier_standing s ON s.customer_id = a.id
  WHERE a.role = 'customer' AND a.id > $1::uuid AND (r.customer_id IS NOT NULL OR n.customer_id IS NOT NULL) ORDER BY a.id LIMIT $2`;
type Row = TierRow & {
  id: string; tier: number; tenureDays: number; net: number | null; rank: number | null; vital: boolean; wider: boolean; x: number | null; tx: number; t: number; mean: number;
  held: Omit<StandingRow, "lastAt">; lastAt: Date | null; segment: Kept["segment"] | null; segmentSince: number | null; xHigh: boolean | null; xTurning: number | null; yHigh: boolean | null; yTurning: number | null;
};

// Whoever did something after midnight is looked at as they were before it.
async function standingsOf(reader: Reader, rows: readonly Row[], { day, model }: { day: number; model: Model }): Promise<Standing[]> {
  const asOf = endOf(day);
  const late = rows.filter((row) => (row.held.day ?? 0) > day || (row.lastAt && row.lastAt > asOf)).map((row) => row.id);
  const counts = late.length ? await ledgerCounts(reader, late, { asOf }) : undefined;
  const lasts = late.length ? await ledgerLasts(reader, late, { asOf }) : undefined;
  const looked = new Set(late);
  const told = model.indicators?.length ? await readTold(reader, rows.map((row) => row.id)) : undefined;
  return rows.map((row) => ({ told: told?.get(row.id) ?? [], ...(looked.has(row.id) ? { decayed: signalsOf(counts?.get(row.id) ?? []), lastAt: lasts?.get(row.id) ?? null } : standingOf({ ...row.held, lastAt: row.lastAt })) }));
}

type Work = { day: number; threshold: number; model: Model; ladder: Ladder; still: boolean; first: boolean; look: ((history: { x: number; tx: number; T: number }, mean: number) => Outlook) | undefined; seams: Seams };
type Placed = Kept & { was: Kept["segment"] | null; axes: Axes; since: number; rank: number | null; stage: number; outlook: Outlook | undefined };

function place(row: Row, { standing, stage }: { standing: Standing; stage: number }, { day, threshold, model, first, look }: Work): Placed {
  const seen = { rf: factorOf(standing, model, endOf(day)), vital: row.vital, wider: row.wider };
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

const columns = ["customer_id:uuid", "day:date", "rf:real", "net_cents:bigint", "rank:int", "vital:boolean", "segment:text", "segment_since:date", "x_high:boolean", "x_turning:date", "y_high:boolean", "y_turning:date", "alive:real", "next_year:real", "value_cents:bigint", "loss_cents:bigint", "stage:smallint"];
const date = (day: number | null): string | null => (day === null ? null : dateOf(day));

async function writePage(tx: Tx, day: number, placed: readonly Placed[]): Promise<void> {
  await insertRows(tx, { table: "portfolio_next", columns }, placed.map(({ customerId, rf, netCents, rank, vital, segment, since, axes, outlook, stage }) => [
    customerId, dateOf(day), rf, netCents, rank, vital, segment, dateOf(since), axes.x.high, date(axes.x.turning), axes.y.high, date(axes.y.turning),
    outlook?.alive ?? null, outlook?.nextYear ?? null, outlook?.valueCents ?? null, outlook?.lossCents ?? null, stage]));
  for (let at = 0; at < placed.length; at += blockSize) await writeBlock(tx, day, placed.slice(at, at + blockSize));
}

async function onePage(rows: readonly Row[], work: Work): Promise<{ placed: Placed[]; climbs: Climbed[] }> {
  return transact(async (tx) => {
    const standings = await standingsOf(tx, rows, work);
    const ids = rows.map((row) => row.id);
    const [stages, open] = [await work.seams.stagesOf(tx, ids), await work.seams.openRequestsOf(tx, ids)];
    const climbs: Climbed[] = [];
    const placed = rows.flatMap((row, at) => {
      const standing = standings[at];
      // Who neither bought nor ever did anything by then is an address, not yet a customer to place.
      if (!standing?.decayed && row.net === null) return [];
      const stage = stages.get(row.id) ?? 0;
      const one = place(row, { standing: standing ?? { decayed: undefined, lastAt: null }, stage }, work);
      const climbed = work.still ? undefined : climbOf(row, one, { day: work.day, ladder: work.ladder, told: { stage, openRequest: open.has(row.id) } });
      if (climbed) climbs.push(climbed);
      return [climbed ? { ...one, tier: climbed.after.level } : one];
    });
    await writePage(tx, work.day, placed);
    await writeClimbs(tx, work.day, climbs);
    return { placed, climbs };
  });
}

async function walk(work: Work, took: (placed: readonly Placed[], climbs: readonly Climbed[]) => void): Promise<void> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await db().query<Row>(readPage, [after, pageSize, dateOf(work.day)]);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    const { placed, climbs } = await onePage(rows, work);
    took(placed, climbs);
  }
}

/**
 * One night: as of the end of a UTC day, everybody's factor, share, segment with its dwell, outlook and tier; a snapshot of
 * all of it; and the new portfolio in the place of the old. Runs forward only, and once: undefined when that day, or a later
 * one, is done. Stopped half way it begins again, and nobody climbs twice. Run the relay to its end first. A `still` night
 * moves nobody on the ladder: for a past that is made up afterwards.
 */
export async function runNight({ day = dayOf(new Date()) - 1, seams = noSeams, still = false }: { day?: number; seams?: Seams; still?: boolean } = {}): Promise<Night | undefined> {
  const began = performance.now();
  const [done] = await db().query<{ last: number | null; first: boolean }>(`SELECT max(day) - ${epoch} AS last, NOT EXISTS (SELECT 1 FROM portfolio) AS first FROM portfolio_day`);
  if (done?.last !== null && done?.last !== undefined && done.last >= day) return undefined;
  const { threshold, vital } = await readThresholds(db());
  // The wider set keeps its distance from the vital one, whatever a person made of that.
  await prepareNight(day, { days: 365, vital: vital / 100, wider: Math.min(0.99, vital / 100 + holding.wider - holding.vital) });
  const models: Models | undefined = await fitNight(day);
  const model = await readModel(db());
  const work: Work = { day, threshold, model, ladder: still ? new Map() : await readLadder(db()), still, first: done?.first ?? true, look: models && outlooks(models), seams };
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
