import { beforeAll, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { record } from "#lib/ledger/record.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { erasePerson } from "#lib/relationship/erasure.ts";
import { readChurnWatch, reasonsOf } from "#lib/relationship/segments/churn.ts";
import { judgeChurn } from "#lib/relationship/segments/churn-judged.ts";
import { movesSince } from "#lib/relationship/segments/moves.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { readHistory } from "#lib/relationship/segments/snapshots.ts";
import { readPicture } from "#lib/relationship/segments/picture.ts";
import { readFirst } from "#lib/relationship/segments/standing-lists.ts";
import { editLadder, previewLadder } from "#lib/relationship/tiers/editing.ts";
import { endGrant, grantTier } from "#lib/relationship/tiers/grants.ts";
import { person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const dayMs = 86_400_000;
const today = dayOf(new Date());
let people: Somebody[];
let marketer: Somebody;

beforeAll(async () => {
  people = await Promise.all(Array.from({ length: 60 }, () => person()));
  marketer = await person({ role: "marketer" });
  await transact(async (tx) => {
    for (const [index, who] of people.entries()) {
      // The even ones bought every three weeks until half a year ago; the odd ones still do, a few of them rarely.
      for (let buy = 0; buy < 2 + (index % 9); buy += 1) {
        const at = new Date((today - (index % 2 ? 3 : 180) - 21 * buy) * dayMs + 3_600_000);
        const id = newId();
        await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, $4)", [id, who.id, at, 1000 * (1 + (index % 13))]);
        await record(tx, { customerId: who.id, kind: "purchase", occurredAt: at, value: 1000, subject: { type: "purchase", id }, source: "import", key: id });
      }
    }
  });
  await caughtUp({ relationship: relayRelationship });
  await runNight({ day: today - 60 });
  for (let night = today - 9; night < today; night += 1) await runNight({ day: night });
});

describe("the portfolio's lists", () => {
  it("go on where they stopped, in the order asked for, and miss nobody", async () => {
    for (const by of ["rf", "net", "value", "loss"] as const) {
      const all = await readFirst(by, { limit: 1000 });
      expect(all).toHaveLength(60);
      const value = (one: (typeof all)[number]): number => ({ rf: one.rf, net: one.netCents, value: one.valueCents, loss: one.lossCents })[by] ?? Number.NaN;
      expect(all.every((one, at) => at === 0 || value(one) <= value(all[at - 1] ?? one))).toBe(true);
      const walked: string[] = [];
      for (let page = await readFirst(by, { limit: 7 }); page.length; ) {
        walked.push(...page.map((one) => one.customerId));
        const end = page.at(-1);
        page = end ? await readFirst(by, { limit: 7, after: { at: value(end), id: end.customerId } }) : [];
      }
      expect(walked).toEqual(all.map((one) => one.customerId));
    }
    const picture = await readPicture();
    expect(picture.kind === "points" && picture.ids.length).toBe(60);
    const dense = await readPicture(10);
    expect(dense.kind === "cells" && dense.cells.customers.reduce((sum, count) => sum + count, 0)).toBe(60);
  });

  it("know who moved since a night", async () => {
    const moves = await movesSince(today - 30);
    expect(moves).toMatchObject({ customers: 60, from: new Date((today - 60) * dayMs).toISOString().slice(0, 10) });
    expect(moves?.counts.reduce((sum, one) => sum + one.customers, 0)).toBe(moves?.moved);
    expect(moves?.moved).toBeGreaterThan(0);
    expect(await movesSince(today - 400)).toBeUndefined();
  });
});

describe("the churn watch", () => {
  it("names who is likely gone, by what would be lost, and why", async () => {
    const { watched, next } = await readChurnWatch();
    expect(next).toBeNull();
    expect(watched.every((one, at) => at === 0 || (one.lossCents ?? 0) <= (watched[at - 1]?.lossCents ?? 0))).toBe(true);
    const gone = new Set(people.filter((_, index) => index % 2 === 0).map((one) => one.id));
    expect(watched.filter((one) => gone.has(one.customerId)).length).toBe(30);
    expect(watched.find((one) => gone.has(one.customerId))?.reasons.map((one) => one.kind)).toContain("gap");
  });

  it("is judged on what it could not see", async () => {
    const found = await judgeChurn({ asOf: new Date((today - 100) * dayMs), days: 90, ks: [10, 1000] });
    // Whoever had bought by then and is odd still does; the others stopped before.
    expect(found.customers).toBeGreaterThanOrEqual(30);
    expect(found.at[1]?.byLoss).toBeCloseTo(found.lostShare, 9);
    expect(found.at[0]?.byAlive).toBeGreaterThan(found.lostShare);
    expect(found.at[0]?.valueLost).toBeLessThanOrEqual(found.at[0]?.valueAtRisk ?? 0);
  });

  it("holds people to their own past", () => {
    const at = { day: 1000, alive: 0.9, segmentGap: 40, complaint: false };
    const calm = { recent: 6, before: 36 };
    const monthly = Array.from({ length: 12 }, (_, month) => 1000 - 20 - 30 * (11 - month));
    expect(reasonsOf({ days: monthly, paidCents: monthly.map(() => 1000), visits: calm }, at)).toEqual([]);
    expect(reasonsOf({ days: monthly.map((day) => day - 60), paidCents: monthly.map(() => 1000), visits: calm }, at).map((one) => one.kind)).toEqual(["gap", "orders", "value"]);
    expect(reasonsOf({ days: monthly, paidCents: monthly.map((day) => (day > 910 ? 200 : 1000)), visits: calm }, at).map((one) => one.kind)).toEqual(["value"]);
    expect(reasonsOf({ days: [950], paidCents: [1], visits: { recent: 2, before: 36 } }, at).map((one) => one.kind)).toEqual(["gap", "visits"]);
    expect(reasonsOf({ days: [], paidCents: [], visits: { recent: 0, before: 0 } }, { ...at, alive: 0.2, complaint: true }).map((one) => one.kind)).toEqual(["alive", "complaint"]);
  });
});

describe("a ladder in people's hands", () => {
  it("is granted with a reason, at once, never below what was earned, and ended without a fall", async () => {
    const [who] = people;
    if (!who) throw new Error("nobody");
    const grant = { customerId: who.id, level: 2, reason: "Won the recipe contest", until: null };
    expect(refused(await grantTier(who.actor, grant))).toBe(true);
    expect(refused(await grantTier(marketer.actor, { ...grant, reason: " " }))).toBe(true);
    expect(refused(await grantTier(marketer.actor, { ...grant, customerId: marketer.id }))).toBe(true);
    expect(await grantTier(marketer.actor, grant)).toEqual({ level: 2 });
    expect(refused(await grantTier(marketer.actor, { ...grant, level: 1 }))).toBe(true);
    expect((await db().query("SELECT tier FROM account WHERE id = $1", [who.id]))[0]).toEqual({ tier: 2 });
    expect((await db().query<{ kind: string }>("SELECT kind FROM tier_change WHERE customer_id = $1", [who.id])).map((row) => row.kind)).toEqual(["granted"]);
    expect(await endGrant(marketer.actor, who.id)).toEqual({ level: 2 });
    expect(refused(await endGrant(marketer.actor, who.id))).toBe(true);
    expect((await db().query("SELECT tier FROM account WHERE id = $1", [who.id]))[0]).toEqual({ tier: 2 });
  });

  it("is shown before it is changed: who rises, who falls, which A customers fall", async () => {
    const strict = { enter: { rf: 100 }, keep: { rf: 100 } };
    await db().query("UPDATE account SET tier = 1 WHERE id = ANY($1)", [people.slice(1, 11).map((one) => one.id)]);
    const granted = await previewLadder(new Map([[1, strict], [2, strict], [3, strict]]));
    await db().query("INSERT INTO tier_standing (customer_id, level, since) SELECT id, 1, current_date FROM account WHERE tier = 1 ON CONFLICT (customer_id) DO UPDATE SET level = 1, granted = NULL");
    const same = await previewLadder(new Map());
    expect(same.before).toEqual(same.after);
    const shown = await previewLadder(new Map([[1, strict], [2, strict], [3, strict]]));
    expect(shown).toMatchObject({ customers: 60, after: { rise: 0 } });
    expect(shown.after.fall).toBeGreaterThanOrEqual(10);
    expect(granted.after.fall).toBeLessThan(shown.after.fall);
    expect(shown.fallingACount).toBe(shown.fallingA.length);
    const open = await previewLadder(new Map([[1, { enter: { rf: 0 }, keep: { rf: 0 } }]]));
    expect(open.after.rise).toBeGreaterThan(same.after.rise);
    expect(refused(await editLadder(people[0]?.actor ?? marketer.actor, [{ level: 1, rule: strict }]))).toBe(true);
    expect(refused(await editLadder(marketer.actor, [{ level: 1, rule: { enter: { rf: 400 }, keep: {} } }]))).toBe(true);
    expect(await editLadder(marketer.actor, [{ level: 1, name: "Select", rule: { enter: { rf: 46 }, keep: { rf: 41 } } }])).toBe(true);
    expect((await db().query<{ rule: unknown }>("SELECT rule FROM tier WHERE level = 1"))[0]?.rule).toEqual({ enter: { rf: 46 }, keep: { rf: 41 } });
    expect(await db().query("SELECT 1 FROM tier_edit")).toHaveLength(1);
  });
});

it("whoever is erased is in no list and no past night, and everything still adds up", async () => {
  const who = people[7];
  if (!who) throw new Error("nobody");
  expect((await readHistory(who.id, today - 100)).length).toBeGreaterThan(0);
  await transact((tx) => erasePerson(tx, who.id));
  expect(await readHistory(who.id, today - 100)).toEqual([]);
  expect((await readFirst("rf", { limit: 1000 })).some((one) => one.customerId === who.id)).toBe(false);
  expect(await db().query("SELECT 1 FROM interaction WHERE customer_id = $1", [who.id])).toEqual([]);
  expect((await examine()).filter((one) => !one.ok)).toEqual([]);
  await expect(db().query("DELETE FROM interaction")).rejects.toThrow("append-only");
});
