import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { dayOf } from "./decay.ts";
import { dateOf, readHistory } from "./segments/snapshots.ts";
import { readFactor } from "./queries.ts";
import { readThresholds } from "./segments/thresholds.ts";
import { type Facts, fulfils, type Gap, gapOf, patience } from "./tiers/ladder.ts";
import { readLadder } from "./tiers/standings.ts";
import type { GapView, PlaceView, TierStep } from "./types.ts";

type Row = {
  tier: number; tenureDays: number; segment: Facts["segment"] | null; rf: number | null; rank: number | null; vital: boolean | null; day: string | null; stage: number | null; wider: boolean | null;
  since: string | null; risingSince: number | null; failingSince: number | null; toldOn: number | null; gap: Gap[] | null; granted: number | null; grantUntil: string | null; levelSince: number | null; names: { level: number; name: string }[];
};
const epoch = "'1970-01-01'::date";
const read = `
  SELECT a.tier, greatest(0, (now() AT TIME ZONE 'UTC')::date - (a.created_at AT TIME ZONE 'UTC')::date) AS "tenureDays", p.segment, p.rf, p.rank, p.vital, p.day::text AS day, (SELECT c.stage FROM customer_stage c WHERE c.customer_id = a.id) AS stage, s.since::text AS since, s.rising_since - ${epoch} AS "risingSince", s.failing_since - ${epoch} AS "failingSince", s.told_on - ${epoch} AS "toldOn", s.gap,
    CASE WHEN s.level = a.tier AND s.granted_by IS NOT NULL THEN s.granted END AS granted, s.grant_until::text AS "grantUntil", s.since - ${epoch} AS "levelSince", (SELECT json_agg(json_build_object('level', t.level, 'name', t.name) ORDER BY t.level) FROM tier t) AS names
  FROM account a LEFT JOIN portfolio p ON p.customer_id = a.id LEFT JOIN tier_standing s ON s.customer_id = a.id WHERE a.id = $1`;
const readChanges = `
  SELECT c.id, c.kind, c.before, c.after, c.cause, c.made_at AS at FROM tier_change c WHERE c.customer_id = $1 ORDER BY c.made_at DESC, c.id DESC LIMIT 50`;
type Change = { id: string; kind: TierStep["kind"]; before: number; after: number; cause: { gap?: Gap[]; reason?: string; until?: string | null }; at: Date };

const share: GapView = { what: "share", has: null, needs: null };
// What parts a segment from the nearest of those that a rule asks for: to be close, to carry much of the year, or both.
function apart(from: string, asked: readonly string[], close: GapView): GapView[] {
  const lacks = asked.map((to) => [...("AC".includes(to) && !"AC".includes(from) ? [close] : []), ...("AB".includes(to) && !"AB".includes(from) ? [share] : [])]);
  return lacks.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** What a member reads of what is short: never a segment's letter, never how others stand. `threshold` is from where on somebody is close. */
export function shownGaps(gaps: readonly Gap[], { rf, threshold }: { rf: number; threshold: number }): GapView[] {
  const close: GapView = { what: "close", has: Math.floor(rf * 10) / 10, needs: threshold };
  return gaps.flatMap(({ what, has, needs }): GapView[] => {
    if (what === "segments") return apart(String(has), String(needs).split(", "), close);
    return what === "vital" || what === "rank" ? [share] : [{ what, has: typeof has === "number" ? has : null, needs: typeof needs === "number" ? needs : null }];
  }).filter((one, at, all) => all.findIndex((other) => other.what === one.what) === at);
}

/** The first day on which a downgrade that was announced can happen, given the ladder's patience. */
function fallsOn(row: Row): string | null {
  if (row.toldOn === null || row.failingSince === null) return null;
  return dateOf(Math.max(row.toldOn + patience.notice, row.failingSince + patience.fail, (row.levelSince ?? 0) + patience.held));
}

/** Where a member stands: the tier, what the next one takes, a downgrade that is under way with its date, how the tier came about, and the factor of the nights. What the next takes is asked of the factor and the stage as they are now. Seven statements. */
export async function readPlace(actor: Member): Promise<PlaceView | Refusal> {
  if (actor.role !== "customer") return new Refusal("forbidden", "People who work here have no relationship factor.");
  const [[row], changes, ladder, nights, rf, { threshold }] = await Promise.all([
    db().query<Row>(read, [actor.id]), db().query<Change>(readChanges, [actor.id]), readLadder(db()), readHistory(actor.id, dayOf(new Date()) - 365), readFactor(actor.id), readThresholds(db()),
  ]);
  if (!row) return new Refusal("missing", "There is nothing here.");
  const shown = (gaps: readonly Gap[]): GapView[] => shownGaps(gaps, { rf, threshold });
  const facts: Facts = { rf, rank: row.rank, vital: row.vital ?? false, wider: nights.at(-1)?.wider ?? row.vital ?? false, segment: row.segment ?? "D", stage: row.stage ?? 0, tenureDays: row.tenureDays };
  const next = [...ladder.keys()].find((level) => level > row.tier);
  const rule = next === undefined ? undefined : ladder.get(next);
  const nameOf = (level: number): string => row.names.find((one) => one.level === level)?.name ?? "";
  return {
    tier: row.tier, name: nameOf(row.tier), since: row.since, segment: row.segment, day: row.day, granted: row.granted !== null && row.granted >= row.tier && row.tier > 0, grantUntil: row.grantUntil,
    next: next === undefined || !rule ? null : { tier: next, name: nameOf(next), gap: shown(gapOf(rule.enter, facts)), holds: fulfils(ladder, facts, { level: next, side: "enter" }), days: patience.rise, on: row.risingSince === null ? null : dateOf(row.risingSince + patience.rise + 1) },
    falling: row.toldOn === null || row.tier === 0 ? null : { to: nameOf(row.tier - 1), on: fallsOn(row), gap: shown(row.gap ?? []) }, gap: shown(row.gap ?? []),
    steps: changes.map((one) => ({ id: one.id, kind: one.kind, before: nameOf(one.before), after: nameOf(one.after), at: one.at.toISOString(), reason: one.cause.reason ?? null, gap: shown(one.cause.gap ?? []) })),
    nights: nights.map((one) => ({ day: dateOf(one.day), factor: Math.round(one.rf * 1000) / 1000, tier: one.tier })),
  };
}
