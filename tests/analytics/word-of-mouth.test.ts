import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachBrings, growthOf } from "#lib/analytics/referrals/measures.ts";
import { simulateCohort, trueCycle } from "#lib/analytics/referrals/simulated.ts";
import { medianAmong, quadrantOf, referralValue } from "#lib/analytics/referrals/worth.ts";
import { seeded } from "#lib/relationship/lifetime/random.ts";

const cohorts = fc.record({ alone: fc.nat(200), delays: fc.array(fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 1, maxLength: 6 }), { maxLength: 30 }) }).map(({ alone, delays }) => ({ members: alone + delays.length, delays }));

describe("K and the cycle time", () => {
  it("are what they say, inside their intervals, the same for the same seed, whatever the order of members", () => {
    fc.assert(fc.property(cohorts, (cohort) => {
      const growth = growthOf(cohort, { rounds: 60 });
      if (cohort.members === 0) { expect(growth).toBe(null); return; }
      const all = cohort.delays.flat().sort((a, b) => a - b);
      expect(growth?.k.value).toBeCloseTo(all.length / cohort.members, 12);
      expect(growth).toEqual(growthOf(cohort, { rounds: 60 }));
      if (cohort.delays.length < 6) { expect(growth?.cycle).toBe(null); return; }
      const middle = ((all[Math.floor((all.length - 1) / 2)] ?? 0) + (all[Math.ceil((all.length - 1) / 2)] ?? 0)) / 2;
      expect(growth?.cycle?.value).toBeCloseTo(middle, 9);
      expect(growth?.cycle?.low).toBeGreaterThanOrEqual(all[0] ?? 0);
      expect(growth?.cycle?.high).toBeLessThanOrEqual(all.at(-1) ?? 0);
      expect(growthOf({ ...cohort, delays: cohort.delays.toReversed() }, { rounds: 60 })?.k.value).toBe(growth?.k.value);
    }), { numRuns: 150 });
  });

  it("have no bound where nobody knows one: none brought, or K at one", () => {
    expect(growthOf({ members: 40, delays: [] })?.k).toEqual({ value: 0, low: 0, high: 3.689 / 40 });
    expect(eachBrings({ value: 0.5, low: 0.2, high: 1.1 })).toEqual({ value: 2, low: 1.25, high: null });
    expect(eachBrings({ value: 1, low: 0.9, high: 1.1 })).toBe(null);
  });

  // The full thousand runs are printed by `npm run bench -- referrals`; here a fifth of them, always the same ones.
  it("cover what is true of simulated members in about 95 of 100 runs", () => {
    const bringing = { members: 300, k: 0.5, within: 30, scale: 18, shape: 1.1, unequal: 1.5 };
    const random = seeded(2007);
    let [ks, cycles] = [0, 0];
    for (let run = 0; run < 200; run += 1) {
      const growth = growthOf(simulateCohort(random, bringing), { rounds: 300, seed: run });
      if (growth && growth.k.low <= bringing.k && bringing.k <= (growth.k.high ?? Number.POSITIVE_INFINITY)) ks += 1;
      if (growth?.cycle && growth.cycle.low <= trueCycle(bringing) && trueCycle(bringing) <= (growth.cycle.high ?? 0)) cycles += 1;
    }
    for (const covered of [ks, cycles]) { expect(covered).toBeGreaterThanOrEqual(182); expect(covered).toBeLessThanOrEqual(198); }
  });
});

describe("what bringing people is worth", () => {
  it("is a lifetime for who would not have come, a saving for who would, and half of each where nobody knows", () => {
    expect(referralValue([{ valueCents: 9000, wouldHaveCome: "no" }, { valueCents: 9000, wouldHaveCome: "yes" }, { valueCents: 9000, wouldHaveCome: null }], 2000)).toBe(9000 + 2000 + 5500);
    fc.assert(fc.property(fc.array(fc.record({ valueCents: fc.nat(1e6), wouldHaveCome: fc.constantFrom("yes" as const, "no" as const, null) })), fc.nat(1e5), (brought, cost) => {
      const value = referralValue(brought, cost);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(brought.reduce((sum, one) => sum + Math.max(one.valueCents, cost), 0));
    }));
  });

  it("puts everybody in one of four places, by medians that count those who bring nobody", () => {
    expect(medianAmong(5, [10, 20])).toBe(0);
    expect(medianAmong(4, [10, 20, 30])).toBe(15);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1000 })), fc.nat(50), (positive, none) => {
      const all = [...positive, ...Array.from({ length: none }, () => 0)].sort((a, b) => a - b);
      const middle = all.length === 0 ? 0 : ((all[Math.floor((all.length - 1) / 2)] ?? 0) + (all[Math.ceil((all.length - 1) / 2)] ?? 0)) / 2;
      expect(medianAmong(all.length, positive)).toBe(middle);
    }));
    const medians = { valueCents: 100, referralCents: 0 };
    expect([[200, 5], [200, 0], [100, 5], [0, 0]].map(([valueCents = 0, referralCents = 0]) => quadrantOf({ valueCents, referralCents }, medians))).toEqual(["champions", "affluents", "advocates", "misers"]);
  });
});
