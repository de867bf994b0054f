import { z } from "zod";
import type { Segment } from "../portfolio.ts";

/** What must all hold. `rank`: among the first so many by net revenue share; `vital`: in the set that makes 80 or 85 percent of it. */
export const condition = z.strictObject({
  rf: z.number().min(0).max(100).optional(), rank: z.number().int().min(1).optional(), vital: z.union([z.literal(80), z.literal(85)]).optional(),
  segments: z.array(z.enum(["A", "B", "C", "D"])).min(1).optional(), stage: z.number().int().min(1).max(5).optional(), tenureDays: z.number().int().min(0).optional(),
});
export const rule = z.strictObject({ enter: condition, keep: condition });
export type Condition = z.infer<typeof condition>;
export type Rule = z.infer<typeof rule>;
/** The ladder: the rule of each tier above the first, by level. */
export type Ladder = ReadonlyMap<number, Rule>;
/** What a rule may ask about a customer. */
export type Facts = { rf: number; rank: number | null; vital: boolean; wider: boolean; segment: Segment; stage: number; tenureDays: number };
/** One thing that is short of a rule: what there is and what it takes. */
export type Gap = { what: "rf" | "rank" | "vital" | "segments" | "stage" | "tenureDays"; has: number | string | null; needs: number | string };

/** What is short of a condition; nothing when it holds. */
export function gapOf(asked: Condition, facts: Facts): Gap[] {
  const gaps: Gap[] = [];
  if (asked.rf !== undefined && facts.rf < asked.rf) gaps.push({ what: "rf", has: Math.floor(facts.rf * 10) / 10, needs: asked.rf });
  if (asked.rank !== undefined && (facts.rank === null || facts.rank > asked.rank)) gaps.push({ what: "rank", has: facts.rank, needs: asked.rank });
  if (asked.vital !== undefined && !(asked.vital === 80 ? facts.vital : facts.wider)) gaps.push({ what: "vital", has: null, needs: asked.vital });
  if (asked.segments && !asked.segments.includes(facts.segment)) gaps.push({ what: "segments", has: facts.segment, needs: asked.segments.join(", ") });
  if (asked.stage !== undefined && facts.stage < asked.stage) gaps.push({ what: "stage", has: facts.stage, needs: asked.stage });
  if (asked.tenureDays !== undefined && facts.tenureDays < asked.tenureDays) gaps.push({ what: "tenureDays", has: facts.tenureDays, needs: asked.tenureDays });
  return gaps;
}

/** Whether a customer fulfils what some tier of at least this level asks: a higher tier's rule carries the lower ones. */
export function fulfils(ladder: Ladder, facts: Facts, { level, side }: { level: number; side: keyof Rule }): boolean {
  return [...ladder].some(([at, one]) => at >= level && gapOf(one[side], facts).length === 0);
}

/** Where somebody stands on the ladder and what is under way, in days. A grant holds a level until its end (null: without end). */
export type TierStanding = {
  level: number; since: number; risingSince: number | null; failingSince: number | null; toldOn: number | null; grant: { level: number; until: number | null } | null;
};
export type Move = "up" | "down" | "notice" | "recovered" | "grant-ended";

/** Defaults of the model, section 5, in days. A notice waits as long as a rise does, so that one bad week tells nobody anything. */
export const patience = { rise: 7, fail: 30, held: 90, notice: 30, waitBeforeNotice: 7 } as const;

/**
 * One day of a customer on the ladder. Up one step when a rule above has held for 7 days. Down one step only after the
 * tier's own rule has failed for 30 days, the tier was held for 90, and the member was told 30 days before; never while a
 * request of theirs is open. Whoever fulfils the rule again in time is told so, and keeps everything.
 */
export function climb(before: TierStanding, today: { day: number; ladder: Ladder; facts: Facts; openRequest: boolean }): { after: TierStanding; move: Move | null } {
  const { day, ladder, facts, openRequest } = today;
  if (before.grant && before.grant.until !== null && before.grant.until < day) return { after: { ...before, grant: null, failingSince: null, toldOn: null }, move: "grant-ended" };
  const after: TierStanding = { ...before };
  after.risingSince = fulfils(ladder, facts, { level: before.level + 1, side: "enter" }) ? (before.risingSince ?? day) : null;
  if (after.risingSince !== null && day - after.risingSince >= patience.rise)
    return { after: { level: before.level + 1, since: day, risingSince: null, failingSince: null, toldOn: null, grant: before.grant }, move: "up" };
  const held = before.level === 0 || (before.grant?.level ?? -1) >= before.level || fulfils(ladder, facts, { level: before.level, side: "keep" });
  if (held) return { after: { ...after, failingSince: null, toldOn: null }, move: before.toldOn === null ? null : "recovered" };
  after.failingSince = before.failingSince ?? day;
  const failing = day - after.failingSince;
  const own = day - before.since;
  if (after.toldOn === null) {
    // As late as possible, so that what was told is what comes.
    const due = failing >= patience.waitBeforeNotice && own >= patience.held - patience.notice;
    return due ? { after: { ...after, toldOn: day }, move: "notice" } : { after, move: null };
  }
  if (failing < patience.fail || own < patience.held || day - after.toldOn < patience.notice || openRequest) return { after, move: null };
  return { after: { level: before.level - 1, since: day, risingSince: null, failingSince: null, toldOn: null, grant: before.grant }, move: "down" };
}

/** The standing of somebody who has none yet. A tier that was set before the ladder began counts as granted, without end. */
export function firstStanding(level: number, day: number): TierStanding {
  return { level, since: day, risingSince: null, failingSince: null, toldOn: null, grant: level > 0 ? { level, until: null } : null };
}
