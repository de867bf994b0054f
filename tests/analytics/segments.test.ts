import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import { countRule, underRule } from "#lib/analytics/segments/count.ts";
import type { Counted, Rule, SegmentView } from "#lib/analytics/segments/types.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

let marketer: Somebody;
let customers: Somebody[];
const high: Rule = { field: "tier", op: "gte", value: 2 };
const save = async (rule: Rule, name = "High tiers", clientId = newId()) => door("/api/studio/segments", { as: marketer, body: { name, description: "", rule, clientId } });
const read = async (id: string): Promise<SegmentView> => (await door(`/api/studio/segments/${id}`, { as: marketer })).body as SegmentView;

beforeAll(async () => {
  marketer = await person({ role: "marketer", name: "Mara Studio" });
  customers = [];
  for (let at = 0; at < 24; at += 1) customers.push(await person({ tier: at % 4, name: `Somebody ${at}` }));
});

describe("a segment", () => {
  it("is saved once, changed by version, brought back to an earlier one, and says what uses it", async () => {
    const clientId = newId();
    const first = (await save(high, "High tiers", clientId)).body as { id: string };
    expect((await save(high, "High tiers", clientId)).body).toEqual({ id: first.id, version: 1 });
    const change = (version: number, rule: Rule) => door(`/api/studio/segments/${first.id}`, { as: marketer, method: "PUT", body: { name: "Highest tier", description: "Circle alone", rule, version } });
    expect((await change(1, { field: "tier", op: "eq", value: 3 })).body).toEqual({ id: first.id, version: 2 });
    expect((await change(1, high)).status).toBe(409);
    const back = await door(`/api/studio/segments/${first.id}/versions/1`, { as: marketer, body: { version: 2 } });
    expect(back.body).toEqual({ id: first.id, version: 3 });
    const view = await read(first.id);
    expect([view.name, view.rule]).toEqual(["High tiers", high]);
    expect(view.versions.map((one) => [one.version, one.backTo, one.by])).toEqual([[3, 1, "Mara Studio"], [2, null, "Mara Studio"], [1, null, "Mara Studio"]]);

    const made = (await save({ all: [{ field: "saved", op: "in", value: [first.id] }, { not: { field: "tier", op: "eq", value: 3 } }] }, "High, not highest")).body as { id: string };
    expect((await read(first.id)).usedBy).toEqual([{ kind: "segment", id: made.id, name: "High, not highest" }]);
    const archive = (id: string, archived: boolean) => door(`/api/studio/segments/${id}/archived`, { as: marketer, method: "PUT", body: { archived } });
    expect((await archive(first.id, true)).status).toBe(409);
    // A rule that leads back to itself is refused.
    expect((await change(3, { field: "saved", op: "in", value: [made.id] })).status).toBe(422);
    const members = (await door(`/api/studio/segments/${made.id}/members?sort=name&dir=asc`, { as: marketer })).body as { customers: { tier: number }[]; total: unknown };
    expect(members.customers.map((row) => row.tier)).toEqual(Array.from({ length: 6 }, () => 2));
    expect((await archive(made.id, true)).status).toBe(200);
    const list = async (more = "") => ((await door(`/api/studio/segments${more}`, { as: marketer })).body as { segments: { id: string }[] }).segments.map((one) => one.id);
    expect([await list(), await list("?archived=1")]).toEqual([[first.id], [made.id]]);
    expect((await archive(made.id, false)).status).toBe(200);
  });

  it("counts who it holds for right now, with some of them", async () => {
    const count = async (rule: unknown) => door("/api/studio/segments/count", { as: marketer, body: { rule } });
    const { body } = await count({ any: [{ field: "tier", op: "eq", value: 1 }, { field: "tier", op: "eq", value: 3 }] });
    expect(body).toMatchObject({ count: 12, exact: true });
    expect((body as Counted).sample.length).toBe(8);
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [customers[1]?.id]);
    expect(((await count({ field: "tier", op: "eq", value: 1 })).body as Counted).count).toBe(5);
    expect((await count({ field: "saved", op: "in", value: [newId()] })).status).toBe(422);
  });

  it("gives up in time, and then says that its count is about so many", async () => {
    expect(await underRule({ field: "tier", op: "gte", value: 0 }, ({ values }) => ({ sql: "SELECT pg_sleep(2)", values: values.slice(0, 0) }), { milliseconds: 50 })).toBeUndefined();
    expect((await countRule(high)).exact).toBe(true);
  });

  it("takes customers picked by hand, and leaves out who is none", async () => {
    const { body } = await door("/api/studio/selections", { as: marketer, body: { name: "Lasso", ids: [customers[2]?.id, customers[3]?.id, marketer.id, newId()] } });
    expect(body).toMatchObject({ count: 2 });
    const made = (await save({ field: "selection", op: "in", value: [(body as { id: string }).id] }, "Picked")).body as { id: string };
    expect((await door(`/api/studio/segments/${made.id}/count`, { as: marketer })).body).toMatchObject({ count: 2, exact: true });
    expect((await read(made.id)).counted).toBe(2);
    const { text } = await door(`/api/studio/segments/${made.id}/members.csv?columns=name`, { as: marketer });
    expect(text.trimEnd().split("\r\n").length).toBe(3);
  });
});
