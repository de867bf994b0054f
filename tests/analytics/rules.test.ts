import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { compileRule } from "#lib/analytics/segments/compile.ts";
import { holds, type Known } from "#lib/analytics/segments/evaluate.ts";
import { limits, ruleIn, ruleOf } from "#lib/analytics/segments/schema.ts";
import { comparisons, figures, type Leaf, type Letter, type Rule } from "#lib/analytics/segments/types.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { dateOf, writeBlock } from "#lib/relationship/segments/snapshots.ts";
import { readModel } from "#lib/relationship/standing.ts";
import type { Model } from "#lib/relationship/factor.ts";

const at = new Date("2026-03-18T10:30:00Z");
const today = dayOf(at);
const kinds = ["visit", "post.created", "mail.received"];
// An indicator of the house's own, beside the seven signals.
const indicator = { name: "calls", label: "Calls", halfLife: 45, kappa: 3, weight: 20 };
const codes = ["A-1", "B-2", "C-3"];
const badges = ["first-answer", "a-year"];
const picked = [newId(), newId()];
const named = Array.from({ length: 60 }, () => newId());
// Two nights that were; who was not in one of them did not stand anywhere then.
const nights = [today - 40, today - 10] as const;
const totalCents = 1_000_000;
let topics: { id: number; categoryId: number; tagIds: number[] }[] = [];

// Instants lie off whole days before `at`, so that an edge of a window is never hit by a millisecond.
const ago = fc.integer({ min: 0, max: 800 * 24 }).map((hours) => new Date(at.getTime() - hours * 3_600_000 - 1_234_567));
const amount = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 60, noNaN: true }));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null, freq: 3 });
const night = fc.record({
  rf: fc.double({ min: 0, max: 100, noNaN: true }).map(Math.fround), netCents: fc.integer({ min: -50_000, max: 400_000 }), rank: maybe(fc.integer({ min: 1, max: 50 })), vital: fc.boolean(), segment: fc.constantFrom("A" as const, "B" as const, "C" as const, "D" as const),
  alive: maybe(fc.double({ min: 0, max: 1, noNaN: true }).map(Math.fround)), nextYear: maybe(fc.double({ min: 0, max: 9, noNaN: true }).map(Math.fround)), valueCents: maybe(fc.integer({ min: 0, max: 90_000 })), lossCents: maybe(fc.integer({ min: 0, max: 90_000 })),
});
const known = fc.record({
  standing: fc.record({ decayed: fc.option(fc.record({ day: fc.integer({ min: today - 400, max: today }), f: amount, m: amount.map((one) => one * 500), v: amount, e: amount, p: amount, b: amount }), { nil: undefined, freq: 5 }), lastAt: maybe(ago) }),
  tier: fc.integer({ min: 0, max: 3 }), stage: fc.integer({ min: 0, max: 5 }), language: fc.constantFrom("en", "fr"), joinedAt: ago, lastAt: maybe(ago), orders: fc.integer({ min: 0, max: 9 }), lastOrderAt: maybe(ago), spentCents: fc.integer({ min: 0, max: 100_000 }), night: maybe(night),
  did: fc.uniqueArray(fc.record({ kind: fc.constantFrom(...kinds), day: fc.integer({ min: today - 100, max: today }), count: fc.integer({ min: 0, max: 5 }) }), { maxLength: 8, selector: (one) => `${one.kind} ${one.day}` }),
  bought: fc.array(fc.record({ code: fc.constantFrom(...codes), at: ago }), { maxLength: 4 }), wrote: fc.array(fc.record({ topic: fc.integer({ min: 0, max: 5 }), at: ago }), { maxLength: 3 }),
  since: maybe(fc.integer({ min: today - 60, max: today })), past: fc.tuple(maybe(fc.constantFrom("A" as const, "B" as const, "C" as const, "D" as const)), maybe(fc.constantFrom("A" as const, "B" as const, "C" as const, "D" as const))),
  told: fc.uniqueArray(fc.record({ day: fc.integer({ min: today - 200, max: today + 2 }), amount: fc.integer({ min: 1, max: 8 }) }), { maxLength: 3, selector: (one) => one.day }), badges: fc.subarray(badges), selections: fc.subarray(picked),
});
type Past = readonly [Letter | null, Letter | null];
type Drawn = Omit<Known, "wrote"> & { since: number | null; past: Past; told: { day: number; amount: number }[]; wrote: { topic: number; at: Date }[] };

const letters = fc.subarray(["A", "B", "C", "D"] as const, { minLength: 1 }).map((list) => [...list]);
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ field: fc.constant("ids" as const), op: fc.constant("in" as const), value: fc.subarray([...named], { minLength: 1, maxLength: 50 }) }),
  { weight: 2, arbitrary: fc.record({ field: fc.constant("moved" as const), op: fc.constant("since" as const), value: fc.integer({ min: today - 50, max: today }).map(dateOf), from: letters, to: letters }) },
  fc.record({ field: fc.constant("indicator" as const), name: fc.constantFrom("calls", "nobody-knows"), op: fc.constantFrom(...comparisons), value: fc.integer({ min: 0, max: 9 }) }),
  { weight: 5, arbitrary: fc.record({ field: fc.constantFrom(...figures), op: fc.constantFrom(...comparisons), value: fc.oneof(fc.integer({ min: -5, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 200_000 })) }) },
  fc.record({ field: fc.constant("segment" as const), op: fc.constant("in" as const), value: fc.subarray(["A", "B", "C", "D"] as const, { minLength: 1 }).map((list) => [...list]) }),
  fc.record({ field: fc.constant("language" as const), op: fc.constant("in" as const), value: fc.subarray(["en", "fr"], { minLength: 1 }) }),
  fc.record({ field: fc.constant("joinMonth" as const), op: fc.constant("in" as const), value: fc.subarray(["2026-03", "2025-12", "2025-06", "2024-11"], { minLength: 1 }) }),
  fc.record({ field: fc.constant("badge" as const), op: fc.constant("in" as const), value: fc.subarray(badges, { minLength: 1 }) }),
  fc.record({ field: fc.constant("selection" as const), op: fc.constant("in" as const), value: fc.subarray(picked, { minLength: 1 }) }),
  fc.record({ field: fc.constant("vital" as const), op: fc.constant("is" as const), value: fc.boolean() }),
  fc.record({ field: fc.constantFrom("lastOrder" as const, "lastActive" as const, "joined" as const), op: fc.constantFrom("within" as const, "before" as const), value: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ field: fc.constant("bought" as const), op: fc.constant("in" as const), value: fc.subarray(codes, { minLength: 1 }), days: maybe(fc.integer({ min: 1, max: 700 })) }),
  fc.record({ field: fc.constant("did" as const), kind: fc.constantFrom(...kinds), op: fc.constantFrom("gte" as const, "lt" as const), value: fc.integer({ min: 1, max: 6 }), days: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ field: fc.constant("category" as const), op: fc.constant("in" as const), value: fc.subarray([0, 1], { minLength: 1 }), days: maybe(fc.integer({ min: 1, max: 700 })) }),
  fc.record({ field: fc.constant("tag" as const), op: fc.constant("in" as const), value: fc.subarray([0, 1], { minLength: 1 }), days: maybe(fc.integer({ min: 1, max: 700 })) }),
);
const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf as fc.Arbitrary<Rule>, fc.record({ all: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }) }), fc.record({ any: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }) }), fc.record({ not: tie("rule") })),
})).rule;

let model: Model;
let people: Map<string, Known>;
let rooms: { categories: number[]; tags: number[] };
const each = async <T>(rows: readonly T[], sql: string, values: (row: T) => unknown[]): Promise<void> => { for (const row of rows) await db().query(sql, values(row)); };

async function plant(id: string, one: Drawn): Promise<void> {
  const { standing: { decayed, lastAt }, night: now } = one;
  await db().query("INSERT INTO account (id, name, handle, tier, locale, created_at) VALUES ($1, 'Ada Finch', $2, $3, $4, $5)", [id, `p.${id.slice(-12)}`, one.tier, one.language, one.joinedAt]);
  await db().query(`UPDATE customer_fact SET last_at = $2, orders = $3, last_order_at = $4, spent_cents = $5, rf = $6, net_cents = $7, rank = $8, vital = $9, segment = $10::"char", alive = $11, next_year = $12, value_cents = $13, loss_cents = $14, stage = $15, segment_since = $16 WHERE customer_id = $1`,
    [id, one.lastAt, one.orders, one.lastOrderAt, one.spentCents, now?.rf ?? null, now?.netCents ?? null, now?.rank ?? null, now?.vital ?? false, now?.segment ?? null, now?.alive ?? null, now?.nextYear ?? null, now?.valueCents ?? null, now?.lossCents ?? null, one.stage, one.since === null ? null : dateOf(one.since)]);
  if (decayed || lastAt) {
    const held = decayed ?? { day: 0, f: 0, m: 0, v: 0, e: 0, p: 0, b: 0 };
    await db().query("INSERT INTO relationship (customer_id, day, f, m, v, e, p, b, last_at) VALUES ($1, '1970-01-01'::date + $2::int, $3, $4, $5, $6, $7, $8, $9)", [id, held.day, held.f, held.m, held.v, held.e, held.p, held.b, lastAt]);
  }
  await each(one.did, "INSERT INTO interaction_day (customer_id, kind, day, count) VALUES ($1, $2, '1970-01-01'::date + $3::int, $4)", (row) => [id, row.kind, row.day, row.count]);
  await each(one.told, "INSERT INTO interaction_day (customer_id, kind, day, count, value) VALUES ($1, $2, '1970-01-01'::date + $3::int, 1, $4)", (row) => [id, `indicator.${indicator.name}`, row.day, 1000 * row.amount]);
  for (const line of one.bought) {
    const purchase = newId();
    await db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents, lines) VALUES ($1::uuid, 'test', $1::uuid::text, $2, $3, 100, $4)", [purchase, id, line.at, JSON.stringify([{ code: line.code, name: line.code, quantity: 1 }])]);
  }
  await each(one.wrote, "INSERT INTO post (topic_id, number, author_id, source, html, created_at) VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM post WHERE topic_id = $1), $2, 'x', 'x', $3)", (row) => [topics[row.topic % topics.length]?.id, id, row.at]);
  await each(one.badges, "INSERT INTO badge (account_id, badge) VALUES ($1, $2)", (badge) => [id, badge]);
  await each(one.selections, "INSERT INTO customer_selected (selection_id, customer_id) VALUES ($1, $2)", (selection) => [selection, id]);
}

const idOf = async (sql: string, values: unknown[]): Promise<number> => (await db().query<{ id: number }>(sql, values))[0]?.id ?? 0;

beforeAll(async () => {
  model = { ...(await readModel(db())), indicators: [indicator] };
  const author = newId();
  await db().query("INSERT INTO account (id, name, handle, role) VALUES ($1, 'Desk', 'desk.person', 'admin')", [author]);
  const categories = [await idOf("INSERT INTO category (slug, name) VALUES ('one', 'One') RETURNING id", []), await idOf("INSERT INTO category (slug, name) VALUES ('two', 'Two') RETURNING id", [])];
  const tags = [await idOf("INSERT INTO tag (slug, name) VALUES ('red', 'red') RETURNING id", []), await idOf("INSERT INTO tag (slug, name) VALUES ('blue', 'blue') RETURNING id", [])];
  rooms = { categories, tags };
  for (const [place, own] of [[0, [0]], [0, [1]], [1, [0, 1]], [1, []]] as const) {
    const id = await idOf("INSERT INTO topic (category_id, author_id, title, slug) VALUES ($1, $2, 'Something', 'something') RETURNING id", [categories[place], author]);
    for (const tag of own) await db().query("INSERT INTO topic_tag (topic_id, tag_id) VALUES ($1, $2)", [id, tags[tag]]);
    topics = [...topics, { id, categoryId: categories[place] ?? 0, tagIds: own.map((tag) => tags[tag] ?? 0) }];
  }
  for (const id of picked) await db().query("INSERT INTO customer_selection (id, count) VALUES ($1, 0)", [id]);
  const drawn = fc.sample(known, { numRuns: 60, seed: 7 }) as Drawn[];
  people = new Map();
  for (const [place, one] of drawn.entries()) {
    const id = named[place] ?? newId();
    await plant(id, one);
    const segmentOn = (day: string): Letter | null => { const at = nights.findLastIndex((each) => dateOf(each) <= day); return at < 0 ? null : (one.past[at] ?? null); };
    people.set(id, { ...one, id, segmentSince: one.since === null ? null : dateOf(one.since), segmentOn, standing: { ...one.standing, told: one.told.map((told) => ({ name: indicator.name, ...told })) }, wrote: one.wrote.map((row) => ({ ...(topics[row.topic % topics.length] as (typeof topics)[number]), at: row.at })) });
  }
  for (const [place, day] of nights.entries()) {
    await db().query("INSERT INTO portfolio_day (day, summary) VALUES ($1, '{}')", [dateOf(day)]);
    const stood = named.flatMap((id, at) => { const segment = drawn[at]?.past[place]; return segment ? [{ customerId: id, rf: 1, netCents: 1, vital: false, wider: false, segment, tier: 0 }] : []; }).sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
    // Small blocks, so that most are not in the first.
    await transact(async (tx) => { for (let at = 0; at < stood.length; at += 7) await writeBlock(tx, day, stood.slice(at, at + 7)); });
  }
}, 30_000);

// Rules name rooms and tags by their place here; the database has numbers of its own.
function placed(one: Rule): Rule {
  if ("all" in one) return { all: one.all.map(placed) };
  if ("any" in one) return { any: one.any.map(placed) };
  if ("not" in one) return { not: placed(one.not) };
  if (one.field === "category") return { ...one, value: one.value.map((place) => rooms.categories[place] ?? 0) };
  return one.field === "tag" ? { ...one, value: one.value.map((place) => rooms.tags[place] ?? 0) } : one;
}

describe("a rule", () => {
  it("finds in SQL exactly whom it holds for, for any rule, for sets and for each", async () => {
    let [some, none, all] = [0, 0, 0];
    await fc.assert(fc.asyncProperty(rule, async (drawn) => {
      const one = placed(drawn);
      const asked = { model, at, totalCents };
      const wanted = [...people].filter(([, person]) => holds(one, person, asked)).map(([id]) => id).sort();
      for (const manner of ["sets", "each"] as const) {
        const { sql, values, from } = compileRule(one, asked, { manner });
        const rows = await db().query<{ id: string; held: boolean | null }>(`SELECT c.customer_id AS id, ${sql} AS held FROM ${from}`, values);
        expect(rows.every((row) => row.held !== null)).toBe(true);
        expect(rows.filter((row) => row.held).map((row) => row.id).sort()).toEqual(wanted);
      }
      if (wanted.length === 0) none += 1;
      else if (wanted.length === people.size) all += 1;
      else some += 1;
    }), { numRuns: 250, seed: 11 });
    // Rules that tell nobody apart would show nothing.
    expect(some).toBeGreaterThan(100);
    expect(none + all).toBeGreaterThan(10);
  }, 30_000);

  it("never puts what it was given into the text of a statement", () => {
    fc.assert(fc.property(fc.string({ minLength: 5 }), (word) => {
      const compiled = compileRule({ all: [{ field: "bought", op: "in", value: [word], days: null }, { field: "did", kind: word, op: "gte", value: 1, days: 3 }] }, { model, at, totalCents });
      expect(compiled.sql.includes(word)).toBe(false);
      expect(JSON.stringify(compiled.values)).toContain(JSON.stringify(word));
    }));
  });

  it("is read strictly: any rule comes back as it was, and nothing too deep, too large or unknown passes", () => {
    const depth = (one: Rule): number => ("all" in one ? 1 + Math.max(...one.all.map(depth)) : "any" in one ? 1 + Math.max(...one.any.map(depth)) : "not" in one ? 1 + depth(one.not) : 0);
    fc.assert(fc.property(rule.map(placed), (one) => { if (depth(one) <= limits.depth) expect(ruleIn(JSON.stringify(one))).toEqual(one); }));
    const deep = (left: number): unknown => (left === 0 ? { field: "tier", op: "gte", value: 1 } : { not: deep(left - 1) });
    expect(ruleOf(deep(limits.depth))).toBeDefined();
    expect(ruleOf(deep(limits.depth + 1))).toBeUndefined();
    expect(ruleOf({ all: Array.from({ length: limits.leaves + 1 }, () => ({ field: "tier", op: "gte", value: 1 })) })).toBeUndefined();
    for (const wrong of [null, [], "x", { all: [] }, { any: "x" }, { field: "email", op: "eq", value: "a" }, { field: "rf", op: "gte", value: "1; DROP TABLE account" }, { field: "rf", op: "gte", value: 1, more: 1 }, { not: { all: [{}] } }, { field: "did", kind: "visit", op: "gte", value: 1.5, days: 3 }]) expect(ruleOf(wrong)).toBeUndefined();
  });
});

