import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { anyTopicFor, type TopicAt, topicFor } from "./access.ts";
import { answerAccepted, openedKind, reguard, swapGiven, takeBack } from "./events.ts";
import { joinVotes, partVotes } from "./ideas.ts";
import { mayOperate } from "./policy.ts";
import { type Moving, movablePosts, movePosts } from "./post-moves.ts";
import type { SplitInput } from "./schema.ts";
import { keptOut } from "./selling.ts";
import { slugOf } from "./slug.ts";
import { countedInCategories } from "./topic-counts.ts";
import { noteEvent } from "./topic-events.ts";

/** The topic, for a moderator who may do this to it. */
async function operable(tx: Tx, actor: Actor, topic: TopicAt | Refusal): Promise<{ topic: TopicAt; member: Member } | Refusal> {
  if (refused(topic)) return topic;
  const allowed = mayOperate(actor, topic);
  if (allowed !== true || actor.kind !== "member") return allowed === true ? missing() : allowed;
  await tx.query("SELECT 1 FROM topic WHERE id = $1 FOR UPDATE", [topic.id]);
  return { topic, member: actor };
}

// An accepted answer that leaves its question is none any more.
async function dropAccepted(tx: Tx, topic: TopicAt, moving: readonly Moving[]): Promise<void> {
  const answer = moving.find((post) => post.id === topic.acceptedPostId);
  if (answer) await takeBack(tx, { customerId: answer.authorId, kind: "answer.accepted", subject: { type: "post", id: String(answer.id) } });
}

// In the ledger a topic was opened, or a post was written: what the first post of a topic is changes when it moves.
const asReply = (topic: { id: number; kind: string }, post: Moving) => ({ customerId: post.authorId, occurredAt: post.createdAt, from: { kind: openedKind(topic.kind), subject: { type: "topic", id: String(topic.id) } }, to: { kind: "post.created", subject: { type: "post", id: String(post.id) } } });
const asOpening = (topic: { id: number; kind: string }, post: Moving) => { const { from, to, ...same } = asReply(topic, post); return { ...same, from: to, to: from }; };

const insertTopic = `
  INSERT INTO topic (category_id, author_id, title, slug, kind, client_id, created_at, last_post_at) SELECT category_id, $2, $3, $4, 'discussion', $5, $6, $6 FROM topic WHERE id = $1
  ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id`;

/** Makes a new topic of some of a topic's posts, in the same category. The first post stays: a topic is about it. Moderators only; the same client id again answers with the topic it made. */
export function splitTopic(actor: Actor, id: number, input: SplitInput): Promise<{ id: number; slug: string } | Refusal> {
  return transact(async (tx) => {
    const found = await operable(tx, actor, await topicFor(tx, actor, id));
    if (refused(found)) return found;
    const slug = slugOf(input.title);
    const [done] = await tx.query<{ id: number; slug: string }>("SELECT t.id, t.slug FROM topic t JOIN topic_event e ON e.topic_id = t.id AND e.kind = 'split-from' WHERE t.client_id = $1 AND e.detail ->> 'topicId' = $2", [input.clientId, String(id)]);
    if (done) return done;
    const posts = await movablePosts(tx, { topicId: id, intoId: 0, ids: input.postIds });
    if (posts.length < new Set(input.postIds).size) return new Refusal("conflict", "Some of these posts are not here any more. Choose again.", { field: "postIds" });
    if (posts.some((post) => post.number === 1)) return new Refusal("invalid", "The first post stays: the topic is about it.", { field: "postIds" });
    const first = posts[0];
    if (!first?.live) return new Refusal("invalid", "The first of the chosen posts was removed: bring it back, or leave it out.", { field: "postIds" });
    const ids = [id];
    return countedInCategories(tx, ids, async () => {
      const [made] = await tx.query<{ id: number }>(insertTopic, [id, first.authorId, input.title, slug, input.clientId, first.createdAt]);
      if (!made) return new Refusal("conflict", "This was sent before and has gone.");
      ids.push(made.id);
      await dropAccepted(tx, found.topic, posts);
      await movePosts(tx, posts, { from: id, into: made.id });
      await swapGiven(tx, asOpening({ id: made.id, kind: "discussion" }, first));
      await noteEvent(tx, found.member, { topicId: id, kind: "split", detail: { topicId: made.id, posts: posts.length } });
      await noteEvent(tx, found.member, { topicId: made.id, kind: "split-from", detail: { topicId: id } });
      return { id: made.id, slug };
    });
  });
}

/** Puts all posts of a topic at the end of another, or where they were before they left it; who looks for the first is led to the second. Two ideas join their votes. Moderators only. */
export function mergeTopics(actor: Actor, id: number, intoId: number): Promise<{ id: number; slug: string } | Refusal> {
  return transact(async (tx) => {
    const from = await operable(tx, actor, await topicFor(tx, actor, id));
    if (refused(from)) return from;
    if (id === intoId) return new Refusal("invalid", "Choose another topic to merge this one into.", { field: "into" });
    const into = await operable(tx, actor, await topicFor(tx, actor, intoId));
    if (refused(into)) return into.code === "missing" ? new Refusal("invalid", "There is no such topic to merge into.", { field: "into" }) : into;
    const out = await keptOut(tx, { topicId: id, from: from.topic.audience, into: into.topic.audience });
    if (out) return out;
    const posts = await movablePosts(tx, { topicId: id, intoId });
    await countedInCategories(tx, [id, intoId], async () => {
      await dropAccepted(tx, from.topic, posts);
      await movePosts(tx, posts, { from: id, into: intoId });
      await tx.query("UPDATE topic SET deleted_at = now(), merged_into = $2, pinned = NULL, pinned_until = NULL WHERE id = $1", [id, intoId]);
    });
    if (from.topic.kind === "idea" && into.topic.kind === "idea") await joinVotes(tx, { from: id, into: intoId });
    const first = posts.find((post) => post.number === 1 && post.live);
    if (first) await swapGiven(tx, asReply(from.topic, first));
    await noteEvent(tx, from.member, { topicId: id, kind: "merged", detail: { topicId: intoId, accepted: from.topic.acceptedPostId } });
    await noteEvent(tx, from.member, { topicId: intoId, kind: "merged-from", detail: { topicId: id, posts: posts.length } });
    await reguard(tx, { topics: [id] });
    return { id: intoId, slug: into.topic.slug };
  });
}

const accept = `UPDATE topic SET accepted_post_id = p.id FROM post p WHERE topic.id = $1 AND p.topic_id = $1 AND p.deleted_at IS NULL AND p.id =
  (SELECT (detail ->> 'accepted')::bigint FROM topic_event WHERE topic_id = $1 AND kind = 'merged' ORDER BY id DESC LIMIT 1) RETURNING p.id, p.author_id AS "authorId"`;

/** Undoes a merge: the posts come back to the numbers they had, except those that have moved on since, and the votes that came along. Moderators only. */
export function unmergeTopic(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const from = await operable(tx, actor, await anyTopicFor(tx, actor, id));
    if (refused(from)) return from;
    const [merged] = await tx.query<{ into: number | null }>("SELECT merged_into AS into FROM topic WHERE id = $1", [id]);
    if (!merged?.into) return from.topic.deletedAt ? missing() : true;
    const into = await operable(tx, actor, await anyTopicFor(tx, actor, merged.into));
    if (refused(into)) return into;
    const posts = (await movablePosts(tx, { topicId: merged.into, intoId: id })).filter((post) => post.place !== null);
    if (!posts.some((post) => post.place === 1)) return new Refusal("conflict", "Its first post has moved on: this merge cannot be undone.");
    // What they gave was taken back with the whole: it comes back with the whole.
    const [whole] = await tx.query<{ gone: boolean }>("SELECT deleted_at IS NOT NULL AS gone FROM topic WHERE id = $1 FOR UPDATE", [merged.into]);
    if (whole?.gone) return new Refusal("conflict", "The topic it was merged into was removed: restore that one first.");
    await countedInCategories(tx, [id, merged.into], async () => {
      await dropAccepted(tx, into.topic, posts);
      await tx.query("UPDATE topic SET deleted_at = NULL, merged_into = NULL WHERE id = $1", [id]);
      await movePosts(tx, posts, { from: into.topic.id, into: id });
    });
    if (from.topic.kind === "idea" && into.topic.kind === "idea") await partVotes(tx, { from: id, into: into.topic.id });
    const first = posts.find((post) => post.place === 1 && post.live);
    if (first) await swapGiven(tx, asOpening(from.topic, first));
    const [answer] = await tx.query<{ id: number; authorId: string }>(accept, [id]);
    if (answer && answer.authorId !== from.topic.authorId) await answerAccepted(tx, answer.authorId, { postId: answer.id, key: `accepted:${answer.id}:${Date.now()}` });
    await noteEvent(tx, from.member, { topicId: id, kind: "unmerged", detail: { topicId: into.topic.id } });
    await noteEvent(tx, from.member, { topicId: into.topic.id, kind: "unmerged-from", detail: { topicId: id } });
    return true as const;
  });
}
