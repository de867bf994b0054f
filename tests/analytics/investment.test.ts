import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOf, fewest, type Pair, studentAt } from "#lib/analytics/investment/effect.ts";
import { investmentJob, lookAtInvestment } from "#lib/analytics/investment/look.ts";
import { caliper, matchUnits, type Unit } from "#lib/analytics/investment/matching.ts";
import { readInvestment } from "#lib/analytics/investment/queries.ts";
import { newId } from "#lib/core/ids.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { recordCost } from "#lib/ledger/costs.ts";
import { record } from "#lib/ledger/record.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { normal, seeded } from "#lib/relationship/lifetime/random.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { person, type Somebody } from "#tests/world/people.ts";

const unit: fc.Arbitrary<Unit> = fc.record({ id: fc.uuid(), rf: fc.integer({ min: 0, max: 100 }), netCents: fc.integer({ min: -20_000, max: 400_000 }), tenureDays: fc.integer({ min: 0, max: 1500 }) });
const units = (most: number) => fc.uniqueArray(unit, { maxLength: most, selector: (one) => one.id });
const measured = ({ rf, netCents, tenureDays }: Unit): number[] => [rf, Math.asinh(netCents / 2000), Math.sqrt(tenureDays)];

/** The same, slowly: each in the order of ids takes the nearest that is left. */
function slowly(served: readonly Unit[], pool: readonly Unit[]): [string, string][] {
  const rows = [...served, ...pool].map(measured);
  const spread = [0, 1, 2].map((at) => {
    const mean = rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / rows.length) || 1;
  });
  const left = new Set(pool);
  return [...served].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((one): [string, string][] => {
    const far = (other: Unit): number => Math.hypot(...[0, 1, 2].map((at) => ((measured(other)[at] ?? 0) / (spread[at] ?? 1)) - (measured(one)[at] ?? 0) / (spread[at] ?? 1)));
    const [best] = [...left].sort((a, b) => far(a) - far(b) || (a.id < b.id ? -1 : 1));
    if (!best || far(best) >= caliper + 1e-9) return [];
    left.delete(best);
    return [[one.id, best.id]];
  });
}

describe("matching", () => {
  it("takes the nearest that is free, each once, near enough, whatever the order", () => {
    fc.assert(fc.property(units(12), units(40), (served, pool) => {
      const apart = pool.filter((one) => !served.some((other) => other.id === one.id));
      const found = matchUnits(served, apart);
      expect(new Set(found.map((one) => one.other.id)).size).toBe(found.length);
      for (const one of found) expect(one.distance).toBeLessThanOrEqual(caliper);
      const pairs = (list: typeof found): [string, string][] => list.map((one) => [one.served.id, one.other.id]);
      expect(pairs(matchUnits([...served].reverse(), [...apart].reverse()))).toEqual(pairs(found));
      expect(pairs(found)).toEqual(slowly(served, apart));
    }), { numRuns: 150 });
  });
});

/** Pairs as one finds them: profits of very unequal size, and so much more for the served. */
function drawn(random: () => number, { count, more }: { count: number; more: number }): Pair[] {
  const profit = (): number => Math.round(1000 * Math.exp(0.8 * normal(random)));
  return Array.from({ length: count }, () => ({ before: profit(), after: profit() + more, otherBefore: profit(), otherAfter: profit(), invested: 500 }));
}

describe("an effect", () => {
  it("holds what is true in about 95 of 100 intervals, and claims a return of nothing as seldom", () => {
    const random = seeded(12);
    let [held, claimed] = [0, 0];
    const rounds = 600;
    for (let round = 0; round < rounds; round += 1) {
      const some = effectOf(drawn(random, { count: 25, more: 700 })).more;
      held += Number(some !== null && some.low <= 700 && 700 <= some.high);
      claimed += Number(["gain", "loss"].includes(effectOf(drawn(random, { count: 25, more: 0 })).verdict));
    }
    expect(held / rounds).toBeGreaterThan(0.92);
    expect(claimed / rounds).toBeLessThan(0.08);
    expect(effectOf(drawn(random, { count: 200, more: 2000 })).verdict).toBe("gain");
    expect(effectOf(drawn(random, { count: 200, more: -2000 })).verdict).toBe("loss");
  });

  it("says nothing of few, and never claims when zero is within", () => {
    fc.assert(fc.property(fc.array(fc.record({ before: fc.integer({ min: -1e6, max: 1e6 }), after: fc.integer({ min: -1e6, max: 1e6 }), otherBefore: fc.integer({ min: -1e6, max: 1e6 }), otherAfter: fc.integer({ min: -1e6, max: 1e6 }), invested: fc.nat(1e5) }), { maxLength: 40 }), (pairs) => {
      const { more, verdict } = effectOf(pairs);
      expect(more === null).toBe(pairs.length < fewest);
      if (more && more.low <= 0 && more.high >= 0) expect(["none", more.low === 0 ? "gain" : "none", more.high === 0 ? "loss" : "none"]).toContain(verdict);
      if (more) expect(more.low <= more.value && more.value <= more.high).toBe(true);
      // What befell everybody alike is nobody's doing.
      const shifted = effectOf(pairs.map((one) => ({ ...one, after: one.after + 5000, otherAfter: one.otherAfter + 5000 })));
      expect(shifted.more).toEqual(more);
    }));
    expect([9, 29, 120].map((freedom) => Math.round(1000 * studentAt(freedom)))).toEqual([2262, 2045, 1980]);
  });
});

const today = dayOf(new Date());
const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
async function buys(who: Somebody, days: number, cents: number): Promise<void> {
  const id = newId();
  await transact(async (tx) => {
    await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, $4)", [id, who.id, ago(days), cents]);
    await record(tx, { customerId: who.id, kind: "purchase", occurredAt: ago(days), value: cents, subject: { type: "purchase", id }, source: "job", key: id });
  });
}

describe("what serving brings", () => {
  it("is read off pairs that were alike before, kept by the night, and thinned for who may not see individuals", async () => {
    const [marketer, concierge] = [await person({ role: "marketer" }), await person({ role: "concierge" })];
    const people = await Promise.all(Array.from({ length: 28 }, () => person()));
    await db().query("UPDATE account SET created_at = now() - interval '2 years' WHERE role = 'customer'");
    for (const [at, who] of people.entries()) {
      // Twins: of each two one is served from 40 days ago on, and buys for 60 more since, less what it cost.
      const [twin, served] = [Math.floor(at / 2), at % 2 === 0];
      await buys(who, 100 + twin, 2000 + 300 * twin);
      await buys(who, 20, 1000 + (served ? 6000 + 40 * twin : 0));
      if (served) await transact((tx) => recordCost(tx, { customerId: who.id, kind: "request", cents: 500, at: ago(40), subject: { type: "request", id: String(at) }, key: `serving:${at}` }));
    }
    const lately = await person();
    await transact((tx) => recordCost(tx, { customerId: lately.id, kind: "privilege", cents: 900, at: ago(2), subject: { type: "privilege", id: "1" }, key: "lately" }));
    await caughtUp({ relationship: relayRelationship });
    await runNight({ day: today - 62, still: true });
    const look = await lookAtInvestment();
    expect(look).toMatchObject({ served: 15, recent: 1, whole: 0 });
    const all = look.effects.find((one) => one.group === "all")?.effect;
    expect([(all?.pairs ?? 0) + (look.unmatched ?? 0), all?.verdict, all?.invested]).toEqual([14, "gain", 500]);
    expect(Math.abs((all?.more?.value ?? 0) - (6000 + 40 * 6.5 - 500))).toBeLessThan(200);
    await investmentJob();
    const before = counter.count;
    const view = await readInvestment(marketer.actor);
    expect(counter.count - before).toBeLessThanOrEqual(7);
    expect(view.look?.effects[0]?.effect).toEqual(all);
    expect([view.totalCents, view.members]).toEqual([14 * 500 + 900, 15]);
    expect(view.spent.map((one) => [one.kind, one.cases, one.cents])).toEqual([["request", 14, 7000], ["privilege", 1, 900]]);
    expect(view.customers?.[0]).toMatchObject({ id: lately.id, cents: 900 });
    const hidden = await readInvestment(concierge.actor);
    expect([hidden.customers, hidden.spent.find((one) => one.kind === "privilege")?.cents]).toEqual([null, null]);
  });
});
