import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decileShares, fewestMaking, gini, type Holding, portfolioOf, ranks, spearman, vitalSet } from "#lib/relationship/portfolio.ts";

const holdings = fc.array(fc.record({ netCents: fc.integer({ min: -50_000, max: 500_000 }), rf: fc.double({ min: 0, max: 100, noNaN: true }) }), { minLength: 1, maxLength: 80 })
  .map((list): Holding[] => list.map((one, index) => ({ ...one, customerId: `c${index}` })));

describe("the portfolio", () => {
  it("shares add up to one whenever there is a profit", () => {
    fc.assert(fc.property(holdings, (list) => {
      const { placed, net_cents, segments } = portfolioOf(list);
      if (net_cents > 0) expect(placed.reduce((sum, one) => sum + (one.share ?? 0), 0)).toBeCloseTo(1, 9);
      else expect(placed.every((one) => one.share === null)).toBe(true);
      expect(segments.A + segments.B + segments.C + segments.D).toBe(list.length);
      expect(segments.A + segments.B).toBe(placed.filter((one) => one.vital).length);
    }));
  });

  it("the vital set makes 80 %, is the smallest that does, and has its ties", () => {
    fc.assert(fc.property(holdings, (list) => {
      const set = vitalSet(list);
      const gains = list.reduce((sum, one) => sum + Math.max(0, one.netCents), 0);
      const inside = list.filter((one) => set.has(one.customerId)).map((one) => one.netCents);
      if (gains === 0) {
        expect(set.size).toBe(0);
        return;
      }
      const edge = Math.min(...inside);
      expect(inside.reduce((sum, value) => sum + value, 0)).toBeGreaterThanOrEqual(0.8 * gains);
      expect(inside.filter((value) => value > edge).reduce((sum, value) => sum + value, 0)).toBeLessThan(0.8 * gains);
      expect(list.every((one) => set.has(one.customerId) === (one.netCents >= edge))).toBe(true);
    }));
  });

  it("knows the textbook values", () => {
    expect(gini([1, 1, 1, 1])).toBe(0);
    expect(gini([0, 0, 0, 1])).toBeCloseTo(0.75, 12);
    expect(ranks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
    expect(spearman([1, 2, 3], [10, 20, 30])).toBe(1);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBe(-1);
    expect(spearman([1, 1], [1, 2])).toBeNull();
    expect(fewestMaking([50, 30, 10, 10], 0.8, 100)).toBe(2);
    expect(decileShares([12, ...Array<number>(10).fill(1)])[0]).toBeCloseTo(13 / 22, 12);
  });

  it("leaves those who only take part out of the shares of buyers", () => {
    const report = portfolioOf([{ customerId: "a", netCents: 100, rf: 80 }, { customerId: "b", netCents: 0, rf: 70, buyer: false }]);
    expect(report).toMatchObject({ customers: 2, buyers: 1, customers_with_net_le_0: 0, segments: { A: 1, B: 0, C: 1, D: 0 } });
  });
});
