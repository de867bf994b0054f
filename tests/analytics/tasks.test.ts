import { beforeAll, describe, expect, it } from "vitest";
import { missing, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { erasePerson } from "#lib/analytics/erasure.ts";
import { askAgain } from "#lib/analytics/figures.ts";
import { figureJob, taskJob } from "#lib/analytics/jobs.ts";
import { askLadderPreview, readLadderView } from "#lib/analytics/ladder.ts";
import { lastTask, readTask, runTask, startTask, type TaskWork } from "#lib/analytics/tasks.ts";
import type { GrowthView } from "#lib/analytics/referrals/types.ts";
import type { TaskKind, TaskView } from "#lib/analytics/types.ts";
import { record } from "#lib/ledger/record.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { keepCohorts, readCohorts } from "#lib/relationship/segments/cohorts.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { runAside } from "#server/aside.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

let marketer: Somebody;
let customers: Somebody[];
const today = dayOf(new Date());
const worksWith = (work: TaskWork): Record<TaskKind, TaskWork> => ({ look: work, calibration: work, "version-preview": work, "ladder-preview": work });
const read = async (id: string): Promise<TaskView> => { const task = await readTask(marketer.actor, id); if (refused(task)) throw new Error(task.detail); return task; };
const queued = async (name: string): Promise<number> => (await db().query("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = $1", [name])).length;

beforeAll(async () => {
  marketer = await person({ role: "marketer" });
  customers = await Promise.all(Array.from({ length: 12 }, () => person()));
  for (const [at, who] of customers.entries())
    await transact((tx) => record(tx, { customerId: who.id, kind: "visit", occurredAt: new Date((today - 3 - at) * 86_400_000), subject: { type: "test", id: "1" }, source: "job", key: newId() }));
  await caughtUp({ relationship: relayRelationship });
  await runNight({ day: today - 1 });
});

describe("what the studio computes aside", () => {
  it("is computed once for everybody who asks the same meanwhile, is kept, and asked for anew afterwards", async () => {
    const [one, other] = await Promise.all([startTask(marketer.actor, "look", { window: 30 }), startTask(marketer.actor, "look", { window: 30 })]);
    expect(other.id).toBe(one.id);
    expect((await startTask(marketer.actor, "look", { window: 60 })).id).not.toBe(one.id);
    expect(one).toMatchObject({ state: "waiting", progress: 0, result: null });
    await runTask(one.id, worksWith(async (asked, by, progress) => { await progress(0.5); return { asked, by }; }));
    expect(await read(one.id)).toMatchObject({ state: "done", progress: 1, result: { asked: { window: 30 }, by: marketer.id }, by: "Robin Vale" });
    expect((await lastTask("look", { window: 30 }))?.id).toBe(one.id);
    expect((await startTask(marketer.actor, "look", { window: 30 })).id).not.toBe(one.id);
    // What is over is not run again by a job that comes late.
    await runTask(one.id, worksWith(async () => { throw new Error("twice"); }));
    expect((await read(one.id)).state).toBe("done");
  });

  it("says why nothing came of it, and that whoever computed it is gone", async () => {
    const [fault, none, gone] = [await startTask(marketer.actor, "look", { window: 31 }), await startTask(marketer.actor, "look", { window: 32 }), await startTask(marketer.actor, "look", { window: 33 })];
    await runTask(fault.id, worksWith(() => Promise.reject(new Error("broken"))));
    await runTask(none.id, worksWith(async () => missing()));
    await db().query("UPDATE studio_task SET state = 'running', seen_at = now() - interval '1 hour' WHERE id = $1", [gone.id]);
    expect([await read(fault.id), await read(none.id), await read(gone.id)]).toMatchObject([{ state: "failed", problem: "fault" }, { state: "failed", problem: "missing" }, { state: "failed", problem: null }]);
    expect((await startTask(marketer.actor, "look", { window: 33 })).id).not.toBe(gone.id);
  });

  it("is asked for through the doors, and run by the job: what a rule would do to everybody, and that nobody has a past to judge by", async () => {
    const rule = { enter: { rf: 0 }, keep: { rf: 0 } };
    const { status, body } = await door("/api/studio/tiers/preview", { as: marketer, method: "POST", body: { rules: [{ level: 1, rule }] } });
    expect([status, (body as TaskView).state]).toEqual([200, "waiting"]);
    await taskJob({ id: (body as TaskView).id });
    expect((await door(`/api/studio/tasks/${(body as TaskView).id}`, { as: marketer })).body).toMatchObject({ state: "done", result: { customers: 12, newlyRising: 12 } });
    expect((await readLadderView()).preview).toMatchObject({ result: { newlyRising: 12 }, asked: { rules: [{ level: 1, rule }] } });
    expect(refused(await askLadderPreview(marketer.actor, [{ level: 1, rule: { enter: "all" } }]))).toBe(true);
    const look = await startTask(marketer.actor, "calibration", { window: 90 });
    await taskJob({ id: look.id });
    expect(await read(look.id)).toMatchObject({ state: "failed", problem: "conflict" });
    expect(refused(await readTask(marketer.actor, newId()))).toBe(true);
  });

  it("forgets whom it named when they are erased", async () => {
    const who = customers[0]?.id ?? "";
    const task = await startTask(marketer.actor, "look", { window: 40 });
    await runTask(task.id, worksWith(async () => ({ fallingA: [{ customerId: who }] })));
    await transact((tx) => erasePerson(tx, who));
    expect(refused(await readTask(marketer.actor, task.id))).toBe(true);
  });
});

describe("what a large community keeps", () => {
  it("counts cohorts with the night, and shows those of the night before until they are counted", async () => {
    await db().query("UPDATE portfolio_day SET cohorts = NULL");
    expect(await readCohorts(0)).toBeUndefined();
    await keepCohorts();
    const first = await readCohorts(0);
    expect(first?.cohorts.months.reduce((sum, one) => sum + one.joined, 0)).toBeGreaterThan(0);
    await runNight({ day: today });
    expect((await readCohorts(0))?.day).toBe(first?.day);
    expect((await readCohorts())?.day).not.toBe(first?.day);
  });

  it("shows K with when it was made, has it made at first and again when word of mouth moves; a small one computes it at once", async () => {
    const growth = async (): Promise<GrowthView> => (await door("/api/studio/referrals/growth?within=30", { as: marketer })).body as GrowthView;
    expect(await growth()).toMatchObject({ madeAt: null, coming: false });
    await db().query("UPDATE pg_class SET reltuples = 200000 WHERE oid = 'customer_fact'::regclass");
    expect(await growth()).toMatchObject({ madeAt: null, coming: true, cohorts: [] });
    await growth();
    expect(await queued("studio.figure")).toBe(1);
    await figureJob({ name: "growth:30" });
    // As the server does where there are so many: in a thread of its own.
    await runAside("studio.figure", { name: "worth" });
    await expect(runAside("no.such.job", {})).rejects.toThrow("no.such.job");
    const kept = await growth();
    expect(kept).toMatchObject({ coming: false, madeAt: expect.any(String) });
    expect(kept.cohorts.length).toBeGreaterThan(0);
    await transact(askAgain);
    await transact(askAgain);
    expect(await queued("studio.figure")).toBe(2);
    expect((await door("/api/studio/referrals/worth", { as: marketer })).body).toMatchObject({ coming: false, madeAt: expect.any(String) });
  });
});
