import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { type DayCount, signalsOf } from "#lib/relationship/counted.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { factorOf, type Model, termsOf } from "#lib/relationship/factor.ts";
import { toldIn } from "#lib/relationship/indicators.ts";
import { readModel } from "#lib/relationship/standing.ts";
import { madeKinds } from "#lib/relationship/weights.ts";
import { dateOf } from "#lib/relationship/segments/snapshots.ts";
import { maySeeIndividuals } from "../policy.ts";
import { noteRead } from "./access-log.ts";
import { type Night, readNights } from "./nights.ts";
import type { History, Signal } from "./types.ts";

const dayMs = 86_400_000;
const weeks = 52;

/**
 * The factor and its terms on days of the past, from the counts of each day up to it: what one would have read then under
 * the model of now. Recency is taken from the end of the last day on which something was done.
 */
export function pastOf(days: readonly DayCount[], { model, on, nights }: { model: Model; on: readonly number[]; nights: ReadonlyMap<number, Night> }): History["points"] {
  return on.map((day) => {
    const before = days.filter((one) => one.day <= day);
    const last = before.reduce((latest, one) => (one.count > 0 && madeKinds.includes(one.kind) ? Math.max(latest, one.day) : latest), -1);
    const at = new Date((day + 1) * dayMs - 1);
    const standing = { decayed: signalsOf(before), lastAt: last < 0 ? null : new Date(Math.min(at.getTime(), (last + 1) * dayMs - 1)), told: toldIn(before) };
    const terms = Object.fromEntries(termsOf(standing, model, at).map((term) => [term.signal, term.points])) as Record<Signal, number>;
    const night = nights.get(day);
    return { day: dateOf(day), factor: factorOf(standing, model, at), terms, segment: night?.segment ?? null, tier: night?.tier ?? null };
  });
}

/** A year of somebody's factor, week by week up to today, with the segment and tier of the nights that were. Five statements. */
export async function readHistory(actor: Actor, customerId: string): Promise<History | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const today = dayOf(new Date());
  const [there] = await db().query<{ id: string }>("SELECT customer_id AS id FROM customer_fact WHERE customer_id = $1", [customerId]);
  if (!there) return missing();
  await noteRead(db(), { accountId: customerId, readerId: me.id, what: "timeline" });
  const [model, days, nights] = await Promise.all([
    readModel(db()),
    db().query<DayCount>("SELECT kind, day - '1970-01-01'::date AS day, count, value FROM interaction_day d WHERE customer_id = $1 AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = d.customer_id AND x.kind = d.kind)", [customerId]),
    readNights(customerId, today - weeks * 7 - 1),
  ]);
  const first = days.reduce((least, one) => Math.min(least, one.day), today);
  const on = Array.from({ length: weeks + 1 }, (_, at) => today - (weeks - at) * 7).filter((day) => day >= first - 7);
  return { version: model.version, points: pastOf(days, { model, on, nights: new Map(nights.map((night) => [night.day, night])) }) };
}
