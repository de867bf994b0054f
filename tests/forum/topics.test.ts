import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import { readTopic } from "#lib/forum/queries.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { readFactor } from "#lib/relationship/queries.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { caughtUp } from "#tests/world/ledger.ts";
import { answer, category, door, person, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const relay = (): Promise<void> => caughtUp({ relationship: relayRelationship });
async function statements<T>(work: () => Promise<T>): Promise<number> {
  const before = counter.count;
  await work();
  return counter.count - before;
}

describe("writing", () => {
  it("twice with one client id is writing once, even at the same time", async () => {
    const one = await person({ role: "moderator" });
    const { slug } = await category();
    const opened = await topic(one, slug);
    const clientId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => door(`/api/topics/${opened.id}/replies`, { as: one, body: { body: "Once, please.", clientId } })));
    expect(new Set(answers.map((each) => each.text)).size).toBe(1);
    const [row] = await db().query<{ posts: number; facts: number }>("SELECT (SELECT count(*) FROM post WHERE topic_id = $1) AS posts, (SELECT count(*) FROM interaction WHERE customer_id = $2 AND kind = 'post.created') AS facts", [opened.id, one.id]);
    expect(row).toEqual({ posts: 2, facts: 1 });
  });

  it("numbers posts without gaps when many answer at once", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => person()));
    const { slug } = await category();
    const opened = await topic(people[0] as never, slug);
    await Promise.all(people.map((one) => answer(one, opened.id)));
    const rows = await db().query<{ number: number }>("SELECT number FROM post WHERE topic_id = $1 ORDER BY number", [opened.id]);
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("moves the writer's factor, and removing takes exactly that back, and restoring gives it again", async () => {
    const one = await person();
    const other = await person();
    const { slug } = await category();
    const opened = await topic(other, slug);
    await relay();
    const start = await readFactor(one.id);
    const made = await answer(one, opened.id);
    await relay();
    const raised = await readFactor(one.id);
    expect(raised).toBeGreaterThan(start);
    await door(`/api/posts/${made.id}`, { as: one, method: "DELETE" });
    await relay();
    expect(await readFactor(one.id)).toBeCloseTo(start, 9);
    await door(`/api/posts/${made.id}/restore`, { as: one, method: "POST" });
    await relay();
    expect(await readFactor(one.id)).toBeCloseTo(raised, 2);
  });

});

describe("what is given and taken back", () => {
  it("a like given, taken back and given again counts once, for both", async () => {
    const [author, reader] = [await person(), await person()];
    const { slug } = await category();
    const { postId } = await topic(author, slug);
    for (const method of ["PUT", "PUT", "DELETE", "DELETE", "PUT"]) expect((await door(`/api/posts/${postId}/reaction`, { as: reader, method })).status).toBe(200);
    const kinds = await db().query("SELECT kind, sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS count FROM interaction WHERE kind LIKE 'reaction.%' AND customer_id = ANY($1::uuid[]) GROUP BY 1 ORDER BY 1", [[author.id, reader.id]]);
    expect(kinds).toEqual([{ kind: "reaction.given", count: 1 }, { kind: "reaction.received", count: 1 }]);
    const [post] = await db().query<{ score: number }>("SELECT score FROM post WHERE id = $1", [postId]);
    expect(post?.score).toBe(1);
  });

  it("an accepted answer moves to another, and what the first gave goes with it", async () => {
    const [asker, first, second] = [await person(), await person(), await person()];
    const { slug } = await category();
    const opened = await topic(asker, slug, { kind: "question" });
    const [a, b] = [await answer(first, opened.id), await answer(second, opened.id)];
    for (const postId of [a.id, b.id]) expect((await door(`/api/topics/${opened.id}/accepted`, { as: asker, body: { postId } })).status).toBe(200);
    const rows = await db().query("SELECT customer_id = $1 AS first, sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS count FROM interaction WHERE kind = 'answer.accepted' AND customer_id = ANY($2::uuid[]) GROUP BY 1 ORDER BY 1", [first.id, [first.id, second.id]]);
    expect(rows).toEqual([{ first: false, count: 1 }, { first: true, count: 0 }]);
  });

  it("an edit keeps what stood there before, and is refused when someone was faster", async () => {
    const one = await person();
    const { slug } = await category();
    const { postId } = await topic(one, slug, { body: "First." });
    expect((await door(`/api/posts/${postId}`, { as: one, method: "PATCH", body: { body: "Second.", version: 1 } })).body).toMatchObject({ version: 2, html: "<p>Second.</p>\n" });
    expect((await door(`/api/posts/${postId}`, { as: one, method: "PATCH", body: { body: "Third.", version: 1 } })).status).toBe(409);
    expect((await door(`/api/posts/${postId}/versions`, { as: one })).body).toMatchObject({ versions: [{ version: 1, source: "First." }] });
  });

  it("is limited: ten posts a minute, three in ten minutes for newcomers, none for staff", async () => {
    const { slug } = await category();
    const old = await person();
    const opened = await topic(old, slug);
    const tries = async (as: { cookie: string }): Promise<number> => {
      for (let at = 1; at <= 15; at += 1) if ((await door(`/api/topics/${opened.id}/replies`, { as, body: { body: "Again.", clientId: randomUUID() } })).status === 429) return at - 1;
      return 15;
    };
    expect([await tries(old), await tries(await person({ newcomer: true })), await tries(await person({ role: "moderator" }))]).toEqual([10, 3, 15]);
  });

  it("keeps the newer of two devices' drafts, and sending throws the draft away", async () => {
    const one = await person();
    const { slug } = await category();
    const opened = await topic(one, slug);
    const path = `/api/me/drafts/reply:${opened.id}`;
    expect((await door(path, { as: one, method: "PUT", body: { body: "on the phone", version: 0 } })).body).toEqual({ version: 1 });
    expect((await door(path, { as: one, method: "PUT", body: { body: "on the laptop", version: 0 } })).status).toBe(409);
    expect((await door(path, { as: one })).body).toMatchObject({ draft: { body: "on the phone" } });
    await answer(one, opened.id);
    expect((await door(path, { as: one })).body).toEqual({ draft: null });
  });
});

describe("reading", () => {
  it("pages by post number, and every post is on the page its number says", async () => {
    const one = await person();
    const { slug } = await category();
    const opened = await topic(one, slug);
    for (let at = 0; at < 44; at += 1) await answer(one, opened.id);
    for (const [from, first, previous, next] of [[1, 1, null, 21], [25, 21, 1, 41], [45, 41, 21, null], [999, 41, 21, null]] as const) {
      const page = await readTopic(visitor, opened.id, { from });
      if (refused(page)) throw new Error(page.detail);
      expect([page.posts[0]?.number, page.previous, page.next]).toEqual([first, previous, next]);
    }
  });

  it("lists each topic once over all pages, in every order, while others are written", async () => {
    const one = await person();
    const { slug } = await category();
    for (let at = 0; at < 45; at += 1) await topic(one, slug, { title: `Topic number ${at} of many` });
    for (const sort of ["latest", "top", "unanswered"] as const) {
      const seen: number[] = [];
      let after: string | undefined;
      do {
        const list = await listTopics(visitor, { sort, categorySlug: slug, after });
        seen.push(...list.topics.map((row) => row.id));
        after = list.next ?? undefined;
        if (sort === "latest" && seen.length === 20) await topic(one, slug, { title: "Written between two pages" });
      } while (after);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(45);
    }
  });

  it("asks the database no more than it may: overlay three, reply twelve", async () => {
    const one = await person();
    const { slug } = await category();
    const opened = await topic(await person(), slug);
    expect(await statements(() => door(`/api/me/topic/${opened.id}`, { as: one }))).toBeLessThanOrEqual(3);
    expect(await statements(() => door(`/api/topics/${opened.id}/replies`, { as: one, body: { body: "Counted.", clientId: randomUUID() } }))).toBeLessThanOrEqual(12);
  });
});

it("after all of this the doctor finds nothing", async () => {
  expect((await examine()).filter((check) => !check.ok)).toEqual([]);
});
