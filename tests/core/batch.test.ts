import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batched } from "#lib/core/batch.ts";

describe("batched questions", () => {
  it("each get their own answer, however they arrive, in few loads", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.integer(), fc.integer({ min: 0, max: 3 })), { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 7 }), async (asked, inFlight, most) => {
      let running = 0;
      const load = batched(async (keys: number[]) => {
        running += 1;
        expect(running).toBeLessThanOrEqual(inFlight);
        expect(keys.length).toBeLessThanOrEqual(most);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return keys.map((key) => key * 2);
      }, { inFlight, most });
      const answers = await Promise.all(asked.map(async ([key, turns]) => {
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return load(key);
      }));
      expect(answers).toEqual(asked.map(([key]) => key * 2));
    }), { numRuns: 50 });
  });

  it("go together while others are under way, and alone at once", async () => {
    const sizes: number[] = [];
    const load = batched(async (keys: number[]) => { sizes.push(keys.length); await new Promise((resolve) => setImmediate(resolve)); return keys; }, { inFlight: 1 });
    await load(1);
    await Promise.all([load(2), load(3), load(4)]);
    expect(sizes).toEqual([1, 3]);
  });

  it("all hear of a load that failed, and the next one goes on", async () => {
    let fail = true;
    const load = batched(async (keys: number[]) => { if (fail) throw new Error("no"); return keys; });
    const both = await Promise.allSettled([load(1), load(2)]);
    expect(both.map((one) => one.status)).toEqual(["rejected", "rejected"]);
    fail = false;
    expect(await load(3)).toBe(3);
  });
});
