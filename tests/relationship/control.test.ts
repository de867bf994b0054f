import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { makeKey } from "#lib/identity/keys/keys.ts";
import { recordCost } from "#lib/ledger/costs.ts";
import { record, reverse } from "#lib/ledger/record.ts";
import { readControls, setLeftOut } from "#lib/relationship/control.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { readNetProfit, readPortfolio } from "#lib/relationship/portfolio-query.ts";
import { readProfit, setMargin } from "#lib/relationship/profit.ts";
import { readFactor, relationshipOf } from "#lib/relationship/queries.ts";
import { compare, rebuild } from "#lib/relationship/rebuild.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { adoptVersion } from "#lib/relationship/validity/versions.ts";
import { previewVersion } from "#lib/relationship/validity/preview.ts";
import { draftIndicator } from "#lib/relationship/validity/indicator-versions.ts";
import type { PlaceView } from "#lib/relationship/types.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

let admin: Somebody;
let buyer: Somebody;
const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
const act = (kind: string, at: Date, value?: number) =>
  transact((tx) => record(tx, { customerId: buyer.id, kind, occurredAt: at, ...(value === undefined ? {} : { value }), subject: { type: "test", id: "1" }, source: "api", key: randomUUID() }));
const relay = (): Promise<void> => caughtUp({ relationship: relayRelationship });

beforeAll(async () => {
  admin = await person({ role: "admin" });
  buyer = await person();
  for (const days of [0, 1, 2]) await act("visit", ago(days));
  await act("purchase", ago(20), 9000);
  await act("post.created", ago(30));
  await relay();
});

describe("what a member leaves out", () => {
  it("says before what it changes, holds at once, and is there again when it is used", async () => {
    // Recency fades while this runs: four digits hold for a minute.
    const before = await readFactor(buyer.id);
    const controls = await readControls(buyer.actor);
    const visits = refused(controls) ? undefined : controls.find((one) => one.choice === "visits");
    expect(visits).toMatchObject({ out: false, now: expect.closeTo(before, 4) });
    const left = await setLeftOut(buyer.actor, "visits", true);
    expect(left).toMatchObject({ factor: expect.closeTo(visits?.otherwise ?? 0, 4) });
    expect(await readFactor(buyer.id)).toBeCloseTo(visits?.otherwise ?? 0, 4);
    expect((visits?.otherwise ?? 100) < before).toBe(true);
    // What comes in meanwhile is counted and has no effect; a rebuild and the doctor say the same.
    await act("visit", new Date());
    await relay();
    expect((await compare()).found).toEqual([]);
    const stored = await readFactor(buyer.id);
    await rebuild();
    expect(await readFactor(buyer.id)).toBeCloseTo(stored, 4);
    expect((await compare()).found).toEqual([]);
    const view = await relationshipOf(buyer.id, new Date());
    expect([view.leftOut, view.wouldAdd.some((one) => one.kind === "visit")]).toEqual([["visits"], false]);
    await setLeftOut(buyer.actor, "visits", false);
    expect(await readFactor(buyer.id)).toBeGreaterThanOrEqual(before - 0.01);
    expect((await compare()).found).toEqual([]);
  });

  it("is nothing to people who work here", async () => {
    expect(refused(await setLeftOut(admin.actor, "visits", true))).toBe(true);
  });
});

describe("an external indicator", () => {
  it("counts from when a version with it is adopted, fades, can be taken back, and survives a rebuild", async () => {
    const key = await makeKey(admin.actor, { name: "Surveys", scopes: ["indicators:write"] });
    if (refused(key)) throw new Error(key.detail);
    const tell = (body: object, name = "warmth") => door(`/api/indicators/${name}`, { body, headers: { authorization: `Bearer ${key.secret}`, "idempotency-key": randomUUID() } });
    expect((await tell({ customer: buyer.id, amount: 2 })).status).toBe(422);
    const draft = await draftIndicator(admin.actor, { name: "warmth", label: "Warmth", halfLife: 10, kappa: 2, weight: 20 });
    if (refused(draft)) throw new Error(draft.detail);
    expect((await tell({ customer: buyer.email, amount: 2, at: ago(10).toISOString() })).status).toBe(201);
    await relay();
    const before = await readFactor(buyer.id);
    const preview = await previewVersion(draft.version, new Date());
    await adoptVersion(draft.version, admin.actor);
    const view = await relationshipOf(buyer.id, new Date());
    // 2 told, half of it left after 10 days: 1 of κ 2 is a third, of 20 in 120.
    expect(view.indicators).toMatchObject([{ name: "warmth", value: expect.closeTo(1, 6), p: expect.closeTo(1 / 3, 6), points: expect.closeTo(100 * 20 / 120 / 3, 6) }]);
    expect(view.factor).toBeCloseTo(before * 100 / 120 + 100 * 20 / 120 / 3, 6);
    expect(preview?.factor.meanMove).toBeGreaterThan(0);
    expect(await readFactor(buyer.id)).toBeCloseTo(view.factor, 3);
    expect((await compare()).found).toEqual([]);
    await rebuild();
    expect(await readFactor(buyer.id)).toBeCloseTo(view.factor, 3);
    const [told] = await db().query<{ key: string }>("SELECT key FROM interaction WHERE kind = 'indicator.warmth' AND customer_id = $1", [buyer.id]);
    await transact((tx) => reverse(tx, "api", told?.key ?? ""));
    await relay();
    expect((await relationshipOf(buyer.id, new Date())).indicators[0]?.value).toBe(0);
    expect((await compare()).found).toEqual([]);
    await adoptVersion(draft.version - 1, admin.actor);
  });
});

describe("net profit", () => {
  it("is net less the cost of goods, known or by the margin, less the cost of serving", async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents, cost_cents) VALUES ($1, 'np', 'a', $3, now() - interval '1 day', 10000, 4000), ($2, 'np', 'b', $3, now() - interval '1 day', 5000, NULL)", [one, two, buyer.id]);
    await db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents, counts) VALUES ($1, 'np', 'c', $2, now() - interval '1 day', 0, false)", [randomUUID(), buyer.id]);
    const profit = async (): Promise<number | undefined> => (await readNetProfit(db(), { asOf: new Date() })).get(buyer.id);
    expect(await profit()).toBe(11_000);
    const key = randomUUID();
    for (let twice = 0; twice < 2; twice += 1) await transact((tx) => recordCost(tx, { customerId: buyer.id, kind: "request", cents: 700, at: ago(1), subject: { type: "request", id: "1" }, key }));
    expect(await profit()).toBe(10_300);
    expect(await setMargin(admin.actor, { percent: 40, note: "what is left of a sale" })).toEqual({ version: 2 });
    expect(await profit()).toBe(6000 + 2000 - 700);
    expect(await readProfit(db(), buyer.id, { asOf: new Date() })).toMatchObject({ orders: 2, netCents: 15_000, goodsCents: 7000, servingCents: 700, profitCents: 7300, ordersWithoutCost: 1, margin: { version: 2, percent: 40 } });
    const portfolio = await readPortfolio({ asOf: new Date(), tz: "UTC" });
    expect([portfolio.net_revenue, portfolio.net_cents, portfolio.invoices]).toEqual([150, 7300, 2]);
    const night = await runNight({ day: Math.floor(Date.now() / 86_400_000) });
    expect(night?.netCents).toBe(7300);
    await setMargin(admin.actor, { percent: 100, note: "as it was before" });
  });

  it("shows a member where they stand, without a letter or anybody else's figures", async () => {
    const place = await door("/api/me/relationship/place", { as: buyer });
    expect(place.body).toMatchObject({ tier: 0, name: "Member", next: { tier: 1, gap: [{ what: "rf", needs: 45 }] }, nights: [{ factor: expect.any(Number) }] });
    // From Premier on it is the stage of now that counts, not last night's.
    await db().query("UPDATE account SET tier = 2 WHERE id = $1", [buyer.id]);
    await db().query("INSERT INTO customer_stage (customer_id, stage, since, highest) VALUES ($1, 2, now(), 2) ON CONFLICT (customer_id) DO UPDATE SET stage = 2", [buyer.id]);
    const higher = (await door("/api/me/relationship/place", { as: buyer })).body as PlaceView;
    expect(higher.next).toMatchObject({ tier: 3, name: "Circle", holds: false });
    expect(higher.next?.gap).toContainEqual({ what: "stage", has: 2, needs: 3 });
    expect(JSON.stringify(higher.next)).not.toMatch(/"[ABCD]"/);
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [buyer.id]);
    expect((await door("/api/me/relationship/place?format=csv", { as: buyer })).text).toMatch(/^day,factor,tier\r\n\d{4}-\d\d-\d\d,[\d.]+,0\r\n$/);
  });
});
