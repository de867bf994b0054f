import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownGaps } from "#lib/relationship/member-history.ts";
import { climb, type Facts, firstStanding, fulfils, gapOf, type Ladder, patience, type TierStanding } from "#lib/relationship/tiers/ladder.ts";

const ladder: Ladder = new Map([
  [1, { enter: { rf: 45 }, keep: { rf: 40 } }],
  [2, { enter: { segments: ["A", "B"], vital: 80 }, keep: { vital: 85 } }],
  [3, { enter: { segments: ["A"], stage: 3 }, keep: { segments: ["A"], stage: 3 } }],
]);
const nobody: Facts = { rf: 0, rank: null, vital: false, wider: false, segment: "D", stage: 0, tenureDays: 0 };
const facts = fc.record({ rf: fc.double({ min: 0, max: 100, noNaN: true }), rank: fc.option(fc.integer({ min: 1, max: 500 })), vital: fc.boolean(), wider: fc.boolean(), segment: fc.constantFrom<Facts["segment"]>("A", "B", "C", "D"), stage: fc.integer({ min: 0, max: 5 }), tenureDays: fc.integer({ min: 0, max: 900 }) })
  .map((one): Facts => ({ ...one, wider: one.wider || one.vital }));
// A life in stretches: the same facts for some days, so that patience runs out now and then.
const life = fc.array(fc.record({ facts, days: fc.integer({ min: 1, max: 90 }), openRequest: fc.boolean() }), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.flatMap(({ days, ...rest }) => Array.from({ length: days }, () => rest)));

type Step = { day: number; before: TierStanding; after: TierStanding; move: ReturnType<typeof climb>["move"]; openRequest: boolean };
function lived(days: readonly { facts: Facts; openRequest: boolean }[], start: TierStanding): Step[] {
  const steps: Step[] = [];
  for (const [day, one] of days.entries()) {
    const before = steps.at(-1)?.after ?? start;
    steps.push({ day, before, openRequest: one.openRequest, ...climb(before, { day, ladder, ...one }) });
  }
  return steps;
}

describe("the ladder", () => {
  it("never moves two steps, never down without notice, patience and a closed request", () => {
    fc.assert(fc.property(life, fc.integer({ min: 0, max: 3 }), (days, level) => {
      const steps = lived(days, { ...firstStanding(level, 0), grant: null });
      let told = -1;
      let failing = 0;
      for (const { day, before, after, move, openRequest } of steps) {
        const fails = before.level > 0 && !fulfils(ladder, days[day]?.facts ?? nobody, { level: before.level, side: "keep" });
        failing = fails ? failing + 1 : 0;
        if (move === "notice") told = day;
        expect(Math.abs(after.level - before.level)).toBeLessThanOrEqual(1);
        if (after.level > before.level) expect(move).toBe("up");
        if (after.level === before.level) continue;
        if (after.level < before.level) {
          expect(move).toBe("down");
          expect(openRequest).toBe(false);
          expect(told).toBeGreaterThanOrEqual(0);
          expect(day - told).toBeGreaterThanOrEqual(patience.notice);
          expect(failing).toBeGreaterThan(patience.fail);
          expect(day - before.since).toBeGreaterThanOrEqual(patience.held);
        }
        [told, failing] = [-1, 0];
      }
    }), { numRuns: 300 });
  });

  it("goes up after 7 days, one step at a time, and a higher rule carries the lower tiers", () => {
    const rich: Facts = { ...nobody, rf: 30, vital: true, wider: true, segment: "B" };
    const steps = lived(Array.from({ length: 20 }, () => ({ facts: rich, openRequest: false })), firstStanding(0, 0));
    expect(steps.filter((one) => one.move === "up").map((one) => [one.day, one.after.level])).toEqual([[7, 1], [15, 2]]);
    expect(fulfils(ladder, rich, { level: 1, side: "keep" })).toBe(true);
  });

  it("tells 30 days before, with what is short, and says when it is made good", () => {
    const falling = { facts: { ...nobody, rf: 30 }, openRequest: false };
    const start = { ...firstStanding(1, -200), grant: null };
    const steps = lived(Array.from({ length: 60 }, () => falling), start);
    expect(steps.filter((one) => one.move).map((one) => [one.day, one.move])).toEqual([[7, "notice"], [37, "down"]]);
    expect(gapOf({ rf: 40 }, falling.facts)).toEqual([{ what: "rf", has: 30, needs: 40 }]);
    const saved = lived([...Array.from({ length: 20 }, () => falling), ...Array.from({ length: 60 }, () => ({ ...falling, facts: { ...nobody, rf: 41 } }))], start);
    expect(saved.filter((one) => one.move).map((one) => [one.day, one.move])).toEqual([[7, "notice"], [20, "recovered"]]);
    const asked = lived(Array.from({ length: 80 }, (_, day) => ({ ...falling, openRequest: day < 50 })), start);
    expect(asked.find((one) => one.move === "down")?.day).toBe(50);
  });

  it("is read by its member as what is truly short: of a segment only what parts them from the nearest, never a letter", () => {
    const now = { rf: 41.27, threshold: 50 };
    const gapsOf = (segment: "B" | "C" | "D", asked: ("A" | "B")[]) => shownGaps(gapOf({ segments: asked, vital: 80 }, { ...nobody, segment, vital: segment === "B", stage: 2 }), now).map((one) => one.what);
    // Who carries much of the year is short of closeness, not of orders.
    expect(gapsOf("B", ["A"])).toEqual(["close"]);
    expect(gapsOf("C", ["A"])).toEqual(["share"]);
    expect(gapsOf("D", ["A"])).toEqual(["share", "close"]);
    expect(gapsOf("D", ["A", "B"])).toEqual(["share"]);
    expect(shownGaps(gapOf({ segments: ["A"], stage: 3 }, { ...nobody, segment: "B", stage: 2 }), now)).toEqual([{ what: "close", has: 41.2, needs: 50 }, { what: "stage", has: 2, needs: 3 }]);
  });

  it("keeps what a person granted, until its end; what stood before the ladder counts as granted", () => {
    const nothing = Array.from({ length: 400 }, () => ({ facts: nobody, openRequest: false }));
    expect(lived(nothing, firstStanding(3, 0)).every((one) => one.move === null)).toBe(true);
    const ending = lived(nothing, { ...firstStanding(2, 0), grant: { level: 2, until: 100 } });
    expect(ending.filter((one) => one.move).map((one) => [one.day, one.move]).slice(0, 3)).toEqual([[101, "grant-ended"], [109, "notice"], [139, "down"]]);
  });

  it("does nothing the second time on one day", () => {
    fc.assert(fc.property(life, (days) => {
      for (const { day, after, move, openRequest } of lived(days, firstStanding(0, 0))) {
        if (move) continue;
        const again = climb(after, { day, ladder, facts: days[day]?.facts ?? nobody, openRequest });
        expect(again).toEqual({ after, move: null });
      }
    }), { numRuns: 50 });
  });
});
