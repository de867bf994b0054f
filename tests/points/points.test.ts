import { describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { earnPoints, expireOf, settleLot } from "#lib/points/lots.ts";
import { balanceOf, listEntries } from "#lib/points/queries.ts";
import { returnPoints, spendPoints } from "#lib/points/spending.ts";
import { person } from "#tests/world/people.ts";

const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
const subject = { type: "test", id: "1" };
const earn = (customerId: string, points: number, more: { key?: string; availableAt?: Date; earnedAt?: Date; expiresAt?: Date } = {}): Promise<string> =>
  transact((tx) => earnPoints(tx, { customerId, points, kind: "referral", subject, key: more.key ?? newId(), earnedAt: more.earnedAt ?? new Date(), availableAt: more.availableAt ?? days(-1), expiresAt: more.expiresAt ?? null }));
const spend = (customerId: string, points: number, key = newId()) => transact((tx) => spendPoints(tx, { customerId, points, key, subject }));
const settle = (lotId: string, worth: number): Promise<void> => transact((tx) => settleLot(tx, { lotId, worth }));
const left = async (lotId: string): Promise<number> => (await db().query<{ n: number }>("SELECT left_points AS n FROM point_lot WHERE id = $1", [lotId]))[0]?.n ?? -1;

const wrong = `
  SELECT a.account_id FROM point_account a
  WHERE a.balance < 0 OR a.balance <> (SELECT coalesce(sum(points), 0) FROM point_entry WHERE account_id = a.account_id) OR a.balance <> (SELECT coalesce(sum(left_points), 0) FROM point_lot WHERE account_id = a.account_id)
  UNION ALL SELECT l.account_id FROM point_lot l WHERE l.left_points < 0 OR l.left_points <> (SELECT coalesce(sum(points), 0) FROM point_entry WHERE lot_id = l.id)
  UNION ALL SELECT s.account_id FROM point_spend s WHERE s.points <> (SELECT -coalesce(sum(points), 0) FROM point_entry WHERE spend_id = s.id AND kind = 'spent')
  UNION ALL SELECT s.account_id FROM point_spend s WHERE s.returned_at IS NOT NULL AND s.points <> (SELECT coalesce(sum(points), 0) FROM point_entry WHERE spend_id = s.id AND kind = 'returned')`;

describe("points", () => {
  it("are pending until their date, then spent from the oldest lot, which the spend points to", async () => {
    const { id } = await person();
    const older = await earn(id, 50, { earnedAt: days(-9) });
    const newer = await earn(id, 50, { earnedAt: days(-3) });
    await earn(id, 500, { availableAt: days(30) });
    expect(await balanceOf(db(), id)).toMatchObject({ available: 100, pending: 500, owed: 0 });
    expect(refused(await spend(id, 101))).toBe(true);
    const made = await spend(id, 60);
    expect(refused(made)).toBe(false);
    expect([await left(older), await left(newer)]).toEqual([0, 40]);
    if (refused(made)) return;
    expect(await db().query("SELECT lot_id AS lot, points FROM point_entry WHERE spend_id = $1 ORDER BY points", [made.entryId])).toEqual([{ lot: older, points: -50 }, { lot: newer, points: -10 }]);
    for (const key of ["a", "b"]) await transact((tx) => returnPoints(tx, { entryId: made.entryId, key }));
    expect([await left(older), await left(newer)]).toEqual([50, 50]);
    // Out of two lots, and one change for who spent it.
    expect((await listEntries(id)).entries.map((one) => [one.kind, one.points]).sort()).toEqual([["earned", 50], ["earned", 50], ["earned", 500], ["returned", 60], ["spent", -60]]);
  });

  it("are taken back in proportion: out of the lot, out of the others, and from what comes next when they were spent", async () => {
    const { id } = await person();
    const lot = await earn(id, 100, { earnedAt: days(-9) });
    await spend(id, 100);
    await settle(lot, 50);
    await settle(lot, 50);
    expect(await balanceOf(db(), id)).toMatchObject({ available: 0, owed: 50 });
    await earn(id, 30);
    expect(await balanceOf(db(), id)).toMatchObject({ available: 0, owed: 20 });
    await earn(id, 30);
    expect(await balanceOf(db(), id)).toMatchObject({ available: 10, owed: 0 });
    await settle(lot, 0);
    expect(await balanceOf(db(), id)).toMatchObject({ available: 0, owed: 40 });
    await settle(lot, 100);
    expect(await balanceOf(db(), id)).toMatchObject({ available: 60, owed: 0 });
  });

  it("10,000 random earnings, spendings, returns, expiries and take-backs, 32 at a time, add up and never fall below nothing", async () => {
    const people = await Promise.all(Array.from({ length: 60 }, async () => (await person()).id));
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed;
    // A small generator of its own, so that a failure can be run again from the seed it prints.
    const random = (below: number): number => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * below); };
    const [lots, keys, spent]: [string[], string[], Map<string, string>] = [[], [], new Map()];
    const one = async (): Promise<void> => {
      const id = people[random(people.length)] ?? "";
      const kind = random(10);
      if (kind < 3) lots.push(await earn(id, 1 + random(100), { key: random(20) === 0 ? `shared:${id}` : newId(), availableAt: days(random(4) - 3), expiresAt: days(1 + random(9)) }));
      else if (kind < 6) {
        // Some keys are asked for by several at once: each spend wins once.
        const key = `${id}:${random(40)}`;
        const made = await spend(id, 1 + random(120), key);
        if (refused(made)) return;
        expect(spent.get(key) ?? made.entryId).toBe(made.entryId);
        spent.set(key, made.entryId);
        keys.push(made.entryId);
      } else if (kind < 7) await transact((tx) => returnPoints(tx, { entryId: keys[random(keys.length)] ?? newId(), key: newId() }));
      else if (kind < 8) await transact((tx) => expireOf(tx, id, days(random(6))));
      else await settle(lots[random(lots.length)] ?? newId(), random(101));
    };
    let todo = 10_000;
    await Promise.all(Array.from({ length: 32 }, async () => { while (todo > 0) { todo -= 1; await one(); } }));
    const counts = await db().query<{ kind: string; n: number }>("SELECT kind, count(*) AS n FROM point_entry GROUP BY 1 ORDER BY 1");
    expect({ seed, wrong: await db().query(wrong) }).toEqual({ seed, wrong: [] });
    expect(counts.map((row) => row.kind)).toEqual(["earned", "expired", "given-back", "returned", "spent", "taken-back"]);
    expect(Math.min(...counts.map((row) => row.n))).toBeGreaterThan(20);
  }, 120_000);
});
