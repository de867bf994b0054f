import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { atFirst, type Axes, type Seen, segmentAt, step } from "#lib/relationship/segments/axes.ts";
import { factorStep, type Kept, pack, unpack } from "#lib/relationship/segments/snapshots.ts";

const seen = fc.record({ rf: fc.double({ min: 0, max: 100, noNaN: true }), y: fc.constantFrom("vital", "wider", "outside") })
  .map(({ rf, y }): Seen => ({ rf, vital: y === "vital", wider: y !== "outside" }));
const still = (rf: number, y: "vital" | "wider" | "outside" = "outside"): Seen => ({ rf, vital: y === "vital", wider: y !== "outside" });
const live = (days: readonly Seen[], from?: Axes): Axes[] => {
  const all: Axes[] = [];
  for (const [day, one] of days.entries()) all.push(step(all.at(-1) ?? from, one, { day }));
  return all;
};

describe("segments", () => {
  it("are entered when their condition has held for 7 days, and left after 30 beyond the slack", () => {
    const up = live(Array.from({ length: 9 }, () => still(60, "vital"))).map(segmentAt);
    expect(up.join("")).toBe("DDDDDDDAA");
    const start = atFirst(still(60, "vital"));
    expect(live(Array.from({ length: 100 }, () => still(45.1, "wider")), start).map(segmentAt).every((one) => one === "A")).toBe(true);
    const down = live(Array.from({ length: 32 }, () => still(44.9, "vital")), start).map(segmentAt);
    expect(down.indexOf("B")).toBe(30);
    const out = live(Array.from({ length: 32 }, () => still(50, "outside")), start).map(segmentAt);
    expect(out.indexOf("C")).toBe(30);
  });

  it("begin the count again after a day in between", () => {
    const days = [...Array.from({ length: 6 }, () => still(60)), still(49), ...Array.from({ length: 8 }, () => still(60))];
    expect(live(days).map(segmentAt).join("")).toBe("DDDDDDDDDDDDDDC");
  });

  it("never flap: an axis turns at most once in 7 days up and 30 down, and the same day twice changes nothing", () => {
    fc.assert(fc.property(fc.array(seen, { minLength: 20, maxLength: 200 }), (days) => {
      const all = live(days);
      for (const axis of ["x", "y"] as const) {
        let last = -100;
        for (const [day, one] of all.entries()) {
          const before = all[day - 1]?.[axis].high ?? false;
          if (one[axis].high === before) continue;
          expect(day - last).toBeGreaterThanOrEqual(one[axis].high ? 7 : 30);
          // It turned on a day that says so itself.
          const today = days[day];
          if (axis === "x" && today) expect(one.x.high ? today.rf >= 50 : today.rf < 45).toBe(true);
          last = day;
        }
      }
      for (const [day, one] of all.entries()) if (one.x.turning !== null || one.y.turning !== null) expect(segmentAt(step(one, days[day] ?? still(0), { day }))).toBe(segmentAt(one));
    }));
  });
});

describe("a snapshot", () => {
  const kept = fc.record({
    rf: fc.double({ min: 0, max: 100, noNaN: true }), netCents: fc.integer({ min: -(2 ** 46), max: 2 ** 46 }), vital: fc.boolean(), wider: fc.boolean(),
    segment: fc.constantFrom<Kept["segment"]>("A", "B", "C", "D"), tier: fc.integer({ min: 0, max: 3 }),
  }).map((one): Kept => ({ ...one, customerId: newId() }));

  it("keeps everybody in 26 bytes: the cent, and the factor to a thousandth", () => {
    fc.assert(fc.property(fc.array(kept, { maxLength: 40 }), (list) => {
      const { ids, facts } = pack(list);
      expect(ids.length + facts.length).toBe(26 * list.length);
      const back = unpack(ids, facts);
      expect(back.map(({ rf: _, ...one }) => one)).toEqual(list.map(({ rf: _, ...one }) => one));
      for (const [at, one] of back.entries()) expect(Math.abs(one.rf - (list[at]?.rf ?? 0))).toBeLessThanOrEqual(factorStep / 2 + 1e-9);
    }));
    expect(unpack(Buffer.alloc(16), Buffer.alloc(10))).toEqual([]);
  });
});
