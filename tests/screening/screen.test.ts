import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { counter, db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";

beforeEach(() => { resetLimits(); forgetRules(); });
const rule = (word: string, action = "hold", scope = "newcomers"): Promise<unknown> => db().query("INSERT INTO filter (kind, value, action, scope) VALUES ('word', $1, $2, $3)", [word, action, scope]);
const send = (as: Somebody, topicId: number, said: { body: string; clientId: string }) => door(`/api/topics/${topicId}/replies`, { as, body: said });
const write = (as: Somebody, topicId: number, body: string) => send(as, topicId, { body, clientId: randomUUID() });

describe("screening at the doors", () => {
  it("a newcomer's first link waits, once however often it is sent, and nothing of it is written", async () => {
    const { slug } = await category();
    const opened = await topic(await person({ role: "admin" }), slug);
    const newcomer = await person({ newcomer: true });
    const clientId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 3 }, () => send(newcomer, opened.id, { body: "Mine is at https://shop.example/kettle", clientId })));
    expect(answers.map((one) => one.status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    const [row] = await db().query("SELECT (SELECT count(*) FROM post WHERE author_id = $1) AS posts, (SELECT count(*) FROM held WHERE author_id = $1) AS held, (SELECT count(*) FROM queue_item WHERE author_id = $1 AND kind = 'first') AS items, (SELECT count(*) FROM interaction WHERE customer_id = $1 AND kind <> 'visit') AS facts", [newcomer.id]);
    expect(row).toEqual({ posts: 0, held: 1, items: 1, facts: 0 });
    resetLimits();
    expect((await write(newcomer, opened.id, "No link this time.")).status).toBe(201);
  });

  it("words hold or refuse; who has a tier meets only the rules for everyone; staff meet none", async () => {
    await rule("cheap follow*");
    await rule("forbiddenword", "refuse", "everyone");
    forgetRules();
    const { slug } = await category();
    const opened = await topic(await person({ role: "admin" }), slug);
    const statuses = async (as: Somebody): Promise<number[]> => [(await write(as, opened.id, "Get cheap followers here")).status, (await write(as, opened.id, "A forbiddenword")).status];
    expect([await statuses(await person()), await statuses(await person({ tier: 1 })), await statuses(await person({ role: "moderator" }))]).toEqual([[202, 403], [201, 403], [201, 201]]);
    const [counts] = await db().query("SELECT (SELECT open FROM queue_count WHERE kind = 'held') AS kept, (SELECT count(*) FROM queue_item WHERE kind = 'held' AND state = 'open') AS counted");
    expect(counts).toEqual({ kept: 1, counted: 1 });
  });

  it("the same long text twice waits, from whomever it comes, and an edit is screened like a post", async () => {
    await rule("spamword");
    forgetRules();
    const { slug } = await category();
    const [one, other] = [await person(), await person()];
    const opened = await topic(await person({ role: "admin" }), slug);
    const text = `The best offer of the year, only today, only here, order before midnight. ${"Really. ".repeat(5)}`;
    expect((await write(one, opened.id, text)).status).toBe(201);
    expect((await write(other, opened.id, text.toUpperCase())).status).toBe(202);
    const mine = await answer(await person(), opened.id);
    const [author] = await db().query<{ id: string }>("SELECT author_id AS id FROM post WHERE id = $1", [mine.id]);
    const writer = await person();
    await db().query("UPDATE post SET author_id = $2 WHERE id = $1 AND author_id = $3", [mine.id, writer.id, author?.id]);
    const edit = () => door(`/api/posts/${mine.id}`, { as: writer, method: "PATCH", body: { body: "Now with a spamword.", version: 1 } });
    expect([(await edit()).status, (await edit()).status]).toEqual([202, 202]);
    const [kept] = await db().query("SELECT (SELECT source FROM post WHERE id = $1) AS source, (SELECT count(*) FROM held WHERE author_id = $2) AS held", [mine.id, writer.id]);
    expect(kept).toEqual({ source: "Vinegar, and patience.", held: 1 });
  });

});

describe("what it costs, and what is reported", () => {
  it("asks one statement of a text that goes through, two of one that is held", async () => {
    const { slug } = await category();
    const opened = await topic(await person({ role: "admin" }), slug);
    const cost = async (as: Somebody, body: string): Promise<number> => {
      const before = counter.count;
      await write(as, opened.id, body);
      return counter.count - before;
    };
    await cost(await person(), "A first one, for the caches.");
    const staff = await cost(await person({ role: "moderator" }), "By staff.");
    expect(await cost(await person(), "By a member.")).toBe(staff + 1);
    const newcomer = await person({ newcomer: true });
    expect(await cost(newcomer, "Look at https://shop.example/")).toBeLessThanOrEqual(staff);
  });

  it("a report is kept once, weighs by who reports, and what was ruled is not opened again", async () => {
    const { slug } = await category();
    const author = await person();
    const opened = await topic(author, slug);
    const [one, other] = [await person(), await person()];
    const body = { subjectType: "post", subjectId: String(opened.postId), reason: "rude", note: "Look at the tone." };
    for (const as of [one, one, other]) expect((await door("/api/flags", { as, body })).status).toBe(200);
    const item = () => db().query("SELECT flags, state, weight::float8 AS weight FROM queue_item WHERE subject_type = 'post' AND subject_id = $1 ORDER BY id", [String(opened.postId)]);
    expect(await item()).toEqual([{ flags: 2, state: "open", weight: 2 }]);
    await db().query("UPDATE flag SET state = 'dismissed', resolved_at = now() WHERE subject_id = $1", [String(opened.postId)]);
    await db().query("UPDATE queue_item SET state = 'decided' WHERE subject_id = $1", [String(opened.postId)]);
    const third = await person();
    await door("/api/flags", { as: third, body });
    expect(await item()).toHaveLength(1);
    await door("/api/flags", { as: third, body: { ...body, reason: "spam" } });
    expect(await item()).toHaveLength(2);
  });
});
