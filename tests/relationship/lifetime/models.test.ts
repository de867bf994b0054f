import { hyp2f1, lgam, psi } from "cephes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile, replicates, simulateHistory, simulateSpent } from "#lib/relationship/lifetime/bootstrap.ts";
import { flawOf, type History, poolOf } from "#lib/relationship/lifetime/history.ts";
import { minimise } from "#lib/relationship/lifetime/minimise.ts";
import { aliveOf, expectedNext, expectedOf, fitPurchasing, type Purchasing, purchasingLikelihood, purchasingObjective } from "#lib/relationship/lifetime/purchasing.ts";
import { seeded } from "#lib/relationship/lifetime/random.ts";
import { expectedSpend, fitSpending, spendingObjective } from "#lib/relationship/lifetime/spending.ts";
import { discountedNext, lifetimeValue } from "#lib/relationship/lifetime/value.ts";

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const model = fc.record({ kind: fc.constantFrom<Purchasing["kind"]>("bg", "mbg"), r: between(0.02, 20), alpha: between(0.05, 200), a: between(0.02, 8), b: between(0.02, 20) });
const history = fc.record({ x: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 7, max: 400 })), share: between(0.01, 1), T: between(0, 500) })
  .map(({ x, share, T }): History => ({ x, tx: x === 0 ? 0 : share * T, T }));
const cdnow: Purchasing = { kind: "bg", r: 0.242594, alpha: 4.413604, a: 0.792921, b: 2.425904 };

// Computed with mpmath at 40 digits.
const references: [x: number, lnGamma: number, digamma: number][] = [
  [1e-6, 13.815509980749432, -1000000.5772140201], [0.01, 4.599479878042022, -100.56088545786868], [0.243, 1.3180435846996699, -4.351093864423211], [0.793, 0.15887133028636516, -0.9812143097443874], [0.9999, 5.7729791561193866e-5, -0.5773801703298691],
  [1.4616321449683622, -0.12148629053584961, -9.241265521729427e-17], [2.426, 0.23400811688731624, 0.6662079149687963], [26.243, 58.79177366986193, 3.2482256028096432], [200.25, 859.257780222549, 5.297067628917528], [12345.678, 103959.91990554606, 9.421020820741761],
];

describe("what the models stand on", () => {
  it("special functions are right to the last digits", () => {
    for (const [x, lnGamma, digamma] of references) {
      expect(Math.abs(lgam(x) - lnGamma), `ln Γ(${x})`).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(lnGamma)));
      expect(Math.abs(psi(x) - digamma), `ψ(${x})`).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(digamma)));
    }
  });

  it("the optimiser finds the bottom of Rosenbrock's valley and of a stretched bowl", () => {
    const valley = minimise(([x = 0, y = 0]) => ({ value: (1 - x) ** 2 + 100 * (y - x * x) ** 2, gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)] }), [-1.2, 1]);
    expect(valley.converged).toBe(true);
    expect(valley.at[0]).toBeCloseTo(1, 6);
    const bowl = minimise(([x = 0, y = 0, z = 0]) => ({ value: 1e6 * x * x + y * y + 1e-4 * z * z, gradient: [2e6 * x, 2 * y, 2e-4 * z] }), [3, -4, 5], { tolerance: 1e-11 });
    for (const one of bowl.at) expect(Math.abs(one)).toBeLessThan(1e-4);
    expect(minimise(() => ({ value: Number.NaN, gradient: [0] }), [1]).converged).toBe(false);
  });

  it("gradients are the slopes of the likelihoods", () => {
    const slopes = (objective: ReturnType<typeof spendingObjective>, at: number[]): void => {
      for (const [index, part] of objective(at).gradient.entries()) {
        const moved = (by: number): number => objective(at.map((one, place) => (place === index ? one + by : one))).value;
        expect(Math.abs(part - (moved(1e-5) - moved(-1e-5)) / 2e-5)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(part)));
      }
    };
    fc.assert(fc.property(model, fc.array(history, { minLength: 1, maxLength: 8 }), ({ kind, r, alpha, a, b }, list) => slopes(purchasingObjective(kind, poolOf(list)), [r, alpha, a, b].map(Math.log))), { numRuns: 60 });
    fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: 1, max: 60 }), mean: between(0.5, 900) }), { minLength: 1, maxLength: 8 }), fc.tuple(between(0.2, 9), between(0.2, 9), between(0.2, 90)), (spent, at) => slopes(spendingObjective(spent), at.map(Math.log))), { numRuns: 60 });
  });
});

describe("BG/NBD and MBG/NBD", () => {
  it("have the published likelihoods and expectations", () => {
    const textbook: Purchasing = { kind: "bg", r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
    expect(purchasingLikelihood(textbook, [{ x: 0, tx: 0, T: 40 }])).toBeCloseTo(-0.59947382, 8);
    expect(purchasingLikelihood(textbook, [{ x: 200, tx: 38, T: 40 }])).toBeCloseTo(100.7957, 4);
    expect(expectedNext(cdnow, { x: 2, tx: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 3);
    expect(expectedNext(cdnow, { x: 26, tx: 30.857, T: 31 }, 52)).toBeCloseTo(25.757, 2);
    expect(aliveOf(cdnow, { x: 26, tx: 30.857, T: 31 })).toBeCloseTo(0.96885, 4);
    for (const [t, expected] of [[1 / 7, 0.0078], [1, 0.0532], [3, 0.1506], [32, 1.0437], [78, 1.8576]] as const) expect(expectedOf(cdnow, t)).toBeCloseTo(expected, 3);
    // The increasing frequency paradox (2005, section 6).
    for (const [x, expected] of [[10, 0.3474606], [15, 0.04283391], [20, 0.004158973], [25, 0.0003583685]] as const) expect(expectedNext(cdnow, { x, tx: 20, T: 39 }, 52) / expected).toBeCloseTo(1, 3);
  });

  it("expect what the closed form with 2F1 says, wherever that can be computed", () => {
    fc.assert(fc.property(model, history, between(0.1, 300), (one, { x, tx, T }, t) => {
      const m = one.kind === "mbg" ? 1 : 0;
      const [s, u, c] = [one.r + x, t / (one.alpha + T + t), one.a + one.b + x + m - 1];
      const alone = 1 - ((one.alpha + T) / (one.alpha + T + t)) ** s * hyp2f1(s, one.b + x + m, c, u);
      const closed = (c / (one.a - 1)) * alone * aliveOf(one, { x, tx, T });
      // It loses digits near a = 1 and where c is small, and overflows for large x.
      fc.pre(Math.abs(one.a - 1) > 0.05 && c > 0.05 && x < 60 && u < 0.95 && Math.abs(alone) > 1e-6);
      const found = expectedNext(one, { x, tx, T }, t);
      expect(Math.abs(found - closed)).toBeLessThanOrEqual(1e-7 * Math.abs(closed) + 1e-9);
    }), { numRuns: 300 });
  });

  it("stay numbers at every edge", () => {
    const edges = [1e-3, 0.5, 1, 2, 50];
    for (const kind of ["bg", "mbg"] as const) for (const a of edges) for (const b of edges) for (const h of [{ x: 0, tx: 0, T: 0 }, { x: 0, tx: 0, T: 3000 }, { x: 1, tx: 1e-9, T: 3000 }, { x: 2000, tx: 3000, T: 3000 }, { x: 5000, tx: 1, T: 3000 }]) {
      const one = { kind, r: 0.01, alpha: 0.01, a, b };
      for (const value of [purchasingLikelihood(one, [h]), aliveOf(one, h), expectedNext(one, h, 52), expectedOf(one, 52), ...purchasingObjective(kind, poolOf([h]))([one.r, one.alpha, a, b].map(Math.log)).gradient]) expect(Number.isFinite(value)).toBe(true);
    }
    expect(flawOf({ x: 1, tx: 5, T: 4 })).toBeDefined();
    expect(flawOf({ x: 0, tx: 1, T: 4 })).toBeDefined();
    expect(() => poolOf([{ x: 1.5, tx: 1, T: 4 }])).toThrow("no number of repeat purchases");
    expect(() => fitPurchasing("bg", poolOf([{ x: 0, tx: 0, T: 9 }]))).toThrow("Nobody bought twice");
  });

  it("alive is a probability; the BG/NBD never doubts who bought once, the MBG/NBD does", () => {
    fc.assert(fc.property(model, history, (one, h) => {
      const alive = aliveOf(one, h);
      expect(alive).toBeGreaterThanOrEqual(0);
      expect(alive).toBeLessThanOrEqual(1);
      if (h.x === 0 && one.kind === "bg") expect(alive).toBe(1);
      if (h.x === 0 && one.kind === "mbg" && h.T > 1) expect(alive).toBeLessThan(1);
      // Whoever bought again later is surer to be there.
      if (h.x > 0) expect(aliveOf(one, { ...h, tx: h.tx / 2 })).toBeLessThanOrEqual(alive);
    }));
  });

  it("value rises with horizon, margin and recency, falls with the discount, and lies between nothing and the undiscounted", () => {
    fc.assert(fc.property(model, history, between(1, 80), (one, h, length) => {
      const value = (more: { length?: number; yearly?: number; margin?: number } = {}, of = h): number => lifetimeValue(one, of, { margin: more.margin ?? 10, horizon: { length: more.length ?? length, perYear: 52, yearly: more.yearly ?? 0.1 } });
      const here = value();
      const slack = 1e-9 * (1 + here);
      expect(here).toBeGreaterThanOrEqual(0);
      expect(value({ length: length * 1.5 })).toBeGreaterThanOrEqual(here - slack);
      expect(value({ margin: 20 })).toBeCloseTo(2 * here, 6);
      expect(value({ yearly: 0.3 })).toBeLessThanOrEqual(here + slack);
      expect(here).toBeLessThanOrEqual(10 * expectedNext(one, h, length) + slack);
      if (h.x > 0) expect(value({}, { ...h, tx: h.tx / 2 })).toBeLessThanOrEqual(here + slack);
    }), { numRuns: 60 });
    // Against the sum of what every hundredth of a week adds, each at its own worth.
    const h = { x: 3, tx: 20, T: 30 };
    let slow = 0;
    for (let part = 0; part < 5200; part += 1) slow += (expectedNext(cdnow, h, (part + 1) / 100) - expectedNext(cdnow, h, part / 100)) * 1.1 ** (-(part + 0.5) / 5200);
    expect(discountedNext(cdnow, h, { length: 52, perYear: 52, yearly: 0.1 }) / slow).toBeCloseTo(1, 6);
  });
});

describe("fitting", () => {
  it.each(["bg", "mbg"] as const)("recovers the %s parameters of simulated customers", (kind) => {
    const truth: Purchasing = { kind, r: 0.6, alpha: 5, a: 0.7, b: 2 };
    const random = seeded(11);
    const drawn = Array.from({ length: 20_000 }, () => simulateHistory(random, truth, Math.ceil(40 + 60 * random())));
    const { model: found, converged, logLikelihood } = fitPurchasing(kind, poolOf(drawn));
    expect(converged).toBe(true);
    expect(logLikelihood).toBeGreaterThanOrEqual(purchasingLikelihood(truth, drawn));
    for (const name of ["r", "alpha", "a", "b"] as const) expect(Math.abs(found[name] / truth[name] - 1), name).toBeLessThan(0.12);
    // What it expects of everybody comes about when the same people are watched twice as long: within three standard errors.
    const fresh = Array.from({ length: 20_000 }, () => simulateHistory(random, truth, 50).x);
    expect(Math.abs(fresh.reduce((sum, x) => sum + x, 0) / fresh.length / expectedOf(truth, 50) - 1)).toBeLessThan(0.05);
  });

  it("recovers spending, and shrinks a mean towards everybody's", () => {
    const truth = { p: 6, q: 4, gamma: 15 };
    const random = seeded(5);
    const spent = Array.from({ length: 12_000 }, () => simulateSpent(random, truth, 1 + Math.floor(6 * random())));
    const { model: found } = fitSpending(spent);
    for (const name of ["p", "q", "gamma"] as const) expect(Math.abs(found[name] / truth[name] - 1), name).toBeLessThan(0.15);
    expect(expectedSpend(truth, { x: 0, mean: 0 })).toBeCloseTo((15 * 6) / 3, 9);
    expect(expectedSpend(truth, { x: 3, mean: 100 })).toBeGreaterThan(30);
    expect(expectedSpend(truth, { x: 3, mean: 100 })).toBeLessThan(100);
    expect(expectedSpend({ ...truth, q: 0.9 }, { x: 0, mean: 0 })).toBeNull();
  });

  it("is the same for the same seed, and its intervals cover what it was drawn from", () => {
    const truth: Purchasing = { kind: "mbg", r: 0.6, alpha: 5, a: 0.7, b: 2 };
    const random = seeded(3);
    const drawn = Array.from({ length: 1500 }, () => simulateHistory(random, truth, 50));
    const purchasing = fitPurchasing("mbg", poolOf(drawn)).model;
    const made = replicates({ purchasing, spending: undefined }, drawn, { count: 40, seed: 9 });
    expect(made.length).toBeGreaterThan(30);
    expect(replicates({ purchasing, spending: undefined }, drawn, { count: 2, seed: 9 })).toEqual(made.slice(0, 2));
    const expected = made.map((one) => expectedOf(one.purchasing, 50));
    expect(quantile(expected, 0.01)).toBeLessThan(expectedOf(truth, 50) * 1.1);
    expect(quantile(expected, 0.99)).toBeGreaterThan(expectedOf(truth, 50) * 0.9);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  });
});
