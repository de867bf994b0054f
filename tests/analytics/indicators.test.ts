import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { relayCustomers } from "#lib/analytics/customers/effects.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import type { CustomerList, PersonView } from "#lib/analytics/customers/types.ts";
import { linesOf } from "#lib/analytics/indicators/amounts.ts";
import type { AmountsView, IndicatorsView, ToldView } from "#lib/analytics/indicators/types.ts";
import { setLeftOut } from "#lib/relationship/control.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { record } from "#lib/ledger/record.ts";
import { calibrate } from "#lib/relationship/validity/calibrate.ts";
import { examineValidity } from "#lib/relationship/validity/validity.ts";
import { adoptVersion, readVersion } from "#lib/relationship/validity/versions.ts";
import { app, door, knock, person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

let marketer: Somebody;
let ada: Somebody;
let ben: Somebody;
const at = "/api/studio/indicators";
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const book = async (text: string, id = randomUUID()): Promise<ToldView> =>
  (await knock(app(), `${at}/calls/book?id=${id}`, { as: marketer, method: "POST", raw: text, headers: { "content-type": "text/csv" } })).body as ToldView;
const settle = async (): Promise<void> => { await caughtUp({ relationship: relayRelationship }); await caughtUp({ "analytics.customers": relayCustomers }); };
const list = async (query: string): Promise<CustomerList> => (await door(`/api/studio/customers?${query}`, { as: marketer })).body as CustomerList;

beforeAll(async () => {
  marketer = await person({ role: "marketer" });
  [ada, ben] = [await person({ name: "Ada Finch" }), await person({ name: "Ben Finch" })];
  const made = await door("/api/indicators", { as: marketer, body: { name: "calls", label: "Calls", halfLife: 100, kappa: 2, weight: 20 } });
  await adoptVersion((made.body as { version: number }).version, marketer.actor);
});

describe("an external indicator", () => {
  it("comes from a file, a line at a time, once however often it is brought, and says why a line was left", async () => {
    const text = ["Customer;x", "a"].join("\n");
    expect(linesOf(text)).toBeUndefined();
    const lines = ["email,amount,date", `${ada.email},4,${ago(0)}`, `${ada.email.toUpperCase()},2,${ago(100)}`, `@${ben.actor.handle},1,`, "nobody@example.org,1,", `${ben.email},many,`, `${ben.email},1,someday`, `${ben.email},1,2999-01-01`].join("\n");
    const id = randomUUID();
    const told = await book(lines, id);
    expect(told).toMatchObject({ taken: 3, rejected: 4 });
    expect(told.rejects.map((one) => [one.line, one.reason])).toEqual([[5, "customer"], [6, "amount"], [7, "date"], [8, "future"]]);
    await book(lines, id);
    await settle();
    expect(await db().query("SELECT customer_id AS id, round(amount::numeric, 2)::float8 AS amount FROM customer_indicator ORDER BY amount DESC")).toEqual([{ id: ada.id, amount: 5 }, { id: ben.id, amount: 1 }]);
    const { indicators } = (await door(at, { as: marketer })).body as IndicatorsView;
    expect(indicators).toMatchObject([{ name: "calls", live: true, customers: 2, lastDay: ago(0) }]);
    expect((await door(`${at}/calls/amounts`, { as: marketer })).body as AmountsView).toMatchObject({ kappa: 2, ids: [ada.id, ben.id], amounts: [5, 1] });
  });

  it("is a column of lists, a field of rules, a term of the factor, and of no effect for who leaves it out", async () => {
    await factsJob();
    const sorted = await list("sort=indicator.calls");
    expect(sorted.customers.slice(0, 2).map((row) => [row.id, row.told?.calls])).toEqual([[ada.id, 5], [ben.id, 1]]);
    expect(sorted.indicators).toEqual([{ name: "calls", label: "Calls" }]);
    // Who was never told of comes last, whichever way the list goes.
    expect((await list("sort=indicator.calls&dir=asc")).customers[0]?.id).toBe(ben.id);
    const csv = await knock(app(), "/api/studio/customers.csv?sort=indicator.calls&columns=name,indicator.calls", { as: marketer });
    expect(csv.text.split("\r\n").slice(0, 2)).toEqual(["id,handle,name,indicator.calls", `${ada.id},"${ada.actor.handle}","Ada Finch",5.000`]);
    const where = (value: number): string => `where=${encodeURIComponent(JSON.stringify({ field: "indicator", name: "calls", op: "gte", value }))}`;
    expect((await list(where(2))).customers.map((row) => row.id)).toEqual([ada.id]);
    expect((await list(where(0.5))).customers).toHaveLength(2);
    const page = (await door(`/api/studio/customers/${ada.id}`, { as: marketer })).body as PersonView;
    expect(page.relationship.indicators).toMatchObject([{ label: "Calls", points: expect.closeTo((20 / 120) * 100 * (5 / 7), 1) }]);
    await setLeftOut(ada.actor, "indicators", true);
    expect((await list("sort=indicator.calls")).customers[0]?.id).toBe(ben.id);
    expect((await list(where(0.5))).customers.map((row) => row.id)).toEqual([ben.id]);
    await setLeftOut(ada.actor, "indicators", false);
  });

  it("is in the look at validity, with what it adds, and calibrated with the seven", async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => person()));
    // Who was told of 100 days ago buys again; nothing else tells them from the others.
    for (const [index, who] of people.entries()) {
      const fact = (kind: string, days: number, value?: number) => transact((tx) => record(tx, { customerId: who.id, kind, occurredAt: new Date(Date.now() - days * 86_400_000), ...(value === undefined ? {} : { value }), subject: { type: "test", id: "1" }, source: "job", key: randomUUID() }));
      await fact("visit", 120);
      if (index % 2) await fact("indicator.calls", 100, 3000);
      if (index % 2) await db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1::uuid, 'test', $1::text, $2, now() - interval '50 days', 500)", [randomUUID(), who.id]);
    }
    await settle();
    const asOf = new Date(Date.now() - 90 * 86_400_000);
    const { measures } = await examineValidity({ asOf, window: 90, count: 20 });
    expect(measures.rf.auc?.value).toBeGreaterThan(0.95);
    expect(measures.own?.auc?.value ?? 1).toBeLessThan(0.7);
    const made = await calibrate({ asOf, window: 90, madeBy: marketer.id });
    expect(made.indicators).toMatchObject([{ name: "calls" }]);
    expect(made.indicators[0]?.weight).toBeGreaterThan(50);
    expect((await readVersion(made.version))?.indicators).toEqual(made.indicators);
  });
});
