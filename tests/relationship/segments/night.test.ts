import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { record, reverse } from "#lib/ledger/record.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { readPortfolio } from "#lib/relationship/portfolio-query.ts";
import { endOf } from "#lib/relationship/segments/night-tables.ts";
import { noSeams, runNight } from "#lib/relationship/segments/night.ts";
import { factorStep, type Kept, readHistory, readSnapshot } from "#lib/relationship/segments/snapshots.ts";
import { person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const day = 86_400_000;
const today = dayOf(new Date());
const first = today - 60;
const at = (daysBefore: number, hour = 12): Date => new Date((today - daysBefore) * day + hour * 3_600_000);
let people: Somebody[];
let colleague: Somebody;

async function acts(who: Somebody, kind: string, fact: Date | { when: Date; cents: number }): Promise<string> {
  const { when, cents } = fact instanceof Date ? { when: fact, cents: undefined } : fact;
  const id = newId();
  await transact(async (tx) => {
    if (cents !== undefined) await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, $4)", [id, who.id, when, cents]);
    await record(tx, { customerId: who.id, kind, occurredAt: when, ...(cents === undefined ? {} : { value: cents }), subject: { type: "test", id }, source: "job", key: id });
  });
  return id;
}

const relayed = (): Promise<void> => caughtUp({ relationship: relayRelationship });

async function snapshot(of: number): Promise<Kept[]> {
  const all: Kept[] = [];
  for await (const block of readSnapshot(of)) all.push(...block);
  return all;
}

beforeAll(async () => {
  people = await Promise.all(Array.from({ length: 24 }, () => person()));
  colleague = await person({ role: "marketer" });
  await db().query("UPDATE account SET created_at = now() - interval '2 years'");
  for (const [index, who] of [...people, colleague].entries()) {
    for (let visit = 0; visit <= index; visit += 1) await acts(who, "visit", at(1 + ((visit * 7) % 90), visit % 23));
    for (let buy = 0; buy < index % 6; buy += 1) await acts(who, "purchase", { when: at(5 + buy * 33, 23), cents: 1000 * (index + 1) + buy });
  }
  await relayed();
});

describe("a night", () => {
  it("keeps what recomputing that day from the ledger gives, to the cent and the thousandth, without staff", async () => {
    for (const night of [first, first + 1, first + 20]) {
      const done = await runNight({ day: night });
      const kept = await snapshot(night);
      const again = await readPortfolio({ asOf: endOf(night), tz: "UTC" });
      expect(done?.customers).toBe(kept.length);
      expect(kept.some((one) => one.customerId === colleague.id)).toBe(false);
      expect(kept.map((one) => one.customerId)).toEqual(again.placed.map((one) => one.customerId).sort());
      const placed = new Map(again.placed.map((one) => [one.customerId, one]));
      for (const one of kept) {
        const there = placed.get(one.customerId);
        expect(Math.abs(one.rf - (there?.rf ?? -1))).toBeLessThanOrEqual(factorStep / 2 + 1e-6);
        expect([one.netCents, one.vital]).toEqual([there?.netCents, there?.vital]);
        if (night === first) expect(one.segment).toBe(there?.segment);
      }
      expect(done?.vital).toBe(again.vital_set);
      expect(done?.gini).toBeCloseTo(again.gini, 9);
    }
    expect((await readHistory(people[20]?.id ?? "", first)).map((one) => one.day)).toEqual([first, first + 1, first + 20]);
  });

  it("is done once, forward only, and the portfolio is always the last night's", async () => {
    expect(await runNight({ day: first + 20 })).toBeUndefined();
    expect(await runNight({ day: first + 3 })).toBeUndefined();
    const rows = await db().query<{ day: number }>("SELECT DISTINCT day - '1970-01-01'::date AS day FROM portfolio");
    expect(rows).toEqual([{ day: first + 20 }]);
    const index = await db().query("SELECT 1 FROM pg_indexes WHERE tablename = 'portfolio'");
    expect(index).toHaveLength(6);
    expect(await db().query("SELECT 1 FROM pg_tables WHERE tablename LIKE 'night%' OR tablename = 'portfolio_next'")).toEqual([]);
  });

  it("takes a refund out of the profit at once", async () => {
    const who = people[23];
    if (!who) throw new Error("nobody");
    const id = await acts(who, "purchase", { when: at(30), cents: 900_000 });
    await relayed();
    await runNight({ day: today - 25 });
    expect((await snapshot(today - 25)).find((one) => one.customerId === who.id)).toMatchObject({ vital: true });
    const [before] = await db().query<{ net: number }>("SELECT net_cents AS net FROM portfolio WHERE customer_id = $1", [who.id]);
    await transact(async (tx) => {
      await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $2, $3, $4, -900000)", [newId(), `${id}-refund`, who.id, at(24, 1)]);
      await reverse(tx, "job", id);
    });
    await relayed();
    await runNight({ day: today - 24 });
    const [after] = await db().query<{ net: number }>("SELECT net_cents AS net FROM portfolio WHERE customer_id = $1", [who.id]);
    expect(after?.net).toBe((before?.net ?? 0) - 900_000);
  });
});

describe("tiers over nights", () => {
  it("leave what was set before, raise after 7 days, tell before they lower, and write the account, its history and the ledger", async () => {
    const [demo, keen] = [people[1], people[22]];
    if (!demo || !keen) throw new Error("nobody");
    await db().query("UPDATE account SET tier = 3 WHERE id = $1", [demo.id]);
    for (let visit = 0; visit < 40; visit += 1) {
      await acts(keen, "visit", at(20 - (visit % 20), visit % 24));
      await acts(keen, "topic.created", at(20 - (visit % 20), visit % 24));
      await acts(keen, "mail.received", at(20 - (visit % 20), visit % 24));
    }
    await acts(keen, "purchase", { when: at(19), cents: 2_000_000 });
    await relayed();
    for (let night = today - 19; night < today; night += 1) await runNight({ day: night, seams: { ...noSeams, stagesOf: async () => new Map([[keen.id, 3]]) } });
    const tiers = new Map((await db().query<{ id: string; tier: number }>("SELECT id, tier FROM account")).map((row) => [row.id, row.tier]));
    expect(tiers.get(demo.id)).toBe(3);
    const changes = await db().query<{ kind: string; before: number; after: number; recorded: number }>(
      `SELECT c.kind, c.before, c.after, (SELECT count(*)::int FROM interaction i WHERE i.customer_id = c.customer_id AND i.kind = 'tier.changed' AND i.subject_id = c.id::text) AS recorded
       FROM tier_change c WHERE c.customer_id = $1 ORDER BY c.day`, [keen.id]);
    expect(changes.length).toBeGreaterThanOrEqual(2);
    expect(changes).toEqual(changes.map((_, step) => ({ kind: "up", before: step, after: step + 1, recorded: 1 })));
    expect(tiers.get(keen.id)).toBe(changes.length);
  });
});
