import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { type Interaction, record, reverse } from "#lib/ledger/record.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import type { Standing } from "#lib/relationship/factor.ts";
import { readPortfolio } from "#lib/relationship/portfolio-query.ts";
import { readFactor, readRelationship } from "#lib/relationship/queries.ts";
import { compare, differences, rebuild, recompute } from "#lib/relationship/rebuild.ts";
import { standingColumns, standingOf, type StandingRow } from "#lib/relationship/standing.ts";
import { scoredKinds } from "#lib/relationship/weights.ts";

const dayMs = 86_400_000;
type Fact = { kind: string; daysAgo: number; value: number };
const fact = fc.record({ kind: fc.constantFrom(...scoredKinds, "mail.opened"), daysAgo: fc.integer({ min: 0, max: 300 }), value: fc.integer({ min: -9000, max: 90_000 }) });

async function customer(role = "customer"): Promise<string> {
  const id = newId();
  await db().query("INSERT INTO account (id, name, handle, role) VALUES ($1, 'Somebody', $2, $3)", [id, id, role]);
  return id;
}

const start = Date.now();
const asInteraction = (customerId: string, { kind, daysAgo, value }: Fact): Interaction => ({
  customerId, kind, occurredAt: new Date(start - daysAgo * dayMs), value, subject: { type: "test", id: "1" }, source: "import", key: newId(),
});
const write = (list: readonly Interaction[]): Promise<void> => transact(async (tx) => { for (const one of list) await record(tx, one); });
const takeBack = (one: Interaction): Promise<unknown> => transact((tx) => reverse(tx, one.source, one.key));

const behind = `SELECT EXISTS (SELECT 1 FROM interaction i WHERE NOT EXISTS (
  SELECT 1 FROM ledger_cursor c WHERE c.consumer = 'relationship' AND (c.xid, c.seq) >= (i.xid, i.seq))) AS behind`;

// A transaction still running in any database of the server (another file cloning its own) holds the newest rows back.
async function relay(batch?: number): Promise<void> {
  for (;;) {
    while ((await relayRelationship(batch)) > 0);
    const [row] = await db().query<{ behind: boolean }>(behind);
    if (!row?.behind) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stored(id: string): Promise<Standing> {
  const [row] = await db().query<StandingRow>(`SELECT ${standingColumns} FROM relationship r WHERE r.customer_id = $1`, [id]);
  return row ? standingOf(row) : { decayed: undefined, lastAt: null };
}

describe("the relay", () => {
  it("gives the same signals for any order and any batching", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 9 }), async (list, batch) => {
      const [a, b] = [await customer(), await customer()];
      await write(list.map((one) => asInteraction(a, one)));
      await relay();
      await write(list.toReversed().map((one) => asInteraction(b, one)));
      await relay(batch);
      expect(differences(b, await stored(a), await stored(b))).toEqual([]);
    }), { numRuns: 15 });
    expect((await compare()).found).toEqual([]);
  });

  it("counts once what is recorded twice", async () => {
    const id = await customer();
    const visit = asInteraction(id, { kind: "visit", daysAgo: 0, value: 0 });
    await write([visit, visit]);
    await write([visit]);
    await relay();
    expect((await stored(id)).decayed?.v).toBe(1);
  });

  it("leaves nothing of what was reversed", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 12 }), fc.array(fact, { minLength: 1, maxLength: 12 }), fc.boolean(), async (kept, undone, between) => {
      const [a, b] = [await customer(), await customer()];
      await write(kept.map((one) => asInteraction(a, one)));
      const gone = undone.map((one) => asInteraction(b, one));
      await write([...gone, ...kept.map((one) => asInteraction(b, one))]);
      if (between) await relay(5);
      for (const one of gone) await takeBack(one);
      await relay(5);
      expect(differences(b, await stored(a), await stored(b))).toEqual([]);
    }), { numRuns: 15 });
    expect((await compare()).found).toEqual([]);
  });

  it("moves nobody else, and no staff", async () => {
    const [me, other, colleague] = [await customer(), await customer(), await customer("moderator")];
    await write([asInteraction(me, { kind: "purchase", daysAgo: 3, value: 5000 })]);
    await relay();
    const before = await stored(me);
    await write(Array.from({ length: 40 }, () => asInteraction(other, { kind: "purchase", daysAgo: 0, value: 90_000 })));
    await write([asInteraction(colleague, { kind: "topic.created", daysAgo: 0, value: 0 })]);
    await relay();
    expect(await stored(me)).toEqual(before);
    expect((await stored(colleague)).decayed).toBeUndefined();
    expect(await readFactor(colleague)).toBe(0);
    expect(await readFactor(other)).toBeGreaterThan(await readFactor(me));
  });

  it("scores a purchase of negative value as a refund", async () => {
    const id = await customer();
    await write([asInteraction(id, { kind: "purchase", daysAgo: 0, value: 5000 }), asInteraction(id, { kind: "purchase", daysAgo: 0, value: -2000 })]);
    await relay();
    expect((await stored(id)).decayed).toMatchObject({ f: 1, m: 3000 });
  });
});

describe("what is read", () => {
  it("explains the member's factor", async () => {
    const id = await customer();
    const topic = asInteraction(id, { kind: "topic.created", daysAgo: 1, value: 0 });
    await write([topic, asInteraction(id, { kind: "visit", daysAgo: 0, value: 0 })]);
    await relay();
    const actor = { kind: "member" as const, id, name: "Somebody", handle: id, role: "customer" as const, tier: 0, confirmed: true, silenced: false, sessionId: id, locale: "en", newcomer: false };
    const view = await readRelationship(actor);
    if (refused(view)) throw new Error(view.detail);
    expect(view.factor).toBeCloseTo(await readFactor(id), 4);
    expect(view.behind.map((one) => [one.kind, one.signal, one.reversed])).toEqual([["visit", "v", false], ["topic.created", "p", false]]);
    await takeBack(topic);
    await relay();
    const after = await readRelationship(actor);
    if (refused(after)) throw new Error(after.detail);
    expect(after.behind.find((one) => one.kind === "topic.created")?.reversed).toBe(true);
    expect(after.factor).toBeLessThan(view.factor);
    expect(refused(await readRelationship({ ...actor, role: "admin" }))).toBe(true);
  });

  it("gives the portfolio of a period as of a date", async () => {
    const [id, silent] = [await customer(), await customer()];
    const sale = `INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents, lines) VALUES ($1, 'test', $5, $2, $3, $4, '[{}, {}]')`;
    for (const [daysAgo, cents] of [[500, 700], [20, 9000], [10, -1000], [-5, 50_000]] as const)
      await db().query(sale, [newId(), id, new Date(start - daysAgo * dayMs), cents, `${daysAgo}`]);
    const year = await readPortfolio({ asOf: new Date(start), tz: "Europe/Paris" });
    expect(year).toMatchObject({ buyers: 1, invoices: 2, rows: 4, net_revenue: 80, gross_sales: 90, cancellations_value: -10 });
    expect(year.placed.some((one) => one.customerId === silent)).toBe(false);
    expect((await readPortfolio({ asOf: new Date(start), days: null, tz: "UTC" })).net_revenue).toBe(87);
  });
});

describe("the doctor", () => {
  it("finds a healthy ledger healthy, and a changed signal wrong", async () => {
    expect((await examine()).filter((one) => !one.ok)).toEqual([]);
    const id = await customer();
    await write([asInteraction(id, { kind: "visit", daysAgo: 0, value: 0 })]);
    await relay();
    await db().query("UPDATE relationship SET v = v + 0.001 WHERE customer_id = $1", [id]);
    expect((await examine()).filter((one) => !one.ok)).toHaveLength(1);
    await rebuild();
    expect((await examine()).filter((one) => !one.ok)).toEqual([]);
  });

  it("knows a standing as of a past day", async () => {
    const id = await customer();
    await write([asInteraction(id, { kind: "visit", daysAgo: 40, value: 0 }), asInteraction(id, { kind: "visit", daysAgo: 2, value: 0 })]);
    const then = (await recompute(new Date(start - 30 * dayMs))).get(id);
    expect(then?.decayed?.v).toBe(1);
    expect(then?.lastAt?.getTime()).toBe(start - 40 * dayMs);
  });
});
