import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { acted } from "#lib/buzz/events.ts";
import { relayCustomers } from "#lib/analytics/customers/effects.ts";
import { record, reverse } from "#lib/ledger/record.ts";
import { erasePerson } from "#lib/relationship/erasure.ts";
import { setLeftOut } from "#lib/relationship/control.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { refused } from "#lib/core/errors.ts";
import { mergeAccounts, unmerge } from "#lib/moderation/merging.ts";
import { noSeams, runNight } from "#lib/relationship/segments/night.ts";
import { compareStages, rebuildStages, recheckStages, relayStages } from "#lib/relationship/stages/effects.ts";
import { readStage, stageOf, stagesOf, stageViewOf } from "#lib/relationship/stages/queries.ts";
import { requestTold, requestUntold, type RequestKind } from "#lib/privilege/events.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { person } from "#tests/world/people.ts";

const day = 86_400_000;
const start = Date.now();
const ago = (days: number): Date => new Date(start - days * day);
const relayed = (): Promise<void> => caughtUp({ "relationship.stages": relayStages });
type Act = { kind: RequestKind | "acted" | "visit" | "purchase"; id: number; days: number; value?: number };
const tell = (customerId: string, { kind, id, days, value }: Act, salt = ""): Promise<unknown> => transact(async (tx) => {
  if (kind === "acted") return acted(tx, { customerId, at: ago(days), subject: { type: "referral", id: String(id) }, key: `acted:${customerId}:${id}` });
  if (kind === "visit" || kind === "purchase") return record(tx, { customerId, kind, occurredAt: ago(days), subject: { type: kind, id: String(id) }, source: "job", key: `${kind}:${customerId}:${id}:${days}:${salt}`, ...(kind === "purchase" ? { value: 1000 } : {}) });
  return requestTold(tx, kind, { id: Number(`${Number.parseInt(customerId.slice(-6), 16)}${id}`), customerId, round: 1, at: ago(days), ...(value === undefined ? {} : { value }) });
});
const idOf = (customerId: string, id: number): number => Number(`${Number.parseInt(customerId.slice(-6), 16)}${id}`);
const lived = (id: number, days: number, value: number): Act[] => [{ kind: "forwarded", id, days: days + 3 }, { kind: "fulfilled", id, days }, { kind: "rated", id, days, value }];
const months: Act[] = [2, 32, 62, 92].map((days, id) => ({ kind: "purchase", id, days }));

async function somebody(acts: readonly Act[]): Promise<string> {
  const { id } = await person();
  for (const one of acts) await tell(id, one);
  return id;
}

const kept = async (id: string): Promise<unknown> => {
  const { steps, ...view } = await stageViewOf(id);
  const bare = <T extends { id: string | number }>({ id: _, ...rest }: T) => rest;
  return { ...view, evidence: view.evidence.map(bare), steps: steps.filter((one) => !one.takenBackAt).map((one) => ({ ...bare(one), evidence: one.evidence.map(bare) })) };
};

describe("what is kept of the stages", () => {
  it("is the same whatever the order and the batches, and what the ledger says", async () => {
    const act: fc.Arbitrary<Act> = fc.oneof(
      fc.record({ kind: fc.constantFrom("forwarded" as const, "learned" as const, "fulfilled" as const, "acted" as const), id: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 0, max: 500 }) }),
      fc.record({ kind: fc.constant("rated" as const), id: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 0, max: 300 }), value: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constantFrom("visit" as const, "purchase" as const), id: fc.constant(0), days: fc.integer({ min: 0, max: 200 }) }),
    );
    await fc.assert(fc.asyncProperty(fc.uniqueArray(act, { minLength: 1, maxLength: 18, selector: (one) => `${one.kind} ${one.id} ${one.kind === "visit" || one.kind === "purchase" ? one.days : ""}` }), fc.integer({ min: 1, max: 7 }), async (acts, batch) => {
      const [a, b] = [await somebody(acts), await somebody([])];
      await relayed();
      for (const one of acts.toReversed()) {
        await tell(b, one);
        while ((await relayStages(batch)) > 0);
      }
      await relayed();
      expect(await kept(b)).toEqual(await kept(a));
    }), { numRuns: 8 });
    expect(await compareStages()).toMatchObject({ found: [] });
  });

  it("moves within the consumer's batch, says so to the ledger, and is taken back with its evidence", async () => {
    const id = await somebody([...lived(1, 40, 5), ...lived(2, 20, 4), ...months]);
    await relayed();
    expect((await stageOf(db(), id)).stage).toBe(4);
    await tell(id, { kind: "acted", id: 1, days: 1 });
    await relayed();
    expect(await stageOf(db(), id)).toMatchObject({ stage: 5, highest: 5, loops: 2, evidence: [{ what: "brought", id: "1" }] });
    expect((await stagesOf(db(), [id])).get(id)).toBe(5);
    // The second is opened again: what stood on it was never reached, and can be read as taken back.
    await transact(async (tx) => { for (const kind of ["fulfilled", "rated"] as const) await requestUntold(tx, kind, { id: idOf(id, 2), customerId: id, round: 1 }); });
    await relayed();
    const view = await stageViewOf(id);
    expect(view).toMatchObject({ stage: 3, highest: 3, loops: 1, phases: [2] });
    expect(view.steps.filter((one) => one.takenBackAt).map((one) => one.after)).toEqual([5, 4]);
    const told = await db().query<{ value: number }>("SELECT value FROM interaction WHERE customer_id = $1 AND kind = 'stage.changed' ORDER BY seq", [id]);
    expect(told.map((row) => row.value)).toEqual([4, 5, 3]);
    await caughtUp({ "analytics.customers": relayCustomers });
    expect((await db().query<{ stage: number }>("SELECT stage FROM customer_fact WHERE customer_id = $1", [id]))[0]?.stage).toBe(3);
    // All of it taken back: nothing is left, and no stage without evidence.
    await transact(async (tx) => { for (const kind of ["forwarded", "fulfilled", "rated"] as const) await requestUntold(tx, kind, { id: idOf(id, 1), customerId: id, round: 1 }); await requestUntold(tx, "forwarded", { id: idOf(id, 2), customerId: id, round: 1 }); });
    await relayed();
    expect(await db().query("SELECT 1 FROM customer_stage WHERE customer_id = $1", [id])).toEqual([]);
    expect((await compareStages()).found).toEqual([]);
  });

});

describe("a stage that is kept", () => {
  it("lapses when time says so, for whom it is due and nobody else", async () => {
    const [old, young] = [await somebody([{ kind: "forwarded", id: 1, days: 364 }]), await somebody([{ kind: "forwarded", id: 1, days: 10 }])];
    await relayed();
    expect((await stageOf(db(), old)).due).toBe(new Date(ago(364).getTime() + 365 * day).toISOString());
    await recheckStages(new Date(start + 2 * day));
    expect([(await stageOf(db(), old)).stage, (await stageOf(db(), young)).stage]).toEqual([0, 1]);
    expect((await stageViewOf(old)).steps.map((one) => one.cause)).toEqual(["forwarded-lapsed", "forwarded"]);
    const before = counter.count;
    expect(await recheckStages(new Date(start + 2 * day))).toBe(0);
    expect(counter.count - before).toBeLessThan(6);
  });

  it("honours what a member leaves out, and counts nobody who works here", async () => {
    const member = await person();
    for (const one of lived(1, 3, 5)) await tell(member.id, one);
    await relayed();
    expect(await readStage(member.actor)).toMatchObject({ stage: 3 });
    const mover = await person();
    await tell(mover.id, { kind: "forwarded", id: 1, days: 1 });
    await relayed();
    await transact((tx) => reverse(tx, "web", "nothing"));
    await caughtUp({ relationship: relayRelationship });
    await setLeftOut(mover.actor, "participation", true);
    expect((await stageOf(db(), mover.id)).stage).toBe(0);
    await setLeftOut(mover.actor, "participation", false);
    expect((await stageOf(db(), mover.id)).stage).toBe(1);
    await db().query("UPDATE account SET role = 'concierge' WHERE id = $1", [mover.id]);
    await rebuildStages();
    expect(await db().query("SELECT 1 FROM customer_stage WHERE customer_id = $1", [mover.id])).toEqual([]);
    await transact((tx) => erasePerson(tx, member.id));
    expect(await db().query("SELECT 1 FROM stage_change WHERE customer_id = $1 UNION ALL SELECT 1 FROM customer_stage WHERE customer_id = $1", [member.id])).toEqual([]);
  });

  it("goes with the person when two accounts are one, and back when they are not", async () => {
    const [admin, into] = [await person({ role: "admin" }), await somebody([{ kind: "forwarded", id: 1, days: 5 }])];
    const from = await somebody(lived(1, 9, 5));
    await relayed();
    const stands = async () => [(await stageOf(db(), from)).stage, (await stageOf(db(), into)).stage];
    expect(await stands()).toEqual([3, 1]);
    const merged = await mergeAccounts(admin.actor, { from, into });
    if (refused(merged)) throw new Error(merged.detail);
    await relayed();
    expect(await stands()).toEqual([0, 3]);
    expect(await unmerge(admin.actor, merged.id)).toBe(true);
    await relayed();
    expect(await stands()).toEqual([3, 1]);
    expect((await compareStages()).found).toEqual([]);
  });
});

describe("the ladder by stages", () => {
  it("opens Circle: an A customer at the third stage rises when it has held, and not without it", async () => {
    const today = dayOf(new Date());
    const [with3, without] = [await person({ tier: 2 }), await person({ tier: 2 })];
    for (const { id } of [with3, without]) {
      for (let at = 0; at < 40; at += 1) await tell(id, { kind: "visit", id: at, days: at + 0.5 });
      for (const days of [1, 20, 40, 60, 80]) {
        await db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, 90000)", [newId(), id, ago(days)]);
        await tell(id, { kind: "purchase", id: days, days });
      }
      for (let at = 0; at < 30; at += 1) await transact((tx) => record(tx, { customerId: id, kind: "mail.received", occurredAt: ago(at + 0.3), subject: { type: "mail", id: "1" }, source: "mail", key: newId() }));
    }
    for (const one of lived(1, 30, 5)) await tell(with3.id, one);
    await caughtUp({ relationship: relayRelationship, "relationship.stages": relayStages });
    for (let ahead = 9; ahead >= 1; ahead -= 1) await runNight({ day: today - ahead, seams: { ...noSeams, stagesOf } });
    const tiers = await db().query<{ id: string; tier: number; segment: string; stage: number }>("SELECT a.id, a.tier, p.segment, p.stage FROM account a JOIN portfolio p ON p.customer_id = a.id WHERE a.id = ANY($1::uuid[])", [[with3.id, without.id]]);
    expect(tiers.find((row) => row.id === with3.id)).toMatchObject({ tier: 3, segment: "A", stage: 3 });
    expect(tiers.find((row) => row.id === without.id)).toMatchObject({ tier: 2, segment: "A", stage: 0 });
  });
});
