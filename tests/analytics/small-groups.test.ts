import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { few, shownPart, thinned, thinnedCurve, thinnedSteps } from "#lib/core/small-groups.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import type { OverviewView } from "#lib/analytics/types.ts";
import { record } from "#lib/ledger/record.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { app, knock, person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const parts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });

describe("what who may not see individuals is shown", () => {
  it("is no part of one to nine, and no whole by which the hidden ones could be told", () => {
    fc.assert(fc.property(parts, (all) => {
      const shown = thinned(all);
      for (const [at, part] of shown.entries()) expect(part === null || (part === all[at] && !few(part))).toBe(true);
      const hidden = all.reduce((sum, part, at) => (shown[at] === null ? sum + part : sum), 0);
      // Where everything is hidden the whole is all there is to know, and it is asked for by itself.
      if (shown.some((part) => part !== null && part > 0)) expect(few(hidden)).toBe(false);
      if (!all.some(few)) expect(shown).toEqual(all);
    }));
  });

  it("is no part whose rest is one to nine", () => {
    fc.assert(fc.property(fc.nat(80), fc.nat(80), (part, rest) => {
      const shown = shownPart(part, part + rest);
      expect(shown).toBe(few(part) || few(rest) ? null : part);
    }));
  });

  it("is no step that tells of one to nine, by itself or beside the one before", () => {
    fc.assert(fc.property(parts.map((all) => all.toSorted((a, b) => b - a)), (all) => {
      const shown = thinnedSteps(all).filter((step) => step !== null);
      for (const [at, step] of shown.entries()) expect(few(step) || (at > 0 && few((shown[at - 1] ?? 0) - step))).toBe(false);
    }));
  });

  it("is no piece of a curve that so few make", () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 5000 }), (people) => {
      const shown = thinnedCurve(Array.from({ length: 101 }, (_, at) => at / 100), people).flatMap((point, at) => (point === null ? [] : [Math.round((at * people) / 100)]));
      for (const [at, below] of shown.entries()) if (at > 0) expect(below - (shown[at - 1] ?? 0)).toBeGreaterThanOrEqual(10);
    }));
  });
});

const today = dayOf(new Date());
const names = ["Marigold Thistlewood", "Peregrine Oakhollow", "Clementine Farrowdale"];
let [concierge, marketer]: Somebody[] = [];
let tiny: Somebody[];

async function bought(who: Somebody, cents: number, days: number): Promise<void> {
  const [id, when] = [newId(), new Date((today - days) * 86_400_000)];
  await transact(async (tx) => {
    await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, $3, $4)", [id, who.id, when, cents]);
    await record(tx, { customerId: who.id, kind: "purchase", occurredAt: when, value: cents, subject: { type: "test", id }, source: "job", key: id });
  });
}

beforeAll(async () => {
  [concierge, marketer] = [await person({ role: "concierge" }), await person({ role: "marketer" })];
  // Three who bring nearly everything, some who bring a little, many who only come by; and referrals of very few.
  tiny = await Promise.all(names.map((name) => person({ name })));
  const small = await Promise.all(Array.from({ length: 14 }, () => person()));
  const quiet = await Promise.all(Array.from({ length: 26 }, () => person()));
  for (const who of tiny) for (const days of [12, 40, 70]) await bought(who, 7_770_000, days);
  for (const who of small) await bought(who, 1200, 60);
  for (const who of quiet) await transact((tx) => record(tx, { customerId: who.id, kind: "visit", occurredAt: new Date((today - 20) * 86_400_000), subject: { type: "test", id: who.id }, source: "job", key: who.id }));
  for (const [at, who] of quiet.slice(0, 4).entries())
    await db().query("INSERT INTO referral (id, newcomer_id, referrer_id, by, channel, thing, thing_id, joined_at, verdict, risk, purchases, net_cents) VALUES ($1, $2, $3, 'code', $4, 'topic', '1', now() - interval '3 days', 'clear', 0, 1, 4444)", [newId(), who.id, tiny[0]?.id, at % 2 ? "qr" : "link"]);
  await caughtUp({ relationship: relayRelationship });
  await runNight({ day: today - 9 });
  await runNight({ day: today - 1 });
  await factsJob();
});

type Leaf = { path: string; value: unknown };
const leaves = (value: unknown, path = ""): Leaf[] => (value !== null && typeof value === "object" ? Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}/${Array.isArray(value) ? "*" : key}`)) : [{ path, value }]);
// Numbers of one to nine that count no people: windows, ratios, shares of a curve.
const noPeople = /\/(days|within|gini|value|low|high|auc|at|lorenz\/\*|paidCents|stage|month|median|watched|share)$/;

describe("every door of the studio, for a concierge", () => {
  it("tells of no individual and of no group under ten, whichever way it is asked", async () => {
    const doors = [...new Set(app().routes.filter((route) => route.method === "GET" && route.path.startsWith("/api/studio")).map((route) => route.path))];
    expect(doors.length).toBeGreaterThan(30);
    const open: string[] = [];
    for (const door of doors) {
      for (const query of ["", "?days=365", "?split=thing", "?split=programme", "?split=channel&days=90"]) {
        const answer = await knock(app(), `${door.replace(/:\w+/g, tiny[0]?.id ?? "")}${query}`, { as: concierge });
        if (answer.status !== 200) continue;
        open.push(door);
        for (const word of [...names, ...tiny.flatMap((one) => [one.id, one.actor.handle, one.email])]) expect(answer.text, door).not.toContain(word);
        // What the three bring, together or alone, is nowhere; nor is what four newcomers bought.
        for (const cents of [69_930_000, 23_310_000, 7_770_000, 17_776, 8888]) expect(leaves(answer.body).filter((leaf) => leaf.value === cents), door).toEqual([]);
        const small = leaves(answer.body).filter(({ path, value }) => typeof value === "number" && value >= 1 && value < 10 && !noPeople.test(path));
        expect(small, `${door}${query}`).toEqual([]);
      }
    }
    expect([...new Set(open)].sort()).toEqual(["/api/studio/cohorts", "/api/studio/concentration", "/api/studio/handovers", "/api/studio/investment", "/api/studio/mail", "/api/studio/overview", "/api/studio/referrals", "/api/studio/referrals/growth", "/api/studio/referrals/things", "/api/studio/stages"]);
  });

  it("hides a small segment where a marketer reads it, and a second one beside it", async () => {
    const of = async (who: Somebody): Promise<OverviewView> => (await knock(app(), "/api/studio/overview", { as: who })).body as OverviewView;
    const [seen, thin] = [await of(marketer as Somebody), await of(concierge as Somebody)];
    expect(Object.values(seen.counts).filter((count) => count !== null && few(count)).length).toBeGreaterThan(0);
    const shown = Object.values(thin.counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    expect(thin.customers).toBe(seen.customers);
    expect(few((thin.customers ?? 0) - shown)).toBe(false);
    expect(Object.values(thin.counts).filter((count) => count === null).length).toBeGreaterThan(0);
  });
});
