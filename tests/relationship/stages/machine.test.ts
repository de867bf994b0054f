import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Active, cyclesOf } from "#lib/relationship/stages/cycles.ts";
import { holds, type Known, phasesOf, type StageEvent, trailOf } from "#lib/relationship/stages/machine.ts";
import type { StageFact } from "#lib/relationship/stages/types.ts";

const day = 86_400_000;
const now = Date.parse("2026-11-25T12:00:00Z");
const ago = (days: number): number => now - days * day;
const when = fc.integer({ min: 0, max: 900 * 24 }).map((hours) => now - hours * 3_600_000);
const subject = fc.integer({ min: 1, max: 5 }).map(String);
const event: fc.Arbitrary<StageEvent> = fc.oneof(
  fc.record({ kind: fc.constantFrom("forwarded" as const, "learned" as const, "acted" as const), id: subject, at: when, value: fc.constant(null) }),
  fc.record({ kind: fc.constant("fulfilled" as const), id: subject, at: when, value: fc.constant(null) }),
  fc.record({ kind: fc.constant("rated" as const), id: subject, at: when, value: fc.integer({ min: 1, max: 5 }) }),
);
const act = (kind: Active["kind"], at: number): Active => ({ kind, at, day: Math.floor(at / day) });
const rhythm = fc.record({ kind: fc.constantFrom("purchase" as const, "visit" as const), from: fc.integer({ min: 0, max: 300 }), gap: fc.integer({ min: 1, max: 60 }), times: fc.integer({ min: 0, max: 14 }) })
  .map(({ kind, from, gap, times }) => Array.from({ length: times }, (_, at) => act(kind, ago(from + at * gap))));
const known: fc.Arbitrary<Known> = fc.record({ events: fc.array(event, { maxLength: 24 }), active: fc.array(rhythm, { maxLength: 3 }).map((list) => list.flat()) });
const shuffledOf = (one: Known): fc.Arbitrary<Known> => fc.tuple(fc.shuffledSubarray([...one.events], { minLength: one.events.length }), fc.shuffledSubarray([...one.active], { minLength: one.active.length })).map(([events, active]) => ({ events, active }));

const forwarded = (id: string, days: number): StageEvent => ({ kind: "forwarded", id, at: ago(days), value: null });
const learned = (id: string, days: number): StageEvent => ({ kind: "learned", id, at: ago(days), value: null });
const met = (id: string, days: number, value: number): StageEvent[] => [{ kind: "fulfilled", id, at: ago(days), value: null }, { kind: "rated", id, at: ago(days), value }];
const acted = (days: number): StageEvent => ({ kind: "acted", id: "r1", at: ago(days), value: null });
const monthly = (from: number): Active[] => [0, 30, 60, 90, 120, 150].map((more) => act("purchase", ago(from + more)));
const stageOf = (events: StageEvent[], active: Active[] = []): number => trailOf({ events, active }, now).stage;

/** Whether a fact that a stage rests on is there, by the plain words of the table. */
function isThere(fact: StageFact, { events, active }: Known, at: number): boolean {
  const time = Date.parse(fact.at);
  const has = (kind: StageEvent["kind"]): boolean => events.some((one) => one.kind === kind && one.id === fact.id && one.at === time);
  if (fact.what === "active") return active.some((one) => one.kind === fact.id && one.at === time);
  if (time > at || time <= at - holds) return false;
  if (fact.what === "forwarded" || fact.what === "learned") return has(fact.what);
  if (fact.what === "brought") return has("acted");
  return events.some((one) => one.kind === "rated" && one.id === fact.id && (one.value ?? 0) >= 4 && one.at <= time) && events.some((one) => one.kind === "fulfilled" && one.id === fact.id && one.at <= time) && (has("rated") || has("fulfilled"));
}

describe("the stages", () => {
  it("are reached by their evidence, each with what it rests on", () => {
    expect(stageOf([])).toBe(0);
    expect(stageOf([forwarded("1", 10)])).toBe(1);
    expect(stageOf([learned("2", 10)])).toBe(2);
    expect(stageOf([forwarded("1", 10), ...met("1", 5, 4)])).toBe(3);
    expect(stageOf(met("1", 5, 3))).toBe(0);
    expect(stageOf([...met("1", 40, 5), ...met("2", 35, 4)], monthly(2))).toBe(4);
    expect(stageOf([...met("1", 40, 5), ...met("2", 35, 4)])).toBe(3);
    expect(stageOf([...met("1", 40, 5), ...met("2", 35, 4), acted(3)], monthly(2))).toBe(5);
    expect(stageOf([...met("1", 40, 5), acted(3)], monthly(2))).toBe(3);
    expect([1, 2, 3, 4, 5].map(phasesOf)).toEqual([[1], [1, 2], [2], [2, 3], [3]]);
    expect(trailOf({ events: [forwarded("1", 20), ...met("1", 5, 5)], active: [] }, now)).toMatchObject({
      stage: 3, loops: 1, highest: 3, evidence: [{ what: "satisfied", id: "1", value: 5 }], changes: [{ before: 0, after: 1, cause: "forwarded" }, { before: 1, after: 3, cause: "satisfied" }],
    });
  });

  it("are left when what they rest on is undone, each by its own reverse", () => {
    const last = (events: StageEvent[], active: Active[] = []) => { const { stage, changes } = trailOf({ events, active }, now); return [stage, changes.at(-1)?.cause]; };
    expect(last([forwarded("1", 365)])).toEqual([0, "forwarded-lapsed"]);
    expect(last([forwarded("1", 2), learned("1", 366)])).toEqual([1, "learned-lapsed"]);
    expect(last([learned("1", 366)])).toEqual([0, "learned-lapsed"]);
    expect(last([forwarded("1", 100), ...met("1", 90, 5), ...met("2", 30, 2)])).toEqual([1, "dissatisfied"]);
    expect(last([...met("1", 90, 5), ...met("2", 30, 2), ...met("3", 5, 4)])).toEqual([3, "satisfied"]);
    expect(last(met("1", 366, 5))).toEqual([0, "satisfied-lapsed"]);
    const both = [...met("1", 140, 5), ...met("2", 130, 4)];
    expect(last(both, monthly(62))).toEqual([3, "inactive"]);
    expect(last(both, monthly(50))).toEqual([4, "retained"]);
    expect(last([...both, ...met("3", 20, 1)], monthly(2))[1]).toBe("dissatisfied");
    // Brought and lapsed: the fourth was reached once, and is what is left.
    expect(last([...both, acted(366)], monthly(2))[0]).toBe(4);
    expect(last([...both, acted(10), ...met("3", 20, 1)], monthly(2))[0]).toBe(5);
    // A rating of what was not fulfilled, or was reopened since, is no evidence.
    expect(stageOf([{ kind: "rated", id: "1", at: ago(3), value: 5 }])).toBe(0);
  });

});

describe("whatever happened, the stages", () => {
  it("never stand without evidence that is there, and whoever's evidence is taken away falls", () => {
    fc.assert(fc.property(known, (one) => {
      const { stage, evidence, changes } = trailOf(one, now);
      expect(evidence.length > 0).toBe(stage > 0);
      // The fourth is kept through a cycle without anything, so the days it names may lie further back.
      for (const fact of evidence) expect(isThere(fact, one, now)).toBe(true);
      for (const change of changes) if (change.after > change.before) expect(change.evidence.length > 0 && change.evidence.every((fact) => isThere(fact, one, Date.parse(change.at)))).toBe(true);
      for (const fact of evidence) {
        if (fact.what === "active") continue;
        const kinds = fact.what === "satisfied" ? ["fulfilled", "rated"] : [fact.what === "brought" ? "acted" : fact.what];
        for (const kind of kinds) {
          const without = trailOf({ ...one, events: one.events.filter((event) => event.kind !== kind) }, now);
          expect(without.stage < stage || (stage === 1 && without.stage === 0)).toBe(true);
        }
        const left = trailOf({ ...one, events: one.events.filter((event) => event.id !== fact.id || kinds.includes(event.kind) === false) }, now);
        expect(left.evidence.some((other) => other.what === fact.what && other.id === fact.id)).toBe(false);
      }
      if (stage === 4) expect(trailOf({ ...one, active: [] }, now).stage).toBeLessThan(4);
    }), { numRuns: 300 });
  });

  it("do not depend on the order in which anything became known, nor on being told twice", () => {
    fc.assert(fc.property(known.chain((one) => fc.tuple(fc.constant(one), shuffledOf(one))), ([one, other]) => {
      expect(trailOf(other, now)).toEqual(trailOf(one, now));
      expect(trailOf({ events: [...one.events, ...other.events], active: [...other.active, ...one.active] }, now)).toEqual(trailOf(one, now));
    }), { numRuns: 150 });
  });

  it("are one way: looked at earlier it is the beginning of the same, and what is due comes when it was said", () => {
    const hours = fc.integer({ min: 0, max: 900 * 24 });
    fc.assert(fc.property(known, hours, hours, (one, first, more) => {
      const then = Math.max(ago(900), ...[...one.events, ...one.active].map((each) => each.at)) + first * 3_600_000;
      const later = then + more * 3_600_000;
      const [early, late] = [trailOf(one, then), trailOf(one, later)];
      expect(late.changes.slice(0, early.changes.length)).toEqual(early.changes);
      // Nothing happened in between, so only what was due did.
      const next = late.changes[early.changes.length];
      if (early.due !== null && Date.parse(early.due) <= later) expect(next?.at).toBe(early.due);
      else expect(next).toBeUndefined();
      for (const [at, change] of late.changes.entries()) expect(change.before).toBe(late.changes[at - 1]?.after ?? 0);
      const lapsed = trailOf(one, now + holds + 2 * 900 * day);
      expect(lapsed.stage).toBe(0);
      expect(lapsed.due).toBeNull();
    }), { numRuns: 200 });
  });
});

describe("own cycles", () => {
  it("are the median of one's own gaps, a week at least, and unknown before two", () => {
    const of = (gaps: number[]): (number | null)[] => {
      let at = 2000;
      return cyclesOf([0, ...gaps].map((gap) => { at -= gap; return act("visit", ago(at)); }))[1]?.acts.map((one) => one.cycle) ?? [];
    };
    expect(of([10])).toEqual([null, null]);
    expect(of([10, 20])).toEqual([null, null, 15]);
    expect(of([10, 20, 90])).toEqual([null, null, 15, 20]);
    expect(of([1, 1, 1])).toEqual([null, null, 7, 7]);
  });
});
