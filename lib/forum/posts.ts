import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { type PostAt, postFor, topicFor } from "./access.ts";
import { removedByModerators } from "#lib/screening/rulings.ts";
import { editId, screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { announce, announced, giveBack, openedKind, postCreated, takeBack } from "./events.ts";
import { followOwn } from "./following.ts";
import { mayChange, mayEdit, mayModerate, mayReply } from "./policy.ts";
import { cookFor, holdNamed, keepNamed } from "./text.ts";
import type { EditInput, ReplyInput } from "./schema.ts";
import { slowReply } from "./slow-mode.ts";

const before = "SELECT id, number FROM post WHERE author_id = $1 AND client_id = $2";
// One statement takes the next number, writes the post and announces it, so numbers have no gaps. From here to the commit the
// topic is locked: what need not wait for the number comes before.
const insertReply = `
  WITH t AS (UPDATE topic SET last_number = last_number + 1, post_count = post_count + 1, last_post_at = CASE WHEN bumps THEN now() ELSE last_post_at END, last_author_id = $2
             WHERE id = $1 AND deleted_at IS NULL RETURNING id, category_id, last_number),
       c AS (UPDATE category SET post_count = post_count + 1, last_post_at = now() FROM t WHERE category.id = t.category_id),
       d AS (DELETE FROM draft WHERE account_id = $2 AND context = 'reply:' || $1::text)
  INSERT INTO post (topic_id, number, author_id, source, html, reply_to, client_id)
  SELECT t.id, t.last_number, $2, $3, $4, $5, $6 FROM t RETURNING id, number, ${announced("number")}`;

type How = { screened?: boolean };

/** Writes a reply, unless it must wait for a moderator. The same client id again answers with the post it wrote the first time. `screened` says that a moderator has looked. */
export async function reply(actor: Actor, topicId: number, input: ReplyInput & How): Promise<{ id: number; number: number } | Held | Refusal> {
  const { screened, ...said } = input;
  return transact(async (tx) => {
    const topic = await topicFor(tx, actor, topicId);
    if (refused(topic)) return topic;
    const allowed = mayReply(actor, topic);
    if (allowed !== true) return allowed;
    if (actor.kind !== "member") return new Refusal("sign-in", "Sign in to take part.");
    if (input.replyTo && input.replyTo > topic.lastNumber) return new Refusal("invalid", "There is no such post to answer.", { field: "replyTo" });
    const [again] = await tx.query<{ id: number; number: number }>(before, [actor.id, input.clientId]);
    if (again) return again;
    const slowed = screened ? undefined : await slowReply(tx, actor, topic);
    if (slowed) return slowed;
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "reply", text: input.body, input: said, context: { topicId }, clientId: input.clientId });
    const cooked = await cookFor(tx, actor, { source: input.body, key: input.clientId, audience: topic.audience });
    if (stopped) return holdNamed(tx, { stopped, by: actor.id }, cooked);
    await followOwn(tx, actor.id, topicId);
    const [post] = await tx.query<{ id: number; number: number }>(insertReply, [topicId, actor.id, input.body, cooked.html, input.replyTo ?? null, input.clientId]);
    if (!post) return missing();
    await keepNamed(tx, { id: post.id, authorId: actor.id, by: actor.id, before: "" }, cooked);
    await postCreated(tx, actor, post.id);
    return { id: post.id, number: post.number };
  }, { turn: `topic:${topicId}` });
}

/** Changes a post's text, keeping the version before, unless it must wait for a moderator. Refused when someone changed it since `version` was read. */
export function editPost(actor: Actor, postId: number, input: EditInput & How): Promise<{ version: number; html: string } | Held | Refusal> {
  return transact(async (tx) => {
    const post = await postFor(tx, actor, postId);
    if (refused(post)) return post;
    if (post.deletedAt) return missing();
    const allowed = mayEdit(actor, { ...post.topic, authorId: post.authorId, wiki: post.wiki });
    if (allowed !== true) return allowed;
    if (post.version !== input.version) return new Refusal("conflict", "This post was changed meanwhile. Copy your text, then look at the new version.", { field: "body" });
    const cooked = await cookFor(tx, actor, { source: input.body, key: `post:${postId}`, audience: post.topic.audience });
    if (actor.kind !== "member" || post.source === input.body) return { version: post.version, html: cooked.html };
    const edit = { body: input.body, version: input.version };
    const stopped = input.screened ? undefined : await screen(tx, actor, { kind: "edit", text: input.body, input: edit, context: { postId, topicId: post.topicId }, clientId: editId("post", postId, input), subject: { type: "post", id: String(postId), version: post.version + 1 } });
    if (stopped) return holdNamed(tx, { stopped, by: actor.id }, cooked);
    const kept = await keepNamed(tx, { id: postId, authorId: post.authorId, by: actor.id, before: post.source, edits: { number: post.number, topicId: post.topicId } }, cooked);
    if (kept !== true) return kept;
    await tx.query("INSERT INTO post_version (post_id, version, source, editor_id) VALUES ($1, $2, $3, $4)", [postId, post.version, post.source, actor.id]);
    await tx.query("UPDATE post SET source = $2, html = $3, version = version + 1, edited_at = now() WHERE id = $1", [postId, input.body, cooked.html]);
    await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
    return { version: post.version + 1, html: cooked.html };
  });
}

async function countPosts(tx: Tx, post: PostAt, change: 1 | -1): Promise<void> {
  const whole = post.number === 1;
  await tx.query("UPDATE topic SET post_count = post_count + $2, deleted_at = CASE WHEN $3 THEN CASE WHEN $2 < 0 THEN now() END ELSE deleted_at END, accepted_post_id = CASE WHEN accepted_post_id = $4 THEN NULL ELSE accepted_post_id END WHERE id = $1", [post.topicId, change, whole, post.id]);
  await tx.query("UPDATE category SET post_count = post_count + $2, topic_count = topic_count + $3 WHERE id = $1", [post.topic.categoryId, change, whole ? change : 0]);
}

const subjectOf = (post: PostAt) => (post.number === 1 ? { kind: openedKind(post.topic.kind), subject: { type: "topic", id: String(post.topicId) } } : { kind: "post.created", subject: { type: "post", id: String(post.id) } });

/** Removes a post; what it gave its author is taken back. The first post goes with its topic, and only while nobody has answered. */
export function deletePost(actor: Actor, postId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const post = await postFor(tx, actor, postId);
    if (refused(post)) return post;
    const allowed = mayChange(actor, { ...post.topic, authorId: post.authorId });
    if (allowed !== true) return allowed;
    if (post.deletedAt) return true;
    if (post.number === 1) {
      const [answered] = await tx.query("SELECT 1 FROM post WHERE topic_id = $1 AND number > 1 AND deleted_at IS NULL LIMIT 1", [post.topicId]);
      if (answered) return new Refusal("conflict", "Others have answered: the topic stays. You can edit your post.");
    }
    await tx.query("UPDATE post SET deleted_at = now() WHERE id = $1", [postId]);
    await countPosts(tx, post, -1);
    await takeBack(tx, { customerId: post.authorId, ...subjectOf(post) });
    if (post.topic.acceptedPostId === post.id) await takeBack(tx, { customerId: post.authorId, kind: "answer.accepted", subject: { type: "post", id: String(post.id) } });
    await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
    return true;
  });
}

/** Brings a removed post back, with what it gave its author. */
export function restorePost(actor: Actor, postId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const post = await postFor(tx, actor, postId);
    if (refused(post)) return post;
    const allowed = mayChange(actor, { ...post.topic, authorId: post.authorId });
    if (allowed !== true) return allowed;
    if (!post.deletedAt) return true;
    if (!mayModerate(actor) && (await removedByModerators(tx, { type: "post", id: postId }))) return new Refusal("forbidden", "A moderator removed this. You can read why, and appeal.");
    const [row] = await tx.query<{ createdAt: Date }>(`UPDATE post SET deleted_at = NULL WHERE id = $1 RETURNING created_at AS "createdAt"`, [postId]);
    await countPosts(tx, post, 1);
    await giveBack(tx, { customerId: post.authorId, ...subjectOf(post), occurredAt: row?.createdAt ?? new Date(), key: `restored:${postId}:${post.deletedAt.getTime()}` });
    await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
    return true;
  });
}
