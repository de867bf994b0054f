import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countedAmount, countedChange, type DayCount, signalsOf } from "#lib/relationship/counted.ts";
import { add, type Decayed, forward, halfLives, nothing, recency, remaining, subtract } from "#lib/relationship/decay.ts";
import { factorOf, type Model, type Standing, termsOf, wouldAdd } from "#lib/relationship/factor.ts";
import { decaying, scoredKinds } from "#lib/relationship/weights.ts";

const model: Model = { version: 1, kappa: { f: 1, m: 5000, v: 4, e: 1, p: 5, b: 1 }, weights: { r: 15, f: 20, m: 15, v: 15, e: 15, p: 15, b: 5 } };
const today = 20_000;
const at = new Date(today * 86_400_000 + 3_600_000);

const event = fc.record({ kind: fc.constantFrom(...scoredKinds), day: fc.integer({ min: today - 900, max: today }), value: fc.integer({ min: 0, max: 500_000 }) });
const amounts = fc.record({
  day: fc.integer({ min: today - 400, max: today }), f: fc.double({ min: 0, max: 100, noNaN: true }), m: fc.double({ min: 0, max: 1e7, noNaN: true }),
  v: fc.double({ min: 0, max: 100, noNaN: true }), e: fc.double({ min: 0, max: 100, noNaN: true }), p: fc.double({ min: 0, max: 100, noNaN: true }),
  b: fc.double({ min: 0, max: 100, noNaN: true }),
});

function near(a: Decayed, b: Decayed, scale = 1): void {
  const day = Math.max(a.day, b.day);
  const [x, y] = [forward(a, day), forward(b, day)];
  for (const signal of decaying) expect(Math.abs(x[signal] - y[signal])).toBeLessThanOrEqual(1e-9 * Math.max(scale, Math.abs(x[signal])));
}

/** One event after the other, as a relay without batches would. */
function oneByOne(events: readonly { kind: string; day: number; value: number }[]): Decayed {
  const seen = new Map<string, number>();
  let state = nothing(0);
  for (const { kind, day, value } of events) {
    const before = seen.get(`${kind} ${day}`) ?? 0;
    seen.set(`${kind} ${day}`, before + 1);
    state = add(state, countedChange(kind, { day, before, after: before + 1, value }));
  }
  return state;
}

describe("signals", () => {
  it("are halved by a half-life", () => {
    for (const signal of decaying) {
      expect(remaining(8, halfLives[signal], halfLives[signal])).toBeCloseTo(4, 12);
      expect(forward({ ...nothing(0), [signal]: 8 }, 2 * halfLives[signal])[signal]).toBeCloseTo(2, 12);
    }
    expect(recency(new Date(at.getTime() - 90 * 86_400_000), at)).toBeCloseTo(0.5, 12);
    expect(recency(null, at)).toBe(0);
  });

  it("do not depend on the order, nor on counting a day at once", () => {
    fc.assert(fc.property(fc.array(event, { minLength: 1, maxLength: 60 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
      const straight = oneByOne(list);
      near(straight, oneByOne(shuffled));
      const days = new Map<string, DayCount>();
      for (const { kind, day, value } of list) {
        const slot = days.get(`${kind} ${day}`) ?? { kind, day, count: 0, value: 0 };
        days.set(`${kind} ${day}`, { ...slot, count: slot.count + 1, value: slot.value + value });
      }
      near(straight, signalsOf([...days.values()]) ?? nothing(0));
    }));
  });

  it("come back to what they were when a merge is undone", () => {
    fc.assert(fc.property(amounts, amounts, (a, b) => {
      near(subtract(add(a, b), b), a, Math.max(...decaying.map((signal) => Math.max(a[signal], b[signal]))));
      near(add(a, b), add(b, a));
    }));
  });

  it("count no more of a day than the cap", () => {
    expect(countedAmount("visit", 4)).toBe(4);
    expect(countedAmount("visit", 400)).toBe(4);
    expect(countedAmount("purchase", 400)).toBe(400);
    expect(countedAmount("mail.opened", 3)).toBe(0);
    expect(countedChange("visit", { day: 1, before: 5, after: 4, value: 0 }).v).toBe(0);
    expect(countedChange("purchase", { day: 1, before: 0, after: 1, value: 1234 })).toMatchObject({ f: 1, m: 1234 });
    expect(countedChange("refund", { day: 1, before: 0, after: 1, value: -1234 })).toMatchObject({ f: 0, m: -1234 });
  });
});

describe("the factor", () => {
  const standing = fc.record({ decayed: amounts, lastAt: fc.option(fc.integer({ min: 0, max: 900 }).map((days) => new Date(at.getTime() - days * 86_400_000))) });

  it("lies in [0, 100] and is the sum of its terms", () => {
    fc.assert(fc.property(standing, (one) => {
      const factor = factorOf(one, model, at);
      expect(factor).toBeGreaterThanOrEqual(0);
      expect(factor).toBeLessThanOrEqual(100);
      expect(termsOf(one, model, at).reduce((sum, term) => sum + term.points, 0)).toBeCloseTo(factor, 9);
    }));
    expect(factorOf({ decayed: { ...nothing(today), m: -5000 }, lastAt: null }, model, at)).toBe(0);
  });

  it("rises by exactly what one more was said to add", () => {
    fc.assert(fc.property(standing, (one: Standing) => {
      const visit = wouldAdd(one, model, { at, today: new Map([["visit", 3]]) }).find((row) => row.kind === "visit");
      const decayed = add(one.decayed ?? nothing(today), { ...nothing(today), v: 1 });
      expect(factorOf({ decayed, lastAt: at }, model, at) - factorOf(one, model, at)).toBeCloseTo(visit?.points ?? -1, 9);
      expect(visit?.cappedToday).toBe(false);
    }));
    const capped = wouldAdd({ decayed: nothing(today), lastAt: at }, model, { at, today: new Map([["visit", 4]]) }).find((row) => row.kind === "visit");
    expect(capped).toEqual({ kind: "visit", points: 0, cappedToday: true });
  });
});
