import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { erasePerson, mergePerson } from "#lib/analytics/erasure.ts";
import { readAccessLog } from "#lib/analytics/customers/access-log.ts";
import { relayCustomers } from "#lib/analytics/customers/effects.ts";
import { factsJob, rebuildFacts } from "#lib/analytics/customers/facts.ts";
import { timesToReach, wouldChange } from "#lib/analytics/customers/would-change.ts";
import { type ColumnKey, columnKeys, type CustomerList, type CustomerRow, type PersonView } from "#lib/analytics/customers/types.ts";
import { askExport, makeExport, readExport } from "#lib/moderation/exports.ts";
import { record } from "#lib/ledger/record.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { readModel } from "#lib/relationship/standing.ts";
import { runNight } from "#lib/relationship/segments/night.ts";
import { type DayCount, signalsOf } from "#lib/relationship/counted.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { factorOf } from "#lib/relationship/factor.ts";
import { madeKinds } from "#lib/relationship/weights.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const dayMs = 86_400_000;
let marketer: Somebody;
let other: Somebody;
let admin: Somebody;
const people: Somebody[] = [];

async function buys(who: Somebody, daysAgo: number, cents: number): Promise<void> {
  const [id, at] = [newId(), new Date(Date.now() - daysAgo * dayMs)];
  await transact(async (tx) => {
    await tx.query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents, lines) VALUES ($1::uuid, 'test', $1::uuid::text, $2, $3, $4, '[{\"code\":\"K-1\",\"name\":\"Kettle\",\"quantity\":1}]')", [id, who.id, at, cents]);
    await record(tx, { customerId: who.id, kind: "purchase", occurredAt: at, value: cents, subject: { type: "purchase", id }, source: "import", key: id });
  });
}
const taken = (): Promise<void> => caughtUp({ relationship: relayRelationship, "analytics.customers": relayCustomers });
const ask = async <T>(path: string, as: Somebody = marketer): Promise<T> => { const { status, body, text } = await door(path, { as }); if (status !== 200) throw new Error(`${status} ${text}`); return body as T; };

beforeAll(async () => {
  [marketer, other, admin] = [await person({ role: "marketer", name: "Mara Studio" }), await person({ role: "marketer" }), await person({ role: "admin" })];
  for (let at = 0; at < 120; at += 1) people.push(await person({ name: `Customer ${String(at).padStart(3, "0")}`, tier: at % 4 }));
  for (const [at, who] of people.entries()) if (at < 110) for (let order = 0; order <= at % 5; order += 1) await buys(who, 3 + ((at * 7 + order * 41) % 300), 1000 + 37 * at);
  await taken();
  await runNight({ day: dayOf(new Date()) - 2 });
  await runNight({ day: dayOf(new Date()) - 1 });
  await factsJob();
}, 60_000);

describe("the list of customers", () => {
  it("walks everybody once in the order of every column, both ways, with the unknown last", async () => {
    for (const sort of columnKeys) for (const dir of ["asc", "desc"] as const) {
      const seen: CustomerRow[] = [];
      for (let after: string | null = ""; after !== null;) {
        const page: CustomerList = await ask(`/api/studio/customers?sort=${sort}&dir=${dir}${after ? `&after=${after}` : ""}`);
        seen.push(...page.customers);
        after = page.next;
      }
      expect(new Set(seen.map((row) => row.id)).size, sort).toBe(120);
      expect(seen.length, sort).toBe(120);
      const values = seen.map((row) => (sort === "name" ? row.name.toLowerCase() : row[sort]));
      const known = values.filter((value) => value !== null);
      expect(values.slice(0, known.length), `${sort} ${dir}`).toEqual(known);
      const rising = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(known, `${sort} ${dir}`).toEqual(dir === "asc" ? rising : rising.reverse());
    }
  });

  it("finds by name, filters by a rule, says how many, and its shares add up", async () => {
    expect((await ask<CustomerList>("/api/studio/customers?q=mer%200")).customers.length).toBe(100);
    expect((await ask<CustomerList>("/api/studio/customers?q=Customer%20011")).customers.map((row) => row.name)).toEqual(["Customer 011"]);
    expect((await ask<CustomerList>("/api/studio/customers?q=%25")).customers).toEqual([]);
    const where = encodeURIComponent(JSON.stringify({ all: [{ field: "tier", op: "eq", value: 2 }, { field: "orders", op: "gte", value: 3 }] }));
    const filtered = await ask<CustomerList>(`/api/studio/customers?sort=orders&where=${where}`);
    expect(filtered.total).toEqual({ count: filtered.customers.length, exact: true });
    expect(filtered.customers.every((row) => row.tier === 2 && row.orders >= 3)).toBe(true);
    const all = [...(await ask<CustomerList>("/api/studio/customers?sort=net")).customers, ...(await ask<CustomerList>(`/api/studio/customers?sort=net&after=${(await ask<CustomerList>("/api/studio/customers?sort=net")).next}`)).customers];
    expect(all.reduce((sum, row) => sum + (row.share ?? 0), 0)).toBeCloseTo(1, 9);
    expect((await door("/api/studio/customers?where=%7B%22field%22%3A%22email%22%7D", { as: marketer })).status).toBe(422);
  });

  it("is exported as it is seen, with cells that no spreadsheet takes for a formula", async () => {
    await db().query("UPDATE account SET name = '=HYPERLINK(\"http://x\")' WHERE id = $1", [people[0]?.id]);
    const { text, headers } = await door("/api/studio/customers.csv?sort=name&dir=asc&columns=name,net,lastOrder", { as: marketer });
    const lines = text.replace("\ufeff", "").trimEnd().split("\r\n");
    expect(headers.get("content-type")).toContain("text/csv");
    expect(lines[0]).toBe("id,handle,name,net,lastOrder");
    expect(lines.length).toBe(121);
    expect(text).toContain('"\'=HYPERLINK(""http://x"")"');
    expect((await db().query("SELECT 1 FROM staff_act WHERE act = 'customers.exported' AND actor_id = $1", [marketer.id])).length).toBe(1);
  });

  it("keeps up with what happens before the next night, and agrees with a table written afresh", async () => {
    const who = people[5] as Somebody;
    const before = await ask<PersonView>(`/api/studio/customers/${who.id}`);
    await buys(who, 0, 12_345);
    await db().query("UPDATE account SET name = 'Renamed Wren', tier = 3 WHERE id = $1", [who.id]);
    await taken();
    const rows = (): Promise<unknown[]> => db().query("SELECT customer_id, name, sort_name, handle, tier, locale, orders, first_order_at, last_order_at, spent_cents, rf, net_cents, rank, vital, segment, value_cents FROM customer_fact ORDER BY 1");
    const { customer } = await ask<PersonView>(`/api/studio/customers/${who.id}`);
    expect([customer.name, customer.tier, customer.orders, customer.spent]).toEqual(["Renamed Wren", 3, before.customer.orders + 1, before.customer.spent + 12_345]);
    const kept = await rows();
    expect(await rebuildFacts()).toBe(120);
    expect(await rows()).toEqual(kept);
  });
});

describe("views", () => {
  const setting = { columns: ["name", "rf"] as ColumnKey[], sort: "net", dir: "asc", q: "", where: { field: "tier", op: "gte", value: 1 } };
  it("are one's own, or shared to read; the same twice is one, and an old version changes nothing", async () => {
    const id = newId();
    const save = (as: Somebody, body: object) => door("/api/studio/views", { as, body });
    expect((await save(marketer, { id, name: "Premium", shared: true, setting })).body).toEqual({ id, version: 1 });
    expect((await save(marketer, { id, name: "Premium", shared: true, setting })).body).toEqual({ id, version: 1 });
    expect((await save(other, { id, name: "Stolen", shared: true, setting })).status).toBe(404);
    const seen = (await ask<{ views: { name: string; own: boolean; setting: unknown }[] }>("/api/studio/views", other)).views;
    expect(seen).toMatchObject([{ name: "Premium", own: false, setting }]);
    expect((await door(`/api/studio/views/${id}`, { as: marketer, method: "PUT", body: { name: "Ours", shared: false, setting, version: 1 } })).body).toEqual({ id, version: 2 });
    expect((await door(`/api/studio/views/${id}`, { as: marketer, method: "PUT", body: { name: "Late", shared: false, setting, version: 1 } })).status).toBe(409);
    expect((await ask<{ views: unknown[] }>("/api/studio/views", other)).views).toEqual([]);
  });
});

describe("a customer's page", () => {
  it("shows them within its budget, and every reading of it stands in their log", async () => {
    const who = people[9] as Somebody;
    const from = counter.count;
    const view = await ask<PersonView>(`/api/studio/customers/${who.id}`);
    // The session, and the page's own thirteen.
    expect(counter.count - from).toBeLessThanOrEqual(14);
    expect(view.relationship.terms.reduce((sum, term) => sum + term.points, 0)).toBeCloseTo(view.relationship.factor, 9);
    expect(view.orders.rows.length).toBe(view.customer.orders);
    expect(view.segments.at(-1)?.to).toBe(view.segments[0]?.to);
    const { lifetime } = view;
    expect(lifetime && (lifetime.alive.low ?? 0) <= (lifetime.alive.high ?? 1)).toBe(true);
    expect(lifetime?.alive.value).toBeCloseTo(view.customer.alive ?? -1, 5);
    expect(lifetime?.value?.value).toBe(view.customer.value);
    await ask(`/api/studio/customers/${who.id}/timeline?kind=purchase`, other);
    expect((await readAccessLog(who.id)).map((one) => `${one.what} ${one.role}`)).toEqual(["timeline marketer", "page marketer"]);
    const history = await ask<{ points: { factor: number; terms: Record<string, number> }[] }>(`/api/studio/customers/${who.id}/history`);
    for (const point of history.points) expect(Object.values(point.terms).reduce((sum, one) => sum + one, 0)).toBeCloseTo(point.factor, 9);
    expect(Math.abs((history.points.at(-1)?.factor ?? 0) - view.relationship.factor)).toBeLessThan(0.5);
  });

  it("reads a year of the past from one sum of all years before, in as many statements however long they have been here", async () => {
    const who = people[60] as Somebody;
    const today = dayOf(new Date());
    await db().query(`INSERT INTO interaction_day (customer_id, kind, day, count) SELECT $1, k.kind, current_date - back, 1 + (back % 5) FROM generate_series(1, 1400) back, (VALUES ('visit', 2), ('post.created', 7), ('reaction.received', 3), ('mail.opened', 1)) AS k (kind, every) WHERE back % k.every = 0 ON CONFLICT DO NOTHING`, [who.id]);
    const days = await db().query<DayCount>("SELECT kind, day - '1970-01-01'::date AS day, count, value FROM interaction_day WHERE customer_id = $1", [who.id]);
    expect(days.length).toBeGreaterThan(2500);
    const from = counter.count;
    const { points } = await ask<{ points: { day: string; factor: number }[] }>(`/api/studio/customers/${who.id}/history`);
    // The session, and its own six.
    expect(counter.count - from).toBeLessThanOrEqual(7);
    expect(points.length).toBe(53);
    const model = await readModel(db());
    for (const point of points.filter((_, at) => at % 13 === 0)) {
      const day = dayOf(new Date(point.day));
      const until = days.filter((one) => one.day <= day);
      const last = until.filter((one) => madeKinds.includes(one.kind)).reduce((latest, one) => Math.max(latest, one.day), -1);
      expect(point.factor, point.day).toBeCloseTo(factorOf({ decayed: signalsOf(until), lastAt: new Date((last + 1) * dayMs - 1) }, model, new Date((day + 1) * dayMs - 1)), 9);
    }
    expect(points.at(-1)?.day).toBe(new Date(today * dayMs).toISOString().slice(0, 10));
  });

  it("lets a marketer give a tier for a reason, once, and end it; the page says who did", async () => {
    const who = people[61] as Somebody;
    const give = (body: object, as = marketer) => door(`/api/studio/customers/${who.id}/tier`, { as, method: "PUT", body });
    expect((await give({ level: 3, reason: "", until: null })).status).toBe(422);
    expect((await give({ level: 3, reason: "Won the recipe contest.", until: null }, who)).status).toBe(404);
    for (let times = 0; times < 2; times += 1) expect((await give({ level: 3, reason: "Won the recipe contest.", until: null })).body).toEqual({ level: 3 });
    const page = () => ask<PersonView>(`/api/studio/customers/${who.id}`);
    expect((await page()).grant).toEqual({ level: 3, until: null, reason: "Won the recipe contest.", by: "Mara Studio" });
    expect((await page()).tiers.map((one) => one.kind)).toEqual(["granted"]);
    expect((await door(`/api/studio/customers/${who.id}/tier`, { as: marketer, method: "DELETE" })).status).toBe(200);
    expect((await page()).grant).toBeNull();
  });

  it("says truly what would move them", async () => {
    const model = await readModel(db());
    const at = new Date();
    const standing = { decayed: { day: dayOf(at), f: 0.5, m: 3000, v: 1, e: 0, p: 0, b: 0 }, lastAt: at };
    const low = { high: false, turning: null };
    const changes = wouldChange({ threshold: 50, standing, model, at, axes: { x: low, y: low }, netCents: 4000, edgeCents: 10_000, meanPaidCents: 3000 });
    expect(changes.find((one) => one.kind === "money")).toMatchObject({ missingCents: 6000 });
    for (const one of changes) if (one.kind === "acts") {
      const how = { act: one.act, most: 90, daily: one.act !== "purchase", paid: one.act === "purchase" ? 3000 : 0 };
      expect(one.to).toBeGreaterThanOrEqual(50);
      expect(timesToReach({ standing, model, at }, 50, { ...how, most: one.times - 1 })).toBeUndefined();
    }
    const silent = wouldChange({ threshold: 50, standing: { decayed: { ...standing.decayed, f: 9, v: 20, p: 30, e: 9 }, lastAt: at }, model, at, axes: { x: { high: true, turning: null }, y: { high: true, turning: null } }, netCents: 40_000, edgeCents: 10_000, meanPaidCents: null });
    expect(silent.map((one) => one.kind)).toEqual(["silence", "margin"]);
  });
});

describe("notes about a customer", () => {
  it("are written once, changed by their author with what they said before, taken away and brought back", async () => {
    const who = people[20] as Somebody;
    const id = newId();
    const write = (as: Somebody) => door(`/api/studio/customers/${who.id}/notes`, { as, body: { id, body: "Prefers to be called." } });
    expect((await write(marketer)).status).toBe(200);
    expect((await write(marketer)).body).toMatchObject({ id, version: 1 });
    expect((await write(other)).status).toBe(404);
    const change = (as: Somebody, version: number) => door(`/api/studio/notes/${id}`, { as, method: "PATCH", body: { body: "Prefers mail.", version } });
    expect([(await change(other, 1)).status, (await change(marketer, 1)).status, (await change(marketer, 1)).status]).toEqual([403, 200, 409]);
    expect(await ask(`/api/studio/notes/${id}/versions`)).toMatchObject({ versions: [{ version: 1, body: "Prefers to be called.", by: "Mara Studio" }] });
    const removed = (as: Somebody, value: boolean) => door(`/api/studio/notes/${id}/removed`, { as, method: "PUT", body: { removed: value } });
    const shown = async () => (await ask<PersonView>(`/api/studio/customers/${who.id}`)).notes.map((note) => note.body);
    expect((await removed(admin, true)).status).toBe(200);
    expect(await shown()).toEqual([]);
    await removed(marketer, false);
    expect(await shown()).toEqual(["Prefers mail."]);
  });

  it("are not in what a person takes along of their data; who read their page is, without a name", async () => {
    const who = people[21] as Somebody;
    await door(`/api/studio/customers/${who.id}/notes`, { as: marketer, body: { id: newId(), body: "Sounds annoyed on the phone." } });
    await ask(`/api/studio/customers/${who.id}`);
    for (const one of [who, marketer]) {
      const { id } = await askExport(one.actor);
      await makeExport({ id });
      const file = (await readExport(one.actor, id))?.toString() ?? "";
      expect(file).not.toContain("Sounds annoyed");
      if (one === who) expect(file).toContain("personal_read");
      if (one === who) expect(file).not.toContain(marketer.id);
    }
  });

  it("follow a person into another, and are gone with them", async () => {
    const [from, into] = [people[30] as Somebody, people[31] as Somebody];
    for (const who of [from, into]) await door(`/api/studio/customers/${who.id}/notes`, { as: marketer, body: { id: newId(), body: `About ${who.id}` } });
    const { body } = await door("/api/studio/selections", { as: marketer, body: { ids: [from.id, into.id] } });
    expect(body).toMatchObject({ count: 2 });
    await transact((tx) => mergePerson(tx, { from: from.id, into: into.id }));
    await db().query("INSERT INTO account_merge (from_id, into_id, by_id, moved) VALUES ($1, $2, $3, '{}')", [from.id, into.id, admin.id]);
    expect((await ask<PersonView>(`/api/studio/customers/${into.id}`)).notes.length).toBe(2);
    expect((await door(`/api/studio/customers/${from.id}`, { as: marketer })).status).toBe(404);
    for (const { id } of [from, into]) await transact((tx) => erasePerson(tx, id));
    for (const [table, column] of [["customer_note", "customer_id"], ["customer_selected", "customer_id"], ["personal_read", "account_id"], ["customer_fact", "customer_id"]]) expect(await db().query(`SELECT 1 FROM ${table} WHERE ${column} = ANY($1::uuid[])`, [[from.id, into.id]])).toEqual([]);
  });
});
