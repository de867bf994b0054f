import { cook } from "#lib/markdown/cook.ts";
import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { categories } from "./categories.ts";
import type { Fact } from "./facts.ts";
import type { SeedPerson } from "./people.ts";
import { insertPictures, shownPictures } from "./pictures.ts";
import { insertPolls } from "./polls.ts";
import { mulberry32 } from "./random.ts";
import type { SeedTopic } from "./topic-shape.ts";

/** An account of the demo world as the rest of the load needs it. */
export type Resident = SeedPerson & { id: string };
export type Residents = { all: Resident[]; of(handle: string): Resident };
type Written = { topic: number; number: number; author: Resident; at: Date; source: string; replyTo: number | null; likes: Resident[]; accepted: boolean };
type Told = { topics: number; posts: number; facts: Fact[] };

const hour = 3_600_000;

function slugOf(title: string): string {
  const plain = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "") || "topic";
}

// Most readers press "like" and write nothing; the made-up members do so too, where everyone may read.
function passersBy(random: () => number, topic: SeedTopic, residents: Residents): Resident[] {
  const audience = categories.find((category) => category.slug === topic.category)?.audience;
  if (audience !== "public" && audience !== "members") return [];
  const willing = residents.all.filter((person) => !person.signsIn && person.bio === "" && person.habit !== "quiet" && person.joinedDaysAgo > topic.daysAgo);
  return willing.filter(() => random() < 0.035);
}

function writtenOf(topics: readonly SeedTopic[], residents: Residents, now: Date): Written[] {
  const random = mulberry32(60);
  return topics.flatMap((topic, place) => {
    const opened = now.getTime() - topic.daysAgo * 24 * hour;
    const first = { by: topic.by, after: 0, text: topic.text, likes: topic.likes, replyTo: undefined };
    return [first, ...topic.posts].map((post, index) => {
      const author = residents.of(post.by);
      const likes = new Set([...(post.likes ?? []).map((handle) => residents.of(handle)), ...passersBy(random, topic, residents)]);
      likes.delete(author);
      return {
        topic: place, number: index + 1, author, at: new Date(opened + post.after * hour), source: post.text,
        // In the texts 1 is the first reply; in the topic it is post 2, after the opening post.
        replyTo: post.replyTo === undefined ? null : post.replyTo + 1, likes: [...likes], accepted: index > 0 && topic.accepted === index,
      };
    });
  });
}

async function insertTopics(tx: Tx, topics: readonly SeedTopic[], written: readonly Written[]): Promise<number[]> {
  const found = await tx.query<{ id: number; slug: string }>("SELECT id, slug FROM category");
  const categoryIds = new Map(found.map((row) => [row.slug, row.id]));
  const rows = topics.map((topic, place) => {
    const posts = written.filter((post) => post.topic === place);
    const [first, last] = [posts[0], posts.at(-1)];
    const score = posts.reduce((sum, post) => sum + post.likes.length, 0);
    return [`demo:topic:${place + 1}`, categoryIds.get(topic.category), first?.author.id, topic.title, slugOf(topic.title), topic.kind,
      posts.length, posts.length, score, last?.author.id, first?.at, last?.at, topic.kind === "idea" ? "open" : null];
  });
  const ids = await insertRows<{ id: number; origin: string }>(tx, {
    table: "topic", suffix: "RETURNING id, origin",
    columns: ["origin:text", "category_id:bigint", "author_id:uuid", "title:text", "slug:text", "kind:text", "post_count:int", "last_number:int",
      "score:int", "last_author_id:uuid", "created_at:timestamptz", "last_post_at:timestamptz", "idea_status:text"],
  }, rows);
  const byOrigin = new Map(ids.map((row) => [row.origin, row.id]));
  return topics.map((_, place) => byOrigin.get(`demo:topic:${place + 1}`) ?? 0);
}

const originOf = (post: Written) => `demo:post:${post.topic + 1}:${post.number}`;

async function insertPosts(tx: Tx, written: readonly Written[], { topicIds, handles }: { topicIds: readonly number[]; handles: ReadonlySet<string> }): Promise<Map<Written, number>> {
  const inTime = [...written].sort((one, other) => one.at.getTime() - other.at.getTime());
  const rows: unknown[][] = [];
  for (const post of inTime) {
    const html = cook(post.source, { key: originOf(post), media: shownPictures, people: handles });
    rows.push([originOf(post), topicIds[post.topic], post.number, post.author.id, post.source, html, post.replyTo, post.likes.length, post.at]);
  }
  const ids = await insertRows<{ id: number; origin: string }>(tx, {
    table: "post", suffix: "RETURNING id, origin",
    columns: ["origin:text", "topic_id:bigint", "number:int", "author_id:uuid", "source:text", "html:text", "reply_to:int", "score:int", "created_at:timestamptz"],
  }, rows);
  const byOrigin = new Map(ids.map((row) => [row.origin, row.id]));
  return new Map(written.map((post) => [post, byOrigin.get(originOf(post)) ?? 0]));
}

type Like = { post: Written; postId: number; by: Resident; at: Date };

function likesOf(written: readonly Written[], postIds: Map<Written, number>, now: Date): Like[] {
  const random = mulberry32(35);
  return written.flatMap((post) => post.likes.map((by) => ({
    post, by, postId: postIds.get(post) ?? 0, at: new Date(Math.min(now.getTime(), post.at.getTime() + random() * 40 * hour)),
  })));
}

function factsOf(written: readonly Written[], ids: { seeds: readonly SeedTopic[]; topics: readonly number[]; posts: Map<Written, number> }, likes: readonly Like[]): Fact[] {
  const facts: Fact[] = [];
  for (const post of written) {
    const postId = String(ids.posts.get(post));
    const topicId = String(ids.topics[post.topic]);
    const key = `demo:${post.topic + 1}:${post.number}`;
    if (post.number === 1) facts.push({ customerId: post.author.id, kind: ids.seeds[post.topic]?.kind === "idea" ? "idea.submitted" : "topic.created", at: post.at, subject: ["topic", topicId], key });
    else facts.push({ customerId: post.author.id, kind: "post.created", at: post.at, subject: ["post", postId], key });
    if (post.accepted) facts.push({ customerId: post.author.id, kind: "answer.accepted", at: post.at, subject: ["post", postId], key: `${key}:accepted` });
  }
  for (const like of likes) {
    const subject: [string, string] = ["post", String(like.postId)];
    const key = `demo:${like.post.topic + 1}:${like.post.number}:${like.by.handle}`;
    facts.push({ customerId: like.by.id, kind: "reaction.given", at: like.at, subject, key: `${key}:given` });
    facts.push({ customerId: like.post.author.id, kind: "reaction.received", at: like.at, subject, key: `${key}:received` });
  }
  return facts;
}

/** Writes the demo's topics, posts and likes with their counts, and tells what they mean for the ledger. */
export async function insertTalk(tx: Tx, topics: readonly SeedTopic[], { residents, now }: { residents: Residents; now: Date }): Promise<Told> {
  const written = writtenOf(topics, residents, now);
  const topicIds = await insertTopics(tx, topics, written);
  const postIds = await insertPosts(tx, written, { topicIds, handles: new Set(residents.all.map((person) => person.handle)) });
  const held = written.map((post) => ({ id: postIds.get(post) ?? 0, source: post.source, at: post.at }));
  await insertPictures(tx, residents.of("cleo.varga").id, held);
  const votes = await insertPolls(tx, held, { voters: residents.all.filter((person) => !person.signsIn), now });
  const likes = likesOf(written, postIds, now);
  await insertRows(tx, { table: "reaction", columns: ["post_id:bigint", "topic_id:bigint", "account_id:uuid", "created_at:timestamptz"] }, likes.map((like) => [like.postId, topicIds[like.post.topic], like.by.id, like.at]));
  const accepted = written.filter((post) => post.accepted);
  await tx.query(`UPDATE topic SET accepted_post_id = chosen.post FROM unnest($1::bigint[], $2::bigint[]) AS chosen (topic, post) WHERE topic.id = chosen.topic`,
    [accepted.map((post) => topicIds[post.topic]), accepted.map((post) => postIds.get(post))]);
  await tx.query(`UPDATE category SET topic_count = told.topics, post_count = told.posts, last_post_at = told.last_at
    FROM (SELECT category_id, count(*) AS topics, sum(post_count) AS posts, max(last_post_at) AS last_at FROM topic GROUP BY category_id) AS told
    WHERE category.id = told.category_id`);
  return { topics: topics.length, posts: written.length, facts: [...factsOf(written, { seeds: topics, topics: topicIds, posts: postIds }, likes), ...votes] };
}
