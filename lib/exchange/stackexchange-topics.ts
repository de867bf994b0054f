import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import { cook } from "#lib/markdown/cook.ts";
import { slugOf } from "#lib/forum/slug.ts";
import type { Interaction } from "#lib/ledger/record.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import { markdownOf } from "./dump-markdown.ts";
import { writeClosures, writeVersions } from "./stackexchange-history.ts";
import { nobody } from "./stackexchange-people.ts";
import type { Dump, DumpTopic } from "./stackexchange-read.ts";
import { type Comment, type Post, voteKind } from "./stackexchange-rows.ts";
import { tagTopics } from "./stackexchange-tags.ts";

export type Place = { dump: Dump; categoryId: number; people: ReadonlyMap<string, string> };
export type Written = { topics: number; answers: number; comments: number; votes: number; accepted: number; tagged: number; versions: number; closures: number };
type Known = { id: number; origin: string; lastNumber: number; authorId: string };
type NewPost = { topic: Known; number: number; replyTo: number | null; row: Post | Comment; origin: string };
type Stored = { id: number; origin: string; authorId: string; topicId: number };

const postOrigin = (site: string, id: string): string => `se:${site}:post:${id}`;
const isComment = (row: Post | Comment): row is Comment => "PostId" in row;
const originOf = (site: string, row: Post | Comment): string => (isComment(row) ? `se:${site}:comment:${row.Id}` : postOrigin(site, row.Id));
const authorOf = (place: Place, row: Post | Comment): string => place.people.get((isComment(row) ? row.UserId : row.OwnerUserId) ?? nobody) ?? place.people.get(nobody) ?? "";

async function writeHeads(tx: Tx, place: Place, topics: readonly DumpTopic[]): Promise<{ known: Map<string, Known>; fresh: number }> {
  const { site } = place.dump;
  const rows = topics.map(({ question }) => {
    const title = question.Title.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, 250) || `Question ${question.Id}`;
    return [place.categoryId, authorOf(place, question), title, slugOf(title), "question", postOrigin(site, question.Id), question.CreationDate, question.CreationDate];
  });
  const columns = ["category_id:bigint", "author_id:uuid", "title:text", "slug:text", "kind:text", "origin:text", "created_at:timestamptz", "last_post_at:timestamptz"];
  const fresh = await insertRows<{ id: number }>(tx, { table: "topic", columns, suffix: "ON CONFLICT (origin) DO NOTHING RETURNING id" }, rows);
  const known = await tx.query<Known>(`SELECT id, origin, last_number AS "lastNumber", author_id AS "authorId" FROM topic WHERE origin = ANY($1)`, [rows.map((row) => row[5])]);
  return { known: new Map(known.map((one) => [one.origin, one])), fresh: fresh.length };
}

/** The posts a topic does not have yet, numbered after those it has, in the order they were said. */
function missing({ question, said }: DumpTopic, topic: Known, { site, numbers }: { site: string; numbers: Map<string, number> }): NewPost[] {
  const fresh: NewPost[] = [];
  for (const row of [question, ...said]) {
    const origin = originOf(site, row);
    if (numbers.has(origin)) continue;
    const number = topic.lastNumber + fresh.length + 1;
    numbers.set(origin, number);
    const parent = isComment(row) ? numbers.get(postOrigin(site, row.PostId)) : undefined;
    fresh.push({ topic, number, replyTo: parent && parent > 1 ? parent : null, row, origin });
  }
  return fresh;
}

const textOf = (row: Post | Comment): string => (isComment(row) ? row.Text : markdownOf(row.Body)).normalize("NFC").slice(0, 30_000);

async function writePosts(tx: Tx, place: Place, fresh: readonly NewPost[]): Promise<void> {
  const columns = ["topic_id:bigint", "number:int", "author_id:uuid", "source:text", "html:text", "reply_to:int", "origin:text", "created_at:timestamptz", "edited_at:timestamptz"];
  await insertRows(tx, { table: "post", columns }, fresh.map(({ topic, number, replyTo, row, origin }) => {
    const source = textOf(row);
    return [topic.id, number, authorOf(place, row), source, cook(source), replyTo, origin, row.CreationDate, isComment(row) ? null : (row.LastEditDate ?? null)];
  }));
}

const voteColumns = ["origin:text", "post_id:bigint", "kind:text", "cast_at:timestamptz"];
const countVotes = `
  WITH changed AS (SELECT post_id, sum(CASE kind WHEN 'up' THEN 1 ELSE -1 END)::int AS change FROM unnest($1::bigint[], $2::text[]) AS u (post_id, kind) WHERE kind IN ('up', 'down') GROUP BY 1),
    p AS (UPDATE post SET score = score + change FROM changed WHERE post.id = post_id RETURNING topic_id, change)
  UPDATE topic SET score = score + total FROM (SELECT topic_id, sum(change)::int AS total FROM p GROUP BY 1) t WHERE topic.id = topic_id`;

async function writeVotes(tx: Tx, { dump }: Place, posts: readonly Stored[]): Promise<{ facts: Interaction[]; count: number }> {
  const prefix = postOrigin(dump.site, "");
  const cast = posts.flatMap((post) => (dump.votes.get(post.origin.slice(prefix.length)) ?? []).map((vote) => ({ post, vote, origin: `se:${dump.site}:vote:${vote.Id}` })));
  const fresh = await insertRows<{ postId: number; kind: string }>(
    tx, { table: "imported_vote", columns: voteColumns, suffix: `ON CONFLICT DO NOTHING RETURNING post_id AS "postId", kind` },
    cast.map(({ origin, post, vote }) => [origin, post.id, voteKind(vote.VoteTypeId), vote.CreationDate]));
  if (fresh.length) await tx.query(countVotes, [fresh.map((vote) => vote.postId), fresh.map((vote) => vote.kind)]);
  const facts = cast.filter(({ vote }) => vote.VoteTypeId === "2").map(({ post, vote, origin }): Interaction => (
    { customerId: post.authorId, kind: "reaction.received", occurredAt: vote.CreationDate, subject: { type: "post", id: String(post.id) }, source: "import", key: origin }));
  return { facts, count: fresh.length };
}

/** Keeps the votes on what is no post here. Resolves to how many were new. */
export async function writeVotesElsewhere(tx: Tx, { site, elsewhere }: Dump): Promise<number> {
  const rows = elsewhere.map((vote) => [`se:${site}:vote:${vote.Id}`, null, voteKind(vote.VoteTypeId), vote.CreationDate]);
  return (await insertRows(tx, { table: "imported_vote", columns: voteColumns, suffix: "ON CONFLICT DO NOTHING RETURNING origin" }, rows)).length;
}

const accept = `UPDATE topic SET accepted_post_id = post_id FROM unnest($1::bigint[], $2::bigint[]) AS u (topic_id, post_id)
  WHERE topic.id = topic_id AND accepted_post_id IS DISTINCT FROM post_id RETURNING topic.id`;

async function writeAccepted(tx: Tx, { dump }: Place, at: { topics: readonly DumpTopic[]; known: ReadonlyMap<string, Known>; stored: ReadonlyMap<string, Stored> }): Promise<{ facts: Interaction[]; count: number }> {
  const pairs = at.topics.flatMap(({ question }) => {
    const topic = at.known.get(postOrigin(dump.site, question.Id));
    const answer = at.stored.get(postOrigin(dump.site, question.AcceptedAnswerId ?? ""));
    return topic && answer && answer.topicId === topic.id ? [{ topic, answer, on: dump.accepted.get(question.AcceptedAnswerId ?? "") ?? question.CreationDate }] : [];
  });
  const changed = await tx.query(accept, [pairs.map((pair) => pair.topic.id), pairs.map((pair) => pair.answer.id)]);
  const facts = pairs.filter(({ topic, answer }) => topic.authorId !== answer.authorId).map(({ answer, on }): Interaction => (
    { customerId: answer.authorId, kind: "answer.accepted", occurredAt: on, subject: { type: "post", id: String(answer.id) }, source: "import", key: `${answer.origin}:accepted` }));
  return { facts, count: changed.length };
}

const refreshTopics = `
  UPDATE topic SET last_number = s.last, post_count = s.live, last_post_at = s.at, last_author_id = s.author
  FROM (SELECT topic_id, max(number) AS last, count(*) FILTER (WHERE deleted_at IS NULL)::int AS live, max(created_at) AS at,
          (array_agg(author_id ORDER BY number DESC))[1] AS author FROM post WHERE topic_id = ANY($1) GROUP BY 1) s
  WHERE topic.id = s.topic_id AND (last_number, post_count, last_post_at) IS DISTINCT FROM (s.last, s.live, s.at)`;

/** Writes one batch of topics with everything under them; what is there already stays as it is. */
export async function writeTopics(tx: Tx, place: Place, topics: readonly DumpTopic[]): Promise<Written> {
  const { known, fresh } = await writeHeads(tx, place, topics);
  const ids = [...known.values()].map((topic) => topic.id);
  const before = await tx.query<{ origin: string; number: number }>("SELECT origin, number FROM post WHERE topic_id = ANY($1) AND origin IS NOT NULL", [ids]);
  const numbers = new Map(before.map((post) => [post.origin, post.number]));
  const added = topics.flatMap((topic) => {
    const head = known.get(postOrigin(place.dump.site, topic.question.Id));
    return head ? missing(topic, head, { site: place.dump.site, numbers }) : [];
  });
  await writePosts(tx, place, added);
  if (added.length) await tx.query(refreshTopics, [ids]);
  const all = await tx.query<Stored>(`SELECT id, origin, author_id AS "authorId", topic_id AS "topicId" FROM post WHERE topic_id = ANY($1) AND origin IS NOT NULL`, [ids]);
  const stored = new Map(all.map((post) => [post.origin, post]));
  const votes = await writeVotes(tx, place, all);
  const accepted = await writeAccepted(tx, place, { topics, known, stored });
  const tagged = await tagTopics(tx, topics, (id) => known.get(postOrigin(place.dump.site, id))?.id);
  const versions = await writeVersions(tx, place, all);
  const closures = await writeClosures(tx, place, all);
  const spoken = added.map(({ origin, number, row, topic }): Interaction => ({
    customerId: stored.get(origin)?.authorId ?? "", kind: number === 1 ? "topic.created" : "post.created", occurredAt: row.CreationDate,
    subject: number === 1 ? { type: "topic", id: String(topic.id) } : { type: "post", id: String(stored.get(origin)?.id ?? "") }, source: "import", key: origin,
  }));
  await recordMany(tx, [...spoken, ...votes.facts, ...accepted.facts].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()));
  const comments = added.filter((post) => isComment(post.row)).length;
  return { topics: fresh, comments, answers: added.length - comments - added.filter((post) => post.number === 1).length, votes: votes.count, accepted: accepted.count, tagged, versions, closures };
}
