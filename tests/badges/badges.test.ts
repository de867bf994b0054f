import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { criteria, earned } from "#lib/badges/criteria.ts";
import { relayBadges } from "#lib/badges/effects.ts";
import { erasePerson, mergePerson } from "#lib/badges/erasure.ts";
import { listBadges } from "#lib/badges/queries.ts";
import { rebuildBadges } from "#lib/badges/rebuild.ts";
import { type Interaction, record, reverse } from "#lib/ledger/record.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { answer, category, door, person, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const relayed = (batch?: number): Promise<void> => caughtUp({ badges: () => relayBadges(batch) });
const keys = async (id: string): Promise<string[]> => (await listBadges(id)).map((badge) => badge.key);
const act = (customerId: string, kind: string, source: Interaction["source"] = "web"): Interaction => ({ customerId, kind, occurredAt: new Date(), subject: { type: "test", id: "1" }, source, key: randomUUID() });
const write = (acts: readonly Interaction[]): Promise<void> => transact(async (tx) => { for (const one of acts) await record(tx, one); });
const told = async (id: string): Promise<number> => (await db().query<{ count: number }>("SELECT count(*) FROM interaction WHERE customer_id = $1 AND kind = 'badge.earned'", [id]))[0]?.count ?? 0;
const snapshot = (): Promise<unknown[]> => db().query(`SELECT (SELECT json_agg(b ORDER BY account_id, badge) FROM (SELECT account_id, badge FROM badge) b) AS badges, (SELECT json_agg(t ORDER BY account_id) FROM badge_tally t WHERE topics + replies + answers + likes + reviews + helpful <> 0) AS tallies,
  (SELECT json_agg(json_build_array(id, contributions) ORDER BY id) FROM account WHERE contributions <> 0) AS contributions`);

describe("badges", () => {
  it("are given at exactly the published number, taken back with their ground, and told once", async () => {
    const one = await person();
    const likes = Array.from({ length: 50 }, () => act(one.id, "reaction.received"));
    await write(likes.slice(1));
    await relayed();
    expect(await keys(one.id)).toEqual([]);
    await write(likes.slice(0, 1));
    await relayed();
    expect([await keys(one.id), await told(one.id)]).toEqual([["well-liked"], 1]);
    await transact((tx) => reverse(tx, "web", likes[0]?.key ?? ""));
    await relayed();
    expect(await keys(one.id)).toEqual([]);
    await write([act(one.id, "reaction.received")]);
    await relayed();
    expect([await keys(one.id), await told(one.id)]).toEqual([["well-liked"], 1]);
  });

  it("of a first answer and a year come from what people do, and imports earn quietly", async () => {
    const [asks, helps, old] = await Promise.all([person(), person(), person()]);
    const { slug } = await category();
    const opened = await topic(asks, slug, { kind: "question" });
    const said = await answer(helps, opened.id);
    await door(`/api/topics/${opened.id}/accepted`, { as: asks, body: { postId: said.id } });
    await db().query("UPDATE account SET created_at = now() - interval '366 days' WHERE id = $1", [old.id]);
    await write([act(old.id, "visit", "import")]);
    await relayed();
    expect([await keys(helps.id), await keys(old.id), await told(old.id)]).toEqual([["first-answer"], ["a-year"], 0]);
    await door(`/api/topics/${opened.id}/accepted`, { as: asks, body: { postId: null } });
    await relayed();
    expect(await keys(helps.id)).toEqual([]);
  });

  it("that are counted as it happens are those that are counted from the ledger", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => person()));
    const step = fc.record({ who: fc.nat(3), kind: fc.constantFrom("topic.created", "post.created", "answer.accepted", "reaction.received", "review.published", "review.helpful", "visit"), times: fc.integer({ min: 1, max: 12 }), undo: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 10 }), fc.integer({ min: 1, max: 30 }), async (script, batch) => {
      for (const { who, kind, times, undo } of script) {
        const acts = Array.from({ length: times }, () => act(people[who]?.id ?? "", kind));
        await write(acts);
        if (undo) await transact(async (tx) => { for (const one of acts.slice(0, Math.ceil(times / 2))) await reverse(tx, "web", one.key); });
      }
      await relayed(batch);
      const before = await snapshot();
      expect(await rebuildBadges()).toMatchObject({ given: 0, taken: 0 });
      expect(await snapshot()).toEqual(before);
    }), { numRuns: 8 });
  });

  it("go with who is erased, and two who become one are counted together", async () => {
    const [one, other] = await Promise.all([person(), person()]);
    await write([...Array.from({ length: 6 }, () => act(one.id, "answer.accepted")), ...Array.from({ length: 4 }, () => act(other.id, "answer.accepted"))]);
    await relayed();
    await transact((tx) => mergePerson(tx, { from: one.id, into: other.id }));
    expect([await keys(one.id), await keys(other.id)]).toEqual([[], ["first-answer", "ten-answers"]]);
    await transact((tx) => erasePerson(tx, other.id));
    expect(await keys(other.id)).toEqual([]);
  });

  it("follow the table and nothing else", () => {
    const none = { topics: 0, replies: 0, answers: 0, likes: 0, reviews: 0, helpful: 0, question: 0, ideas: 0, days: 0 };
    for (const { key, measure, least } of criteria) {
      expect(earned({ ...none, [measure]: least })).toContain(key);
      expect(earned({ ...none, [measure]: least - 1 })).not.toContain(key);
    }
  });
});
