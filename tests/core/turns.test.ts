import { expect, test } from "vitest";
import { inTurn } from "#lib/core/turns.ts";
import { transact, within } from "#lib/core/transact.ts";

type Gate = { open: () => void; opened: Promise<void> };
function gate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { open, opened };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("of one place so many run at a time, in the order they came, and other places wait for none of them", async () => {
  const gates = Array.from({ length: 5 }, gate);
  const began: number[] = [];
  const runs = gates.map(({ opened }, at) => inTurn("kettle", async () => { began.push(at); await opened; return at; }));
  await settled();
  expect(began).toEqual([0, 1]);
  expect(await inTurn("teapot", () => Promise.resolve("free"))).toBe("free");
  gates[1]?.open();
  await runs[1];
  // Whoever comes as a place is handed on stands at the end.
  const late = inTurn("kettle", () => { began.push(9); return Promise.resolve(9); });
  await settled();
  expect(began).toEqual([0, 1, 2]);
  for (const one of gates) one.open();
  expect(await Promise.all([...runs, late])).toEqual([0, 1, 2, 3, 4, 9]);
  expect(began).toEqual([0, 1, 2, 3, 4, 9]);
});

test("work that fails gives its place on and its error to who asked", async () => {
  const failing = Array.from({ length: 4 }, (_, at) => inTurn("kettle", () => Promise.reject(new Error(`no ${at}`)), { most: 1 }));
  const results = await Promise.allSettled(failing);
  expect(results.map((one) => (one.status === "rejected" ? (one.reason as Error).message : "kept"))).toEqual(["no 0", "no 1", "no 2", "no 3"]);
  expect(await inTurn("kettle", () => Promise.resolve("again"), { most: 1 })).toBe("again");
});

test("a transaction that joins another waits for no turn: the one it joins may hold what the others wait for", async () => {
  const { opened, open } = gate();
  const full = [1, 2].map(() => transact(() => opened, { turn: "kettle" }));
  const joined = await transact((tx) => within(tx, () => transact(() => Promise.resolve("done"), { turn: "kettle" })));
  expect(joined).toBe("done");
  open();
  await Promise.all(full);
});
