import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { numbered } from "#lib/forum/post-moves.ts";
import { deletePost, restorePost } from "#lib/forum/posts.ts";
import { findPost, mergedInto, readTopic } from "#lib/forum/queries.ts";
import { acceptAnswer } from "#lib/forum/reactions.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { editTopic } from "#lib/forum/topic-edits.ts";
import { mergeTopics, splitTopic, unmergeTopic } from "#lib/forum/topic-moves.ts";
import { removeTopic, restoreTopic } from "#lib/forum/topic-removal.ts";
import { setTopicState, unpinDue } from "#lib/forum/topic-state.ts";
import type { TopicView } from "#lib/forum/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());

// What is kept beside what is counted afresh; each statement finds nothing when all is well.
const laws = {
  "numbers have no gaps": "SELECT topic_id FROM post GROUP BY 1 HAVING count(*) <> max(number) OR min(number) <> 1",
  "topics keep their counts": `SELECT t.id FROM topic t WHERE NOT (t.post_count, t.last_number, t.score) = (SELECT count(*) FILTER (WHERE deleted_at IS NULL)::int, max(number), sum(score)::int FROM post WHERE topic_id = t.id)`,
  "categories keep their counts": `SELECT c.id FROM category c WHERE NOT (c.topic_count, c.post_count) =
    (SELECT count(*)::int, coalesce(sum(post_count), 0)::int FROM topic WHERE category_id = c.id AND deleted_at IS NULL)`,
  "what moved left a place that knows it": `SELECT k.id FROM post k WHERE k.moved_post_id IS NOT NULL AND (k.deleted_at IS NULL OR k.source <> '' OR NOT EXISTS (SELECT 1 FROM post p WHERE p.id = k.moved_post_id AND p.topic_id <> k.topic_id))`,
  "reactions stand in the topic of their post": "SELECT 1 FROM reaction r JOIN post p ON p.id = r.post_id WHERE r.topic_id <> p.topic_id",
  "accepted answers stand in their question": "SELECT 1 FROM topic t LEFT JOIN post p ON p.id = t.accepted_post_id AND p.topic_id = t.id AND p.deleted_at IS NULL WHERE t.accepted_post_id IS NOT NULL AND p.id IS NULL",
  "each live post counts once in the ledger, and no other": `
    SELECT * FROM (SELECT a.id AS who, CASE WHEN p.number > 1 THEN 'post.created' WHEN t.kind = 'idea' THEN 'idea.submitted' ELSE 'topic.created' END AS kind,
      CASE WHEN p.number > 1 THEN p.id ELSE t.id END::text AS what FROM post p JOIN topic t ON t.id = p.topic_id AND t.deleted_at IS NULL JOIN account a ON a.id = p.author_id WHERE p.deleted_at IS NULL) e
    FULL JOIN (SELECT customer_id AS who, kind, subject_id AS what, sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END) AS times FROM interaction
      WHERE kind IN ('post.created', 'topic.created', 'idea.submitted') GROUP BY 1, 2, 3 HAVING sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END) <> 0) l USING (who, kind, what) WHERE l.times IS DISTINCT FROM 1 OR e.who IS NULL`,
};
async function broken(): Promise<string[]> {
  const found: string[] = [];
  for (const [law, sql] of Object.entries(laws)) if ((await db().query(sql)).length) found.push(law);
  return found;
}

async function thread(replies: number, kind: "discussion" | "question" = "discussion"): Promise<{ author: Somebody; slug: string; id: number; posts: number[] }> {
  const [author, other] = [await person(), await person()];
  const { slug } = await category();
  const opened = await topic(author, slug, { kind });
  const posts = [opened.postId];
  for (let at = 0; at < replies; at += 1) posts.push((await answer(other, opened.id, `Reply number ${at + 2}.`)).id);
  return { author, slug, id: opened.id, posts };
}
async function shown(id: number): Promise<TopicView> {
  const view = await readTopic(visitor, id, {});
  if (refused(view)) throw new Error(view.detail);
  return view;
}

describe("moved posts", () => {
  it("are numbered on from the last, each in the place kept for it when there is one", () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 20 }), fc.integer({ min: 20, max: 60 }), (kept, last) => {
      const posts = kept.map((has, at) => ({ number: at + 1, place: has ? at + 1 : null }));
      const numbers = numbered(posts, last);
      expect(new Set(numbers).size).toBe(numbers.length);
      const fresh = numbers.filter((_, at) => !kept[at]);
      expect(fresh).toEqual(fresh.map((_, at) => last + at + 1));
    }));
  });

  it("of a split keep their links, leave their numbers behind, and come back to them when it is undone", async () => {
    const moderator = await person({ role: "moderator" });
    const { id, posts } = await thread(5);
    const clientId = randomUUID();
    const input = { postIds: [posts[2] ?? 0, posts[4] ?? 0], title: "A talk of its own", clientId };
    const [made, again] = [await splitTopic(moderator.actor, id, input), await splitTopic(moderator.actor, id, input)];
    if (refused(made)) throw new Error(made.detail);
    expect(again).toEqual(made);
    expect(await findPost(visitor, posts[4] ?? 0)).toMatchObject({ topicId: made.id, number: 2 });
    const [source, split] = [await shown(id), await shown(made.id)];
    expect(source.posts.map((post) => [post.number, post.deleted, post.movedTo ?? null])).toEqual([[1, false, null], [2, false, null], [3, true, posts[2]], [4, false, null], [5, true, posts[4]], [6, false, null]]);
    expect([split.posts.map((post) => post.id), split.events.map((event) => event.kind), source.events.map((event) => [event.kind, event.posts])]).toEqual([[posts[2], posts[4]], ["split-from"], [["split", 2]]]);
    expect(await broken()).toEqual([]);
    expect(await mergeTopics(moderator.actor, made.id, id)).toMatchObject({ id });
    expect((await shown(id)).posts.map((post) => post.id)).toEqual(posts);
    expect([await mergedInto(made.id), await broken()]).toEqual([id, []]);
  });

  it("of a merge stand at the end, the old address leads there, and undoing it puts everything back, the accepted answer too", async () => {
    const moderator = await person({ role: "moderator" });
    const [one, other] = [await thread(2, "question"), await thread(3)];
    await acceptAnswer(one.author.actor, one.id, one.posts[1] ?? 0);
    expect(await mergeTopics(moderator.actor, one.id, other.id)).toMatchObject({ id: other.id });
    expect((await shown(other.id)).posts.map((post) => post.id)).toEqual([...other.posts, ...one.posts]);
    expect(await readTopic(visitor, one.id, {})).toMatchObject({ code: "missing" });
    await answer(one.author, other.id, "Said meanwhile.");
    expect(await unmergeTopic(moderator.actor, one.id)).toBe(true);
    const back = await shown(one.id);
    expect([back.posts.map((post) => [post.id, post.number, post.accepted]), (await shown(other.id)).lastNumber]).toEqual([[[one.posts[0], 1, false], [one.posts[1], 2, true], [one.posts[2], 3, false]], 8]);
    expect(await broken()).toEqual([]);
  });

  it("of a merge stay where they are while that topic is removed: it comes back first, with what they gave", async () => {
    const moderator = await person({ role: "moderator" });
    const [one, other] = [await thread(2), await thread(1)];
    await mergeTopics(moderator.actor, one.id, other.id);
    await removeTopic(moderator.actor, other.id);
    expect(await unmergeTopic(moderator.actor, one.id)).toMatchObject({ code: "conflict", detail: expect.stringContaining("restore that one first") });
    expect(await broken()).toEqual([]);
    expect([await restoreTopic(moderator.actor, other.id), await unmergeTopic(moderator.actor, one.id)]).toEqual([true, true]);
    expect([(await shown(one.id)).posts.map((post) => post.id), await broken()]).toEqual([one.posts, []]);
  });
});

describe("posts, and everything kept beside them,", () => {
  it("agree after any moderators' day", async () => {
    const moderator = await person({ role: "admin" });
    const rooms = [await category(), await category("members")];
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(8), fc.nat(30), fc.nat(30)), { minLength: 4, maxLength: 14 }), async (steps) => {
      const made = [await thread(3), await thread(2, "question"), await thread(0)];
      const topics = made.map((one) => one.id);
      const posts = made.flatMap((one) => one.posts);
      for (const [act, a, b] of steps) {
        const [one = 0, other = 0, post = 0] = [topics[a % topics.length], topics[b % topics.length], posts[a % posts.length]];
        if (act === 0) { const split = await splitTopic(moderator.actor, one, { postIds: [post, posts[b % posts.length] ?? 0], title: "Split off by chance", clientId: randomUUID() }); if (!refused(split)) topics.push(split.id); }
        else if (act === 1) await mergeTopics(moderator.actor, one, other);
        else if (act === 2) await unmergeTopic(moderator.actor, one);
        else if (act === 3) await removeTopic(moderator.actor, one);
        else if (act === 4) await restoreTopic(moderator.actor, one);
        else if (act === 5) await deletePost(moderator.actor, post);
        else if (act === 6) await restorePost(moderator.actor, post);
        else if (act === 7) await editTopic(moderator.actor, one, { categorySlug: rooms[b % 2]?.slug });
        else await door(`/api/topics/${one}/accepted`, { as: moderator, body: { postId: post } });
      }
      expect(await broken()).toEqual([]);
    }), { numRuns: 12 });
  });
});

describe("a topic removed as a whole", () => {
  it("takes everything back, shows nobody anything, and comes back exactly", async () => {
    const moderator = await person({ role: "moderator" });
    const { id, posts, author } = await thread(3, "question");
    await acceptAnswer(author.actor, id, posts[1] ?? 0);
    const ledger = () => db().query("SELECT customer_id, kind, subject_id, sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS times FROM interaction WHERE (subject_type = 'topic' AND subject_id = $1) OR (subject_type = 'post' AND subject_id = ANY($2)) GROUP BY 1, 2, 3 HAVING sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END) <> 0 ORDER BY 1, 2, 3", [String(id), posts.map(String)]);
    const before = await ledger();
    for (let round = 0; round < 2; round += 1) {
      expect([await removeTopic(moderator.actor, id), await removeTopic(moderator.actor, id)]).toMatchObject([true, { code: "missing" }]);
      expect([await ledger(), await broken(), (await door(`/api/posts/${posts[1]}/source`)).status]).toEqual([[], [], 404]);
      expect([await restoreTopic(moderator.actor, id), await restoreTopic(moderator.actor, id)]).toEqual([true, true]);
      expect([await ledger(), await broken()]).toEqual([before, []]);
    }
    expect((await shown(id)).events.map((event) => event.kind)).toEqual(["removed", "restored", "removed", "restored"]);
    expect((await db().query("SELECT 1 FROM staff_act WHERE actor_id = $1 AND subject_id = $2", [moderator.id, String(id)])).length).toBe(4);
  });
});

describe("the state of a topic", () => {
  it("closed takes replies of moderators only, archived changes nothing more, slow mode makes members wait; each in a sentence", async () => {
    const [moderator, one] = [await person({ role: "moderator" }), await person()];
    const { id, posts } = await thread(1);
    const reply = (as: { cookie: string }) => door(`/api/topics/${id}/replies`, { as, body: { body: "May I?", clientId: randomUUID() } });
    expect(await setTopicState(moderator.actor, id, { slowSeconds: 600 })).toBe(true);
    expect([(await reply(one)).status, (await reply(one)).body, (await reply(moderator)).status, (await reply(moderator)).status]).toMatchObject([201, { status: 429, detail: "Slow mode is on here. You can write again in 10 minutes." }, 201, 201]);
    await setTopicState(moderator.actor, id, { slowSeconds: 0, closed: true });
    expect([(await reply(one)).body, (await reply(moderator)).status]).toMatchObject([{ status: 409, detail: "This topic is closed: it takes no more replies." }, 201]);
    await setTopicState(moderator.actor, id, { closed: false, archived: true });
    expect([(await reply(moderator)).status, (await door(`/api/posts/${posts[0]}/reaction`, { as: one, method: "PUT" })).status, (await door(`/api/posts/${posts[0]}`, { as: moderator, method: "PATCH", body: { body: "Changed.", version: 1 } })).status]).toEqual([409, 409, 409]);
    expect((await shown(id)).events.map((event) => event.kind)).toEqual(["slowed", "closed", "hastened", "reopened", "archived"]);
  });

  it("a reply in a topic that stays where it is does not raise it", async () => {
    const moderator = await person({ role: "moderator" });
    const { id, author } = await thread(1);
    await setTopicState(moderator.actor, id, { bumps: false });
    const before = (await shown(id)).lastPostAt;
    await answer(author, id);
    expect([(await shown(id)).lastPostAt, (await shown(id)).replyCount]).toEqual([before, 2]);
  });

  it("pinned it stands above the first page of the latest, once, and no longer than until its day", async () => {
    const moderator = await person({ role: "moderator" });
    const { id, slug, author } = await thread(0);
    const others: number[] = [];
    for (let at = 0; at < 21; at += 1) others.push((await topic(author, slug, { title: `Newer than the pinned, ${at}` })).id);
    expect(await setTopicState(moderator.actor, id, { pinned: "category", until: new Date(Date.now() + 60_000).toISOString() })).toBe(true);
    expect((await db().query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`forum.unpin:${id}`])).length).toBe(1);
    const first = await listTopics(visitor, { sort: "latest", categorySlug: slug });
    const second = await listTopics(visitor, { sort: "latest", categorySlug: slug, after: first.next ?? undefined });
    expect([first.topics[0]?.id, first.topics[0]?.pinned, first.topics.length, second.topics.map((row) => row.id)]).toEqual([id, true, 21, [others[0]]]);
    expect((await listTopics(visitor, { sort: "latest", kind: "discussion", categorySlug: slug })).topics.some((row) => row.pinned)).toBe(false);
    await unpinDue(id);
    expect((await shown(id)).pinned).toBe("category");
    await db().query("UPDATE topic SET pinned_until = now() WHERE id = $1", [id]);
    await unpinDue(id);
    await unpinDue(id);
    expect([(await shown(id)).pinned, (await shown(id)).events.map((event) => [event.kind, event.by !== null])]).toEqual([null, [["pinned", true], ["unpinned", false]]]);
  });

  it("an announcement is opened by staff alone, and stands above every list for two weeks", async () => {
    const [concierge, one] = [await person({ role: "concierge" }), await person()];
    const { slug } = await category();
    const open = (as: { cookie: string }) => door("/api/topics", { as, body: { categorySlug: slug, title: "The workshop moves in May", body: "To the old depot.", kind: "announcement", clientId: randomUUID() } });
    expect((await open(one)).status).toBe(403);
    const { id } = (await open(concierge)).body as { id: number };
    expect((await listTopics(visitor, { sort: "latest" })).topics.filter((row) => row.id === id)).toMatchObject([{ pinned: true, kind: "announcement" }]);
    const [job] = await db().query<{ days: number }>("SELECT round(extract(epoch FROM run_at - now()) / 86400)::int AS days FROM graphile_worker.jobs WHERE key = $1", [`forum.unpin:${id}`]);
    expect(job?.days).toBe(14);
  });

  it("a wiki post is edited by whoever may reply, and its history says who", async () => {
    const [moderator, one] = [await person({ role: "moderator" }), await person({ name: "Wiki Writer" })];
    const { posts } = await thread(0);
    const edit = () => door(`/api/posts/${posts[0]}`, { as: one, method: "PATCH", body: { body: "Better so.", version: 1 } });
    expect((await edit()).status).toBe(403);
    expect((await door(`/api/posts/${posts[0]}/wiki`, { as: moderator, method: "PUT" })).status).toBe(200);
    expect((await edit()).status).toBe(200);
    expect((await door(`/api/posts/${posts[0]}/versions`, { as: one })).body).toMatchObject({ versions: [{ editor: "Wiki Writer" }] });
    expect((await door(`/api/posts/${posts[0]}`, { as: one, method: "DELETE" })).status).toBe(403);
  });
});
