import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { type PostAt, postFor, topicFor } from "./access.ts";
import { announce, answerAccepted, reacted, takeBack, unreacted } from "./events.ts";
import { mayAccept, mayReact } from "./policy.ts";

// A person may react, take it back and react again: the moment it was given tells the three apart in the ledger.
const keyOf = (postId: number, accountId: string, at: Date | string): string => `reaction:${postId}:${accountId}:${new Date(at).getTime()}`;

async function reactable(tx: Tx, actor: Actor, postId: number): Promise<PostAt | Refusal> {
  const post = await postFor(tx, actor, postId);
  if (refused(post)) return post;
  if (post.deletedAt) return missing();
  const allowed = mayReact(actor, { ...post.topic, authorId: post.authorId });
  return allowed === true ? post : allowed;
}

async function count(tx: Tx, post: PostAt, change: 1 | -1): Promise<void> {
  await tx.query("WITH p AS (UPDATE post SET score = score + $2 WHERE id = $1) UPDATE topic SET score = score + $2 WHERE id = $3", [post.id, change, post.topicId]);
  await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
}

/** Reacts to a post; doing it twice is doing it once. */
export function react(actor: Actor, postId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const post = await reactable(tx, actor, postId);
    if (refused(post)) return post;
    if (actor.kind !== "member") return missing();
    const [given] = await tx.query<{ at: Date }>("INSERT INTO reaction (post_id, topic_id, account_id, created_at) VALUES ($1, $3, $2, date_trunc('milliseconds', clock_timestamp())) ON CONFLICT DO NOTHING RETURNING created_at AS at", [postId, actor.id, post.topicId]);
    if (!given) return true;
    await count(tx, post, 1);
    await reacted(tx, { by: actor.id, to: post.authorId, postId, key: keyOf(postId, actor.id, given.at) });
    return true;
  });
}

/** Takes a reaction back, and with it what both people got from it. */
export function unreact(actor: Actor, postId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const post = await reactable(tx, actor, postId);
    if (refused(post)) return post;
    if (actor.kind !== "member") return missing();
    const [given] = await tx.query<{ at: Date }>("DELETE FROM reaction WHERE post_id = $1 AND account_id = $2 RETURNING created_at AS at", [postId, actor.id]);
    if (!given) return true;
    await count(tx, post, -1);
    await unreacted(tx, keyOf(postId, actor.id, given.at));
    return true;
  });
}

/** Says which reply answers a question, or that none does. Accepting one's own reply gives its author nothing. */
export function acceptAnswer(actor: Actor, topicId: number, postId: number | null): Promise<true | Refusal> {
  return transact(async (tx) => {
    const topic = await topicFor(tx, actor, topicId);
    if (refused(topic)) return topic;
    const allowed = mayAccept(actor, topic);
    if (allowed !== true) return allowed;
    const [row] = await tx.query<{ accepted: number | null }>("SELECT accepted_post_id AS accepted FROM topic WHERE id = $1 FOR UPDATE", [topicId]);
    const [post] = postId ? await tx.query<{ authorId: string; number: number }>(`SELECT author_id AS "authorId", number FROM post WHERE id = $1 AND topic_id = $2 AND deleted_at IS NULL AND number > 1`, [postId, topicId]) : [];
    if (postId && !post) return new Refusal("invalid", "This is not an answer to this question.", { field: "postId" });
    if (row?.accepted === postId) return true;
    if (row?.accepted) {
      const [old] = await tx.query<{ authorId: string; number: number }>(`SELECT author_id AS "authorId", number FROM post WHERE id = $1`, [row.accepted]);
      if (old) await takeBack(tx, { customerId: old.authorId, kind: "answer.accepted", subject: { type: "post", id: String(row.accepted) } });
      if (old) await announce(tx, { topicId, number: old.number, type: "post.changed" });
    }
    await tx.query("UPDATE topic SET accepted_post_id = $2 WHERE id = $1", [topicId, postId]);
    if (post && postId && post.authorId !== topic.authorId) await answerAccepted(tx, post.authorId, { postId, key: `accepted:${postId}:${Date.now()}` });
    if (post) await announce(tx, { topicId, number: post.number, type: "post.changed" });
    return true;
  });
}
