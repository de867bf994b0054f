import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { medianStay, shareAfter, type Spell, survivalOf } from "#lib/analytics/stages/survival.ts";
import { readNeeds } from "#lib/analytics/stages/of-customer.ts";
import { readStages } from "#lib/analytics/stages/queries.ts";
import { refused } from "#lib/core/errors.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { recordCost } from "#lib/ledger/costs.ts";
import { requestTold, requestUntold } from "#lib/privilege/events.ts";
import { relayStages } from "#lib/relationship/stages/effects.ts";
import { seeded } from "#lib/relationship/lifetime/random.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { person, type Somebody } from "#tests/world/people.ts";

const spell: fc.Arbitrary<Spell> = fc.record({ days: fc.integer({ min: 0, max: 400 }), ended: fc.boolean(), count: fc.integer({ min: 1, max: 30 }) });

describe("how long people stay", () => {
  it("falls from one and never rises; without anybody still there it is the plain share", () => {
    fc.assert(fc.property(fc.array(spell, { minLength: 1, maxLength: 20 }), (spells) => {
      const steps = survivalOf(spells);
      for (const [at, one] of steps.entries()) expect(one.share <= (steps[at - 1]?.share ?? 1) + 1e-12 && one.share >= -1e-12).toBe(true);
      const ended = spells.map((one) => ({ ...one, ended: true }));
      const all = ended.reduce((sum, one) => sum + one.count, 0);
      for (const day of [0, 30, 200, 400]) {
        const plain = ended.filter((one) => one.days > day).reduce((sum, one) => sum + one.count, 0) / all;
        const told = shareAfter(ended, survivalOf(ended), day);
        if (told !== null) expect(told).toBeCloseTo(plain, 9);
      }
    }));
  });

  it("finds the half of a known law although most are still there", () => {
    const random = seeded(7);
    const stays = Array.from({ length: 6000 }, () => ({ left: -Math.log(random()) * 200, watched: random() * 300 }));
    const spells = stays.map(({ left, watched }): Spell => ({ days: Math.floor(Math.min(left, watched)), ended: left <= watched, count: 1 }));
    expect(Math.abs((medianStay(survivalOf(spells)) ?? 0) - 200 * Math.LN2)).toBeLessThan(10);
    const plain = spells.filter((one) => one.ended).map((one) => one.days).sort((a, b) => a - b);
    expect(plain[Math.floor(plain.length / 2)]).toBeLessThan(100);
    expect(medianStay(survivalOf([{ days: 5, ended: false, count: 3 }]))).toBeNull();
  });
});

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
let number = 1;
async function met(who: Somebody, days: number, rating: number | null): Promise<number> {
  number += 1;
  const id = number;
  await transact(async (tx) => {
    await requestTold(tx, "forwarded", { id, customerId: who.id, round: 1, at: ago(days + 10) });
    if (rating === null) return;
    await requestTold(tx, "fulfilled", { id, customerId: who.id, round: 1, at: ago(days) });
    await requestTold(tx, "rated", { id, customerId: who.id, round: 1, at: ago(days), value: rating });
  });
  return id;
}

describe("the studio's stages", () => {
  it("count who stands where now, and hide groups under ten from who may not see individuals", async () => {
    const [marketer, concierge] = [await person({ role: "marketer" }), await person({ role: "concierge" })];
    const members = await Promise.all(Array.from({ length: 12 }, () => person({ tier: 2 })));
    for (const [at, who] of members.entries()) await met(who, 20 + at, at < 3 ? 5 : null);
    await caughtUp({ "relationship.stages": relayStages });
    const before = counter.count;
    const view = await readStages(marketer.actor);
    expect(counter.count - before).toBeLessThanOrEqual(5);
    expect(view.funnel.map((one) => [one.now, one.onward, one.reached])).toEqual([[9, 12, 12], [0, 3, 3], [3, 3, 3], [0, 0, 0], [0, 0, 0]]);
    expect(view.loops).toEqual({ completed: 3, members: 3, again: 0 });
    expect(Object.fromEntries(view.chain.map((one) => [one.step, one.count]))).toMatchObject({ forwarded: 12, met: 3, brought: 0 });
    expect(view.stays.map((one) => one.entered)).toEqual([12, 0, 3, 0, 0]);
    expect(view.latest).toHaveLength(15);
    const hidden = await readStages(concierge.actor);
    expect(hidden.funnel[0]).toMatchObject({ onward: 12, now: null });
    expect(hidden.funnel[2]).toMatchObject({ now: null, onward: null, reached: null });
    expect([hidden.latest, hidden.stays[2]?.median, hidden.retention[2]?.points.some((one) => one.share !== null)]).toEqual([null, null, false]);
  });

  it("show a customer's stage with its causes and what serving them costs, never what they wished, and note who looked", async () => {
    const [marketer, who] = [await person({ role: "marketer" }), await person({ tier: 2 })];
    const id = await met(who, 3, 5);
    await caughtUp({ "relationship.stages": relayStages });
    await transact((tx) => recordCost(tx, { customerId: who.id, kind: "request", cents: 2500, at: new Date(), subject: { type: "request", id: String(id) }, key: `test:${id}` }));
    const needs = await readNeeds(marketer.actor, who.id);
    if (refused(needs)) throw new Error(needs.detail);
    expect(needs.stage).toMatchObject({ stage: 3, steps: [{ cause: "satisfied" }, { cause: "forwarded" }] });
    expect(needs.stage.evidence.map((one) => one.title)).toEqual([null]);
    expect([needs.profit.servingCents, needs.profit.profitCents, needs.costs.length]).toEqual([2500, -2500, 1]);
    expect(await db().query("SELECT 1 FROM personal_read WHERE account_id = $1 AND reader_id = $2", [who.id, marketer.id])).toHaveLength(1);
    // Opened again: the change is still there to be read, as taken back.
    await transact(async (tx) => { for (const kind of ["fulfilled", "rated"] as const) await requestUntold(tx, kind, { id, customerId: who.id, round: 1 }); });
    await caughtUp({ "relationship.stages": relayStages });
    const after = await readNeeds(marketer.actor, who.id);
    expect(refused(after) ? null : after.stage.steps.map((one) => [one.after, one.takenBackAt !== null])).toEqual([[3, true], [1, false]]);
    expect(refused(await readNeeds(marketer.actor, "00000000-0000-7000-8000-000000000000"))).toBe(true);
  });
});
