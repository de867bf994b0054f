import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axesOf, isWhole, moved, type Part, zoomed } from "#components/analytics/portfolio-view.ts";

const whole: Part = { x: [0, 100], y: [0, 4.5] };
const inside = ({ x, y }: Part): boolean => x[0] >= -1e-9 && x[1] <= 100 + 1e-9 && y[0] >= -1e-9 && y[1] <= 4.5 + 1e-9 && x[0] < x[1] && y[0] < y[1];
const act = fc.oneof(
  fc.record({ by: fc.double({ min: 0.2, max: 5, noNaN: true }), at: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })) }),
  fc.record({ x: fc.double({ min: -300, max: 300, noNaN: true }), y: fc.double({ min: -20, max: 20, noNaN: true }) }),
);

describe("the part of the picture that is seen", () => {
  it("never leaves the whole, however it is moved and zoomed, and comes back to it", () => {
    fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      let part = whole;
      for (const one of acts) part = "by" in one ? zoomed(part, one.by, { at: [part.x[0] + one.at[0] * (part.x[1] - part.x[0]), part.y[0] + one.at[1] * (part.y[1] - part.y[0])], whole }) : moved(part, [one.x, one.y], whole);
      expect(inside(part)).toBe(true);
      for (let times = 0; times < 8; times += 1) part = zoomed(part, 5, { at: [part.x[0], part.y[1]], whole });
      expect(isWhole(part, whole)).toBe(true);
    }));
  });

  it("keeps its size when it is moved, and the place it is zoomed at where it was", () => {
    const part: Part = { x: [20, 40], y: [1, 2] };
    expect(moved(part, [500, -0.25], whole)).toEqual({ x: [80, 100], y: [0.75, 1.75] });
    const nearer = zoomed(part, 0.5, { at: [25, 1.5], whole });
    expect((25 - nearer.x[0]) / (nearer.x[1] - nearer.x[0])).toBeCloseTo(0.25, 9);
    expect((1.5 - nearer.y[0]) / (nearer.y[1] - nearer.y[0])).toBeCloseTo(0.5, 9);
  });

  it("labels money by powers of ten from afar, and finer from near", () => {
    const money = (cents: number): string => `€${Math.round(cents / 100)}`;
    const far = axesOf(whole, whole, { scale: "log", money });
    expect([far.yAxis.minInterval, far.yAxis.axisLabel.formatter(3)]).toEqual([1, "€1000"]);
    expect(axesOf({ x: [20, 40], y: [1, 1.5] }, whole, { scale: "log", money }).yAxis.minInterval).toBeLessThan(0.5);
    expect(axesOf(whole, whole, { scale: "linear", money }).yAxis.minInterval).toBeUndefined();
  });
});
