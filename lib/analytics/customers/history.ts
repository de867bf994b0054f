import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { type DayCount, signalsOf } from "#lib/relationship/counted.ts";
import { add, type Decayed, dayOf } from "#lib/relationship/decay.ts";
import { factorOf, type Model, termsOf } from "#lib/relationship/factor.ts";
import { isIndicatorSql, toldIn } from "#lib/relationship/indicators.ts";
import { readModel } from "#lib/relationship/standing.ts";
import { countsSql, kindList, signalSums } from "#lib/relationship/signal-sums.ts";
import { decaying, madeKinds } from "#lib/relationship/weights.ts";
import { dateOf, type Night, readHistory as readNights } from "#lib/relationship/segments/snapshots.ts";
import { maySeeIndividuals } from "../policy.ts";
import { noteRead } from "./access-log.ts";
import type { History, Signal } from "./types.ts";

const dayMs = 86_400_000;
const weeks = 52;
/** What somebody did before the days that are looked at, in one sum. */
export type Before = { decayed: Decayed | undefined; lastDay: number };

/**
 * The factor and its terms on days of the past, rising, from what was before them and the counts of each day since: what one
 * would have read then under the model of now. Recency is taken from the end of the last day on which something was done.
 * The days are gone through once, so a busy year costs as many steps as it has days.
 */
export function pastOf(days: readonly DayCount[], { before, model, on, nights }: { before: Before; model: Model; on: readonly number[]; nights: ReadonlyMap<number, Night> }): History["points"] {
  const rising = days.toSorted((a, b) => a.day - b.day);
  const told = toldIn(days);
  let { decayed, lastDay } = before;
  let next = 0;
  return on.map((day) => {
    const from = next;
    for (let one = rising[next]; one && one.day <= day; one = rising[next]) {
      if (one.count > 0 && madeKinds.includes(one.kind)) lastDay = Math.max(lastDay, one.day);
      next += 1;
    }
    const gained = signalsOf(rising.slice(from, next));
    if (gained) decayed = decayed ? add(decayed, gained) : gained;
    const at = new Date((day + 1) * dayMs - 1);
    const standing = { decayed, lastAt: lastDay < 0 ? null : new Date((lastDay + 1) * dayMs - 1), told: told.filter((one) => one.day <= day) };
    const terms = Object.fromEntries(termsOf(standing, model, at).map((term) => [term.signal, term.points])) as Record<Signal, number>;
    const night = nights.get(day);
    return { day: dateOf(day), factor: factorOf(standing, model, at), terms, segment: night?.segment ?? null, tier: night?.tier ?? null };
  });
}

const epoch = "'1970-01-01'::date";
const own = "d.customer_id = $1";
// What lies before the year that is shown comes as one row, however long somebody has been here.
const readBefore = `
  SELECT s.day - ${epoch} AS day, ${decaying.map((signal) => `s.${signal}`).join(", ")}, s.last - ${epoch} AS last, s.first - ${epoch} AS first
  FROM (SELECT ${signalSums("$2::date")}, max(d.day) FILTER (WHERE d.count > 0 AND d.kind IN (${kindList(madeKinds)})) AS last, min(d.day) AS first FROM interaction_day d WHERE ${own} AND d.day < $2::date AND ${countsSql}) s`;
// Of the year itself each kind's day; what an indicator said counts from when it was said.
const readDays = `
  SELECT d.kind, d.day - ${epoch} AS day, d.count, d.value FROM interaction_day d
  WHERE ${own} AND (d.day >= $2::date OR ${isIndicatorSql("d.kind")}) AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = d.customer_id AND x.kind = d.kind)`;
type Sum = { [column in keyof Decayed]: number | null } & { last: number | null; first: number | null };

function beforeOf(row: Sum | undefined): Before {
  if (row?.day == null) return { decayed: undefined, lastDay: -1 };
  const { day, f, m, v, e, p, b, last } = row;
  return { decayed: { day, f: f ?? 0, m: m ?? 0, v: v ?? 0, e: e ?? 0, p: p ?? 0, b: b ?? 0 }, lastDay: last ?? -1 };
}

/** A year of somebody's factor, week by week up to today, with the segment and tier of the nights that were. Six statements; what they bring back does not grow with the years before. */
export async function readHistory(actor: Actor, customerId: string): Promise<History | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const today = dayOf(new Date());
  const [there] = await db().query<{ id: string }>("SELECT customer_id AS id FROM customer_fact WHERE customer_id = $1", [customerId]);
  if (!there) return missing();
  await noteRead(db(), { accountId: customerId, readerId: me.id, what: "timeline" });
  const start = today - weeks * 7 + 1;
  const [model, [sum], days, nights] = await Promise.all([
    readModel(db()), db().query<Sum>(readBefore, [customerId, dateOf(start)]), db().query<DayCount>(readDays, [customerId, dateOf(start)]), readNights(customerId, today - weeks * 7 - 1),
  ]);
  const first = days.reduce((least, one) => Math.min(least, one.day), sum?.first ?? today);
  const on = Array.from({ length: weeks + 1 }, (_, at) => today - (weeks - at) * 7).filter((day) => day >= first - 7);
  return { version: model.version, points: pastOf(days, { before: beforeOf(sum), model, on, nights: new Map(nights.map((night) => [night.day, night])) }) };
}
