import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readHistories, readTracking } from "#lib/exchange/histories.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-histories-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
// Ada: three days in the first half, one of them twice, and one after; Bo: once; Cy comes too late.
const purchases = "customer_id,date,value\nada,2026-01-01,10\nada,2026-01-08,20\nada,2026-01-08,5\nada,2026-01-11,15\nada,2026-01-20,9\nbo,2026-01-03,7\ncy,2026-01-25,1\nbo,2026-01-28,2\n";

describe("purchase histories", () => {
  it("are made of purchases by day, and judged on what follows", async () => {
    const book = await readHistories(file("purchases.csv", purchases));
    expect(book).toMatchObject({ format: "purchases", weeks: 2, until: "2026-01-14", window: 2 });
    expect(book.buyers).toEqual([
      { id: "ada", history: { x: 2, tx: 10 / 7, T: 13 / 7 }, spent: { x: 2, mean: 20 }, later: 1 },
      { id: "bo", history: { x: 0, tx: 0, T: 11 / 7 }, spent: { x: 0, mean: 0 }, later: 1 },
    ]);
    expect(book.actual).toEqual([0, 2, 3, 4]);
    expect((await readHistories(file("purchases.csv", purchases), new Date("2026-01-28"))).buyers.map((one) => one.later)).toEqual([null, null, null]);
  });

  it("are read from summaries and from the original layout too", async () => {
    const book = await readHistories(file("rfm.csv", "cust,x,tx,T,m,xstar\n1,2,30.4286,38.8571,22.345,1\n2,0,0.0,38.8571,0,0\n"));
    expect(book).toMatchObject({ format: "summaries", weeks: 39, window: 39 });
    expect(book.buyers[0]).toEqual({ id: "1", history: { x: 2, tx: 30.4286, T: 38.8571 }, spent: { x: 2, mean: 22.345 }, later: 1 });
    const original = await readHistories(file("original.txt", " 00004 0001 20260101  2  29.33\n 00004 0001 20260112  2  29.73\n 00018 0002 20260128 1 14.96\n"));
    expect(original).toMatchObject({ format: "original", until: "2026-01-14" });
    expect(original.buyers).toEqual([{ id: "0001", history: { x: 1, tx: 11 / 7, T: 13 / 7 }, spent: { x: 1, mean: 29.73 }, later: 0 }]);
  });

  it("are refused in a sentence when a file holds none", async () => {
    await expect(readHistories(file("names.csv", "name,colour\nada,red\n"))).rejects.toThrow("neither x, t_x and T");
    await expect(readHistories(file("dates.csv", "customer,date\nada,soon\n"))).rejects.toThrow('"soon" is not a date');
    await expect(readHistories(file("empty.csv", ""))).rejects.toThrow("is empty");
    await expect(readHistories(file("words.csv", "cust,x,tx,T\n1,two,0,3\n"))).rejects.toThrow('"two" is not a number');
    file("tracking_4.csv", "week,actual_cum\n1,0\n2,2\n");
    expect(await readTracking(join(folder, "purchases.csv"))).toEqual([0, 2]);
  });
});
