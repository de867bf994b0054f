import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "#lib/relationship/lifetime/random.ts";
import { spearman } from "#lib/relationship/portfolio.ts";
import { fitLogistic, positiveMedian } from "#lib/relationship/validity/fit-weights.ts";
import { measureAll } from "#lib/relationship/validity/measures.ts";
import { warningOf } from "#lib/relationship/validity/validity.ts";

const customer = fc.record({ score: fc.integer({ min: 0, max: 12 }), bought: fc.boolean(), revenue: fc.integer({ min: 0, max: 8 }) });
const outcome = (list: readonly { bought: boolean; revenue: number }[]) => (
  { bought: Uint8Array.from(list, (one) => Number(one.bought)), back: Uint8Array.from(list, (one) => Number(one.bought)), revenue: Float64Array.from(list, (one) => one.revenue) });

describe("measures of validity", () => {
  it("are what counting every pair gives", () => {
    fc.assert(fc.property(fc.array(customer, { minLength: 2, maxLength: 60 }), (list) => {
      const { rf } = measureAll({ rf: Float64Array.from(list, (one) => one.score) }, outcome(list), { count: 20 });
      const [yes, no] = [list.filter((one) => one.bought), list.filter((one) => !one.bought)];
      const wins = yes.reduce((sum, a) => sum + no.reduce((inner, b) => inner + (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0), 0), 0);
      if (yes.length && no.length) expect(rf.auc?.value).toBeCloseTo(wins / (yes.length * no.length), 12);
      else expect(rf.auc).toBeNull();
      const rho = spearman(list.map((one) => one.score), list.map((one) => one.revenue));
      if (rho === null) expect(rf.rho).toBeNull();
      else expect(rf.rho?.value).toBeCloseTo(rho, 12);
      if (rf.lift) expect(rf.lift.value).toBeLessThanOrEqual(10 + 1e-9);
    }));
  });

  it("give the top tenth its lift, and equals at the edge their share", () => {
    const list = Array.from({ length: 100 }, (_, at) => ({ score: at, bought: at >= 90 || at < 10, revenue: at }));
    expect(measureAll({ rf: Float64Array.from(list, (one) => one.score) }, outcome(list), { count: 5 }).rf.lift?.value).toBeCloseTo(5, 12);
    expect(measureAll({ rf: new Float64Array(100) }, outcome(list), { count: 5 }).rf).toMatchObject({ lift: { value: 1 }, auc: { value: 0.5 }, rho: null });
  });

  it("have intervals that hold the truth about nineteen times in twenty, the same for the same seed", () => {
    const random = seeded(4);
    let held = 0;
    for (let round = 0; round < 100; round += 1) {
      // Scores of those who bought are a step above: P(X + ½ > Y) for uniform X and Y is 1 − ½·½² = 0.875.
      const list = Array.from({ length: 200 }, (_, at) => ({ score: random() + (at % 2 ? 0.5 : 0), bought: at % 2 === 1, revenue: 0 }));
      const { auc } = measureAll({ rf: Float64Array.from(list, (one) => one.score) }, outcome(list), { count: 200, seed: round }).rf;
      if (auc && auc.low <= 0.875 && auc.high >= 0.875) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(87);
    const list = Array.from({ length: 50 }, (_, at) => ({ score: at % 7, bought: at % 3 === 0, revenue: at % 5 }));
    const once = (): unknown => measureAll({ rf: Float64Array.from(list, (one) => one.score) }, outcome(list), { count: 50, seed: 8 });
    expect(once()).toEqual(once());
  });

  it("warn when the live criterion falls below the best alternative's interval, and only then", () => {
    const auc = (value: number) => ({ auc: { value, low: value - 0.02, high: value + 0.02 }, aucBack: null, lift: null, rho: null });
    expect(warningOf({ rf: auc(0.7), rfm: auc(0.74), recency: auc(0.6) })).toContain("worse than plain RFM");
    expect(warningOf({ rf: auc(0.7), rfm: auc(0.6), recency: auc(0.74) })).toContain("recency alone");
    expect(warningOf({ rf: auc(0.73), rfm: auc(0.74), recency: auc(0.6) })).toBeNull();
    expect(warningOf({ rf: { ...auc(0.7), auc: null }, rfm: auc(0.9), recency: auc(0.6) })).toBeNull();
  });
});

describe("fitting the weights", () => {
  it("finds the weights that buying was drawn from, and never one below zero", () => {
    const random = seeded(2);
    const columns = Array.from({ length: 3 }, () => Float64Array.from({ length: 20_000 }, random));
    const odds = (at: number): number => -1.5 + 3 * (columns[0]?.[at] ?? 0) + 1 * (columns[1]?.[at] ?? 0) - 2 * (columns[2]?.[at] ?? 0);
    const bought = Uint8Array.from({ length: 20_000 }, (_, at) => Number(random() < 1 / (1 + Math.exp(-odds(at)))));
    const { slopes: [first = 0, second = 0, third] } = fitLogistic({ columns, bought });
    expect(first).toBeGreaterThan(2.6);
    expect(first).toBeLessThan(3.2);
    expect(second / first).toBeCloseTo(1 / 3, 1);
    expect(third).toBe(0);
  });

  it("stays finite where a signal tells the two apart completely, and where it tells nothing", () => {
    const columns = [Float64Array.from([0, 0, 1, 1]), new Float64Array(4)];
    const found = fitLogistic({ columns, bought: Uint8Array.from([0, 0, 1, 1]) });
    expect(Number.isFinite(found.slopes[0])).toBe(true);
    expect(found.slopes[1]).toBe(0);
    expect(fitLogistic({ columns: [new Float64Array(4)], bought: new Uint8Array(4) }).slopes).toEqual([0]);
    expect(positiveMedian([0, 0, 4, 1, 9])).toBe(4);
    expect(positiveMedian([-1, 2, 4])).toBe(3);
    expect(positiveMedian([0])).toBeUndefined();
  });
});
