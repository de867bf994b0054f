import { countedChange } from "#lib/relationship/counted.ts";
import { add, dayOf } from "#lib/relationship/decay.ts";
import { factorOf, type Model, type Standing } from "#lib/relationship/factor.ts";
import { type Axes, holding } from "#lib/relationship/segments/axes.ts";
import type { Change } from "./types.ts";

const dayMs = 86_400_000;
/** What is tried, how many times at most, and whether it is done at once or once a day. */
const tried = [{ act: "purchase", most: 20, daily: false }, { act: "visit", most: 90, daily: true }, { act: "post.created", most: 90, daily: true }, { act: "mail.received", most: 60, daily: true }, { act: "review.published", most: 12, daily: true }] as const;
export type Now = { standing: Standing; model: Model; at: Date; axes: Axes; threshold: number; netCents: number; edgeCents: number | null; meanPaidCents: number | null };

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

function done(standing: Standing, { act, at, paid }: { act: string; at: Date; paid: number }): Standing {
  const gain = countedChange(act, { day: dayOf(at), before: 0, after: 1, value: paid });
  return { ...standing, decayed: standing.decayed ? add(standing.decayed, gain) : gain, lastAt: !standing.lastAt || standing.lastAt < at ? at : standing.lastAt };
}

/** How often somebody would have to do something for their factor to reach a threshold; undefined when that is not within reach. */
export function timesToReach(now: Pick<Now, "standing" | "model" | "at">, goal: number, how: { act: string; most: number; daily: boolean; paid: number }): { times: number; to: number } | undefined {
  let standing = now.standing;
  for (let times = 1; times <= how.most; times += 1) {
    const at = how.daily ? new Date(now.at.getTime() + (times - 1) * dayMs) : now.at;
    standing = done(standing, { act: how.act, at, paid: how.paid });
    const to = factorOf(standing, now.model, at);
    if (to >= goal) return { times, to };
  }
  return undefined;
}

/** After how many days without a sign the factor falls below a threshold. */
export function daysUntilBelow({ standing, model, at }: Pick<Now, "standing" | "model" | "at">, floor: number): number | undefined {
  for (let days = 1; days <= 1460; days += 1) if (factorOf(standing, model, new Date(at.getTime() + days * dayMs)) < floor) return days;
  return undefined;
}

function ofFactor(now: Now): Change[] {
  const { axes: { x }, model, standing, at, threshold } = now;
  const from = factorOf(standing, model, at);
  if (x.turning !== null) return [{ axis: "x", kind: "turning", up: !x.high, since: dateOf(x.turning), on: dateOf(x.turning + (x.high ? holding.leave : holding.enter)) }];
  if (x.high) {
    const floor = threshold - holding.slack;
    const days = from < floor ? 0 : daysUntilBelow(now, floor);
    return days === undefined ? [] : [{ axis: "x", kind: "silence", days, from, to: floor }];
  }
  const ways = tried.flatMap(({ act, most, daily }): Extract<Change, { kind: "acts" }>[] => {
    const paid = act === "purchase" ? (now.meanPaidCents ?? 0) : 0;
    const found = timesToReach(now, threshold, { act, most, daily, paid });
    return found ? [{ axis: "x", kind: "acts", act, times: found.times, paidCents: act === "purchase" ? now.meanPaidCents : null, from, to: found.to }] : [];
  });
  return ways.sort((a, b) => a.times - b.times).slice(0, 3);
}

function ofMoney({ axes: { y }, netCents, edgeCents }: Now): Change[] {
  if (y.turning !== null) return [{ axis: "y", kind: "turning", up: !y.high, since: dateOf(y.turning), on: dateOf(y.turning + (y.high ? holding.leave : holding.enter)) }];
  if (edgeCents === null) return [];
  return y.high ? [{ axis: "y", kind: "margin", overCents: netCents - edgeCents, edgeCents }] : [{ axis: "y", kind: "money", missingCents: Math.max(0, edgeCents - netCents), edgeCents }];
}

/**
 * What would take somebody to another segment, by the rules of the model (section 4): along the factor what they would have to
 * do, or for how long to be silent; along the share how much money is missing to last night's edge of the vital set, or lies above it.
 */
export function wouldChange(now: Now): Change[] {
  return [...ofFactor(now), ...ofMoney(now)];
}
