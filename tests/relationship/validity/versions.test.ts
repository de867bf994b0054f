import { beforeAll, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { transact } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { readFactor } from "#lib/relationship/queries.ts";
import { calibrate } from "#lib/relationship/validity/calibrate.ts";
import { previewVersion } from "#lib/relationship/validity/preview.ts";
import { examineValidity, keepValidity, readValidity } from "#lib/relationship/validity/validity.ts";
import { adoptVersion, draftVersion, readVersion, readVersions } from "#lib/relationship/validity/versions.ts";
import { person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const day = 86_400_000;
const split = new Date(Date.now() - 100 * day);
let marketer: Somebody;
let customers: Somebody[];

async function buys(who: Somebody, at: Date, cents: number): Promise<void> {
  await transact(async (tx) => {
    const id = newId();
    await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, $4)", [id, who.id, at, cents]);
    await record(tx, { customerId: who.id, kind: "purchase", occurredAt: at, value: cents, subject: { type: "purchase", id }, source: "import", key: id });
  });
}

// Whoever bought much before buys again; all visited once; one works here and counts nowhere.
beforeAll(async () => {
  marketer = await person({ role: "marketer" });
  customers = await Promise.all(Array.from({ length: 40 }, () => person()));
  for (const [at, who] of [...customers, marketer].entries()) {
    await transact((tx) => record(tx, { customerId: who.id, kind: "visit", occurredAt: new Date(split.getTime() - (at % 9) * day), subject: { type: "test", id: "1" }, source: "job", key: `visit:${who.id}` }));
    for (let times = 0; times < at % 4; times += 1) await buys(who, new Date(split.getTime() - (10 + times) * day), 4000);
    if (at % 4 === 3 || at === 4) await buys(who, new Date(split.getTime() + 20 * day), 9000);
  }
  await caughtUp({ relationship: relayRelationship });
});

describe("validity", () => {
  it("is looked at over customers as they stood, against what followed, and kept", async () => {
    const found = await examineValidity({ asOf: split, window: 90, count: 60 });
    expect(found).toMatchObject({ version: 1, customers: 40, bought: 11, cameBack: 11, window: 90 });
    expect(found.measures.rf.auc?.value).toBeGreaterThan(0.9);
    expect(found.measures.rf.auc?.low).toBeLessThanOrEqual(found.measures.rf.auc?.value ?? 0);
    expect(found.measures.recency.auc?.value).toBeLessThan(found.measures.rfm.auc?.value ?? 0);
    await keepValidity(found);
    expect((await readValidity())[0]).toMatchObject({ asOf: found.asOf, stillValid: found.stillValid });
  });
});

describe("model versions", () => {
  it("are drafted, previewed, adopted by a person, and can be gone back from", async () => {
    const [somebody] = customers;
    if (!somebody) throw new Error("nobody");
    const before = await readFactor(somebody.id);
    const draft = await calibrate({ asOf: split, window: 90, madeBy: marketer.id });
    expect(draft.kappa.m).toBeGreaterThan(3000);
    expect(Object.values(draft.weights).every((weight) => weight >= 0)).toBe(true);
    expect(Object.values(draft.weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 1);
    expect(await readVersion(draft.version)).toMatchObject({ status: "draft", madeBy: marketer.id, adoptedAt: null });
    expect(await readFactor(somebody.id)).toBeCloseTo(before, 6);
    const preview = await previewVersion(draft.version, new Date());
    expect(preview).toMatchObject({ against: 1, customers: 40 });
    expect(preview?.moves.reduce((sum, move) => sum + move.customers, 0)).toBe(preview?.changed);
    expect(refused(await adoptVersion(draft.version, { id: somebody.id, role: "customer" }))).toBe(true);
    expect(refused(await adoptVersion(9999, marketer.actor))).toBe(true);
    const live = await adoptVersion(draft.version, marketer.actor);
    if (refused(live)) throw new Error(live.detail);
    expect(live).toMatchObject({ status: "adopted", adoptedBy: marketer.id });
    expect(await readFactor(somebody.id)).not.toBeCloseTo(before, 3);
    expect((await readVersions()).map((one) => [one.version, one.status])).toEqual([[draft.version, "adopted"], [1, "retired"]]);
    await adoptVersion(1, marketer.actor);
    expect(await readFactor(somebody.id)).toBeCloseTo(before, 3);
  });

  it("get one number each when two are drafted at once, and one alone is live when two are adopted", async () => {
    const make = () => draftVersion({ kappa: { f: 1, m: 1, v: 1, e: 1, p: 1, b: 1 }, weights: { r: 1, f: 1, m: 1, v: 1, e: 1, p: 1, b: 1 }, metrics: {}, note: "", madeBy: null });
    const made = await Promise.all([make(), make(), make()]);
    expect(new Set(made).size).toBe(3);
    await Promise.all(made.map((version) => adoptVersion(version, marketer.actor)));
    expect((await readVersions()).filter((one) => one.status === "adopted")).toHaveLength(1);
    await adoptVersion(1, marketer.actor);
  });
});
