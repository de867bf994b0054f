import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { studioPlaces } from "#components/shell/studio-places.ts";
import { readHandovers } from "#lib/analytics/churn.ts";
import { readCohortsView } from "#lib/analytics/cohorts.ts";
import { readConcentration } from "#lib/analytics/concentration.ts";
import { rebuildFacts } from "#lib/analytics/customers/facts.ts";
import { listCustomers } from "#lib/analytics/customers/list.ts";
import { readOverview } from "#lib/analytics/overview.ts";
import { readCounts, readPortfolioView, readTrailsView } from "#lib/analytics/portfolio.ts";
import { ruleIn } from "#lib/analytics/segments/schema.ts";
import { record } from "#lib/ledger/record.ts";
import { concentrationOf, edgesOf } from "#lib/relationship/concentration.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { fewestMaking, gini, vitalSet } from "#lib/relationship/portfolio.ts";
import { closeHandover, handOver, openHandovers } from "#lib/relationship/segments/handovers.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { rowOf } from "#lib/relationship/segments/picture.ts";
import { readSelection } from "#lib/relationship/segments/selection.ts";
import { setThresholds } from "#lib/relationship/segments/thresholds.ts";
import { person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const dayMs = 86_400_000;
const today = dayOf(new Date());
const gains = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 });

describe("concentration", () => {
  it("agrees with the portfolio's own figures, and the curve rises from nothing to all", () => {
    fc.assert(fc.property(gains, (amounts) => {
      const found = concentrationOf(Float64Array.from(amounts));
      const falling = amounts.toSorted((a, b) => b - a);
      const whole = amounts.reduce((sum, value) => sum + value, 0);
      expect(found.making80).toBe(fewestMaking(falling, 0.8, whole));
      expect(found.gini).toBeCloseTo(gini(amounts), 9);
      expect(found.lorenz[0]).toBe(0);
      if (whole > 0) expect(found.lorenz.at(-1)).toBeCloseTo(1, 9);
      for (let at = 1; at < found.lorenz.length; at += 1) expect(found.lorenz[at] ?? 0).toBeGreaterThanOrEqual((found.lorenz[at - 1] ?? 0) - 1e-12);
      expect(found.without.buyers).toBe(Math.max(0, amounts.length - 10));
    }));
  });

  it("has its edges where the vital set has them", () => {
    fc.assert(fc.property(gains, fc.integer({ min: 1, max: 99 }), (amounts, percent) => {
      const { cents } = edgesOf(Float64Array.from(amounts));
      const edge = cents[percent - 1] ?? 0;
      const vital = vitalSet(amounts.map((netCents, at) => ({ customerId: String(at), netCents, rf: 0 })), percent / 100);
      const above = amounts.filter((one) => one > 0 && one >= edge).length;
      if (vital.size > 0) expect(above).toBe(vital.size);
    }));
  });

  it("puts each profit in one row, higher ones never lower", () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 1e6 }), (cents, more) => { expect(rowOf(cents + more)).toBeGreaterThanOrEqual(rowOf(cents)); }));
  });
});

let marketer: Somebody;
let concierge: Somebody;
let customers: Somebody[];

describe("the studio over a community", () => {
  beforeAll(async () => {
    [marketer, concierge] = await Promise.all([person({ role: "marketer" }), person({ role: "concierge" })]);
    customers = await Promise.all(Array.from({ length: 24 }, () => person()));
    for (const [index, who] of customers.entries()) {
      for (let buy = 0; buy <= index % 7; buy += 1) {
        const [id, when, cents] = [newId(), new Date((today - 12 - buy * 20 - index) * dayMs), 1500 * (index + 1)];
        await transact(async (tx) => {
          await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, $4)", [id, who.id, when, cents]);
          await record(tx, { customerId: who.id, kind: "purchase", occurredAt: when, value: cents, subject: { type: "test", id }, source: "job", key: id });
        });
      }
    }
    await caughtUp({ relationship: relayRelationship });
    await runNight({ day: today - 9 });
    await runNight({ day: today - 1 });
  });

  it("counts under thresholds that are tried, and saves them once, for a reason, for the version that was looked at", async () => {
    const view = await readPortfolioView();
    expect(view.picture.kind === "points" && view.picture.ids.length).toBe(24);
    const { counts } = await readCounts({ threshold: 0, vital: 99 });
    expect(counts.A + counts.B + counts.C + counts.D).toBe(24);
    expect(counts.B + counts.D).toBe(0);
    const wanted = { threshold: 40, vital: 70, reason: "A trial.", version: 0 };
    expect(await setThresholds(marketer.actor, wanted)).toMatchObject({ threshold: 40, vital: 70 });
    expect(refused(await setThresholds(marketer.actor, wanted))).toBe(true);
    expect((await readPortfolioView()).history).toMatchObject([{ threshold: 40, vital: 70, reason: "A trial.", by: "Robin Vale" }]);
    expect(await db().query("SELECT 1 FROM staff_act WHERE act = 'thresholds.changed'")).toHaveLength(1);
  });

  it("chooses by a box and by a lasso the same people", async () => {
    const box = await readSelection({ kind: "box", rf: [-1, 101], netCents: [20_000, 100_000] });
    const lasso = await readSelection({ kind: "lasso", scale: "linear", points: [[-1, 200], [101, 200], [101, 1000], [-1, 1000]] });
    expect(box.count).toBeGreaterThan(3);
    expect(lasso.ids?.toSorted()).toEqual(box.ids?.toSorted());
    const logged = await readSelection({ kind: "lasso", scale: "log", points: [[-1, Math.log10(200) - 1e-9], [101, Math.log10(200) - 1e-9], [101, 3 + 1e-9], [-1, 3 + 1e-9]] });
    expect(logged.count).toBe(box.count);
    expect(box.netCents).toBe(box.first.length < 20 ? box.first.reduce((sum, one) => sum + one.netCents, 0) : box.netCents);
  });

  it("shows concierges no small group and nobody's name", async () => {
    const seen = await readOverview(marketer.actor);
    expect(Object.values(seen.counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(24);
    const thinned = await readOverview(concierge.actor);
    for (const count of Object.values(thinned.counts)) expect(count === null || count === 0 || count >= 10).toBe(true);
    for (const { figures } of thinned.said) for (const [name, value] of Object.entries(figures)) if (name === "count" || name === "up" || name === "told") expect(value === 0 || Number(value) >= 10).toBe(true);
    expect((await readConcentration(marketer.actor)).top?.length).toBeGreaterThan(0);
    expect((await readConcentration(concierge.actor)).top).toBeNull();
    const cohorts = (await readCohortsView(concierge.actor)).cohorts;
    expect(cohorts?.months.every((month) => month.joined >= 10)).toBe(true);
    expect(cohorts?.segments.every((one) => one.nights.every((night) => night.customers === 0 || night.customers >= 10))).toBe(true);
  });
});

describe("what the studio lists", () => {
  it("leads each sentence to exactly those it counts, and a concierge to no page that is not theirs", async () => {
    await db().query("UPDATE account SET created_at = now() - interval '2 days' WHERE id = $1", [customers[3]?.id]);
    await rebuildFacts();
    const { said } = await readOverview(marketer.actor);
    const counted: string[] = [];
    for (const { key, figures, path } of said) {
      const where = ruleIn(new URLSearchParams(path?.split("?")[1]).get("where") ?? "");
      if (!where) continue;
      counted.push(key);
      expect(await listCustomers(marketer.actor, { sort: "rf", dir: "desc", q: "", where })).toMatchObject({ total: { count: figures.count, exact: true } });
    }
    expect(counted).toContain("vital");
    expect(counted).toContain("joined");
    const open = studioPlaces.filter((place) => !place.individuals).map((place) => place.path);
    for (const { path } of (await readOverview(concierge.actor)).said) expect(path === null || open.includes(path)).toBe(true);
  });

  it("says who moved, and hands a customer to the concierge once at a time", async () => {
    const trails = await readTrailsView(new Date((today - 9) * dayMs).toISOString().slice(0, 10));
    expect(trails).toMatchObject({ fresh: 0 });
    expect(await readTrailsView("2020-01-01")).toEqual({ none: true });
    const id = customers[0]?.id ?? "";
    const seen = { reasons: [], lossCents: null };
    await handOver(marketer.actor, { customerId: id, note: "One.", seen });
    await handOver(marketer.actor, { customerId: id, note: "Two.", seen });
    expect((await openHandovers([id])).get(id)?.note).toBe("Two.");
    expect(await closeHandover(marketer.actor, id)).toBe(true);
    expect(refused(await closeHandover(marketer.actor, id))).toBe(true);
    expect((await readHandovers(marketer.actor)).handovers).toMatchObject([{ customerId: id, note: "Two.", boughtAt: null, closedAt: expect.any(String) }]);
    // Who is no longer the concierge's to speak to is nobody they read about.
    expect((await readHandovers(concierge.actor)).handovers).toEqual([]);
    await handOver(marketer.actor, { customerId: id, note: "Three.", seen });
    await db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, now() + interval '1 second', 900)", [newId(), id]);
    expect((await readHandovers(concierge.actor)).handovers).toMatchObject([{ customerId: id, note: "Three.", boughtAt: expect.any(String), closedAt: null }]);
    expect(refused(await handOver(marketer.actor, { customerId: marketer.id, note: "", seen }))).toBe(true);
  });
});
