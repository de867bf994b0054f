import fc from "fast-check";
import { expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { setLevel } from "#lib/forum/following.ts";
import { movablePosts, movePosts } from "#lib/forum/post-moves.ts";
import { deletePost, restorePost } from "#lib/forum/posts.ts";
import { markRead as mark } from "#lib/forum/reading/positions.ts";
import type { FollowLevel, SubjectType } from "#lib/forum/reading/types.ts";
import { countUnread, listUnread, markAllRead, readMarks } from "#lib/forum/reading/unread.ts";
import { answer, category, person, type Somebody, topic } from "#tests/world/people.ts";

type Post = { topicId: number; number: number; authorId: string; gone: boolean };
type Row = { id: number; categoryId: number; tags: string[] | null; createdAt: number; lastPostAt: number };

/** What is unread for someone, counted the slow way: every post of every topic, one after the other. */
async function recount(me: Somebody): Promise<Map<number, number>> {
  const follows = await db().query<{ type: SubjectType; id: string; level: FollowLevel; since: number }>("SELECT subject_type AS type, subject_id AS id, level, (extract(epoch FROM since) * 1000000)::bigint AS since FROM follow WHERE account_id = $1", [me.id]);
  const read = new Map((await db().query<{ id: number; number: number }>("SELECT topic_id AS id, last_number AS number FROM topic_read WHERE account_id = $1", [me.id])).map((row) => [row.id, row.number]));
  const posts = await db().query<Post>(`SELECT topic_id AS "topicId", number, author_id AS "authorId", deleted_at IS NOT NULL AS gone FROM post`);
  const topics = await db().query<Row>(`SELECT id, category_id AS "categoryId", (extract(epoch FROM created_at) * 1000000)::bigint AS "createdAt", (extract(epoch FROM last_post_at) * 1000000)::bigint AS "lastPostAt", (SELECT array_agg(tag_id::text) FROM topic_tag WHERE topic_id = t.id) AS tags FROM topic t WHERE deleted_at IS NULL`);
  const said = (type: SubjectType, id: string) => follows.find((one) => one.type === type && one.id === id);
  const found = new Map<number, number>();
  for (const row of topics) {
    const own = said("topic", String(row.id));
    const around = [said("category", String(row.categoryId)), ...(row.tags ?? []).map((tag) => said("tag", tag))].filter((one) => one !== undefined);
    const level = own?.level ?? (["ignore", "mute", "follow"] as const).find((one) => around.some((each) => each.level === one));
    if (level !== "follow") continue;
    const since = around.filter((one) => one.level === "follow" && row.lastPostAt > one.since && (row.createdAt >= one.since || read.has(row.id)));
    if (!own && since.length === 0) continue;
    const count = posts.filter((post) => post.topicId === row.id && !post.gone && post.number > (read.get(row.id) ?? 0) && post.authorId !== me.id && said("person", post.authorId)?.level !== "ignore").length;
    if (count > 0) found.set(row.id, count);
  }
  return found;
}

/** The last post of a topic goes to another one, as splitting and merging let it go. */
async function move(from: number, to: number): Promise<void> {
  if (from === to) return;
  const [post] = await db().query<{ id: number }>("SELECT id FROM post WHERE topic_id = $1 AND number > 1 AND deleted_at IS NULL ORDER BY number DESC LIMIT 1", [from]);
  if (post) await transact(async (tx) => movePosts(tx, await movablePosts(tx, { topicId: from, intoId: to, ids: [post.id] }), { from, into: to }));
}

async function allPages(me: Somebody): Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  let after: string | undefined;
  do {
    const page = await listUnread(me.actor, after);
    for (const row of page.topics) {
      expect(seen.has(row.id)).toBe(false);
      seen.set(row.id, row.unread);
    }
    after = page.next ?? undefined;
  } while (after);
  return seen;
}

const sorted = (map: Map<number, number>): [number, number][] => [...map].sort((one, other) => one[0] - other[0]);

it("unread is exactly what a slow recount says, whatever happened", async () => {
  const [me, other, loud] = [await person({ role: "moderator" }), await person({ role: "moderator" }), await person({ role: "moderator" })];
  const [one, two] = [await category(), await category()];
  const topics = [await topic(me, one.slug), await topic(other, one.slug), await topic(other, two.slug), await topic(loud, two.slug)];
  const [tag] = await db().query<{ id: number }>("INSERT INTO tag (slug, name) VALUES ('kettles', 'Kettles') RETURNING id");
  const tagged = (id: number) => db().query("INSERT INTO topic_tag (topic_id, tag_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", [id, tag?.id]);
  await tagged(topics[1]?.id ?? 0);
  await tagged(topics[3]?.id ?? 0);
  const people = [me, other, loud];
  const at = (place: number) => topics[place % topics.length]?.id ?? 0;
  const level = (place: number): FollowLevel => (["follow", "mute", "ignore", "none"] as const)[place % 4] ?? "none";
  const post = async (topicId: number, where: string) => (await db().query<{ id: number }>(`SELECT id FROM post WHERE topic_id = $1 AND number > 1 AND ${where} ORDER BY id LIMIT 1`, [topicId]))[0];
  const acts: ((a: number, b: number) => Promise<unknown>)[] = [
    async (a, b) => answer(people[b % 3] ?? me, at(a)),
    async (a) => { const made = await topic(other, a % 2 ? one.slug : two.slug); topics.push(made); if (a % 3 === 0) await tagged(made.id); },
    async (a, b) => mark(me.actor, at(a), (b % 9) + 1),
    async (a) => { const found = await post(at(a), "deleted_at IS NULL"); if (found) await deletePost(other.actor, found.id); },
    async (a) => { const found = await post(at(a), "deleted_at IS NOT NULL AND moved_post_id IS NULL"); if (found) await restorePost(other.actor, found.id); },
    async (a, b) => setLevel(me.actor, { subject: { type: "topic", id: String(at(a)) }, level: level(b) }),
    async (a, b) => setLevel(me.actor, { subject: { type: "category", id: String(a % 2 ? one.id : two.id) }, level: level(b) }),
    async (_, b) => setLevel(me.actor, { subject: { type: "tag", id: String(tag?.id) }, level: level(b) }),
    async (a, b) => setLevel(me.actor, { subject: { type: "person", id: (a % 2 ? other : loud).id }, level: level(b) }),
    async (a, b) => move(at(a), at(b)),
    async (a) => (a % 5 === 0 ? markAllRead(me.actor) : undefined),
  ];
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(acts.length - 1), fc.nat(40), fc.nat(40)), { minLength: 3, maxLength: 14 }), async (steps) => {
    for (const [act, a, b] of steps) await acts[act]?.(a, b);
    const slow = await recount(me);
    expect(sorted(await allPages(me))).toEqual(sorted(slow));
    expect(await countUnread(me.actor)).toEqual({ topics: slow.size, posts: [...slow.values()].reduce((sum, count) => sum + count, 0) });
  }), { numRuns: 40 });
}, 60_000);

it("marks a list for its reader in one statement, says where the unread begins, and leaves out what may not be seen", async () => {
  const [me, other] = [await person(), await person({ role: "admin" })];
  const [open, closed] = [await category(), await category("staff")];
  const [read, fresh, hidden, muted] = [await topic(other, open.slug), await topic(other, open.slug), await topic(other, closed.slug), await topic(other, open.slug)];
  await answer(other, read.id);
  await answer(other, read.id);
  await mark(me.actor, read.id, 1);
  await setLevel(me.actor, { subject: { type: "topic", id: String(muted.id) }, level: "mute" });
  const before = counter.count;
  const { marks } = await readMarks(me.actor, [read.id, fresh.id, hidden.id, muted.id]);
  expect(counter.count - before).toBe(1);
  const of = (id: number) => marks.find((one) => one.id === id);
  expect(of(read.id)).toMatchObject({ unread: 2, readTo: 1, new: false, muted: false, bookmarked: false });
  expect(of(fresh.id)).toMatchObject({ unread: 0, readTo: null, new: true });
  expect(of(muted.id)).toMatchObject({ muted: true });
  expect(of(hidden.id)).toBeUndefined();
});

it("a position only grows, and never beyond what is written", async () => {
  const [me, other] = [await person(), await person()];
  const { slug } = await category();
  const opened = await topic(other, slug);
  for (let at = 0; at < 4; at += 1) await answer(other, opened.id);
  await Promise.all([3, 2, 4, 1].map((number) => mark(me.actor, opened.id, number)));
  await mark(me.actor, opened.id, 2);
  expect((await readMarks(me.actor, [opened.id])).marks[0]).toMatchObject({ readTo: 4, unread: 1 });
  await mark(me.actor, opened.id, 900);
  expect((await readMarks(me.actor, [opened.id])).marks[0]).toMatchObject({ readTo: 5, unread: 0 });
  expect(refused(await mark(me.actor, 2_000_000_000, 1))).toBe(true);
});
