import { afterAll, beforeAll, expect, it } from "vitest";
import { transact } from "#lib/core/transact.ts";
import { enqueue, unqueue } from "#lib/jobs/queue.ts";
import { startJobs } from "#server/jobs.ts";
import { jobs } from "#server/wiring.ts";

const ran: unknown[] = [];
let tries = 0;
let heard: (() => void) | undefined;
let running: Awaited<ReturnType<typeof startJobs>>;
/** Resolves when a job has run after this was called. */
const nextRun = (): Promise<void> => new Promise((resolve) => { heard = resolve; });

beforeAll(async () => {
  jobs["test.note"] = async (payload) => { ran.push(payload); heard?.(); };
  jobs["test.fails-once"] = async () => { tries += 1; if (tries === 1) throw new Error("not yet"); heard?.(); };
  running = await startJobs();
});
afterAll(() => running.stop());

it("runs a job when what it follows from is committed, and never when it is not", async () => {
  const told = nextRun();
  await transact(async (tx) => { await enqueue(tx, { name: "test.note", payload: { id: 1 } }); throw new Error("rolled back"); }).catch(() => {});
  await transact((tx) => enqueue(tx, { name: "test.note", payload: { id: 2 } }));
  await told;
  expect(ran).toEqual([{ id: 2 }]);
});

it("keeps one job under a key, and takes it back", async () => {
  ran.length = 0;
  const later = new Date(Date.now() + 3_600_000);
  await transact(async (tx) => {
    await enqueue(tx, { name: "test.note", payload: { id: 3 } }, { key: "one", runAt: later });
    await enqueue(tx, { name: "test.note", payload: { id: 5 } }, { key: "gone", runAt: later });
    await unqueue(tx, "gone");
  });
  const told = nextRun();
  await transact((tx) => enqueue(tx, { name: "test.note", payload: { id: 4 } }, { key: "one" }));
  await told;
  expect(ran).toEqual([{ id: 4 }]);
});

it("tries a job that threw again", async () => {
  const told = nextRun();
  await transact((tx) => enqueue(tx, { name: "test.fails-once", payload: {} }));
  await told;
  expect(tries).toBe(2);
});
