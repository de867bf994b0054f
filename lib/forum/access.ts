import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { mayModerate, maySee } from "./policy.ts";
import type { Place, TopicKind } from "./types.ts";

export type TopicAt = Place & {
  id: number; slug: string; title: string; categoryId: number; categorySlug: string; authorId: string; kind: TopicKind; acceptedPostId: number | null; lastNumber: number;
  closed: boolean; archived: boolean; slowSeconds: number; deletedAt: Date | null;
};
export type PostAt = { id: number; number: number; topicId: number; authorId: string; source: string; version: number; wiki: boolean; deletedAt: Date | null; topic: TopicAt };
export type CategoryAt = Place & { id: number; slug: string; slowSeconds: number };

/** The columns of a `Place`, from a category joined as `c`. */
export const placeColumns = `c.audience, coalesce(c.open_audience, c.audience) AS "openAudience", coalesce(c.reply_audience, c.audience) AS "replyAudience", c.kinds, c.retired_at IS NOT NULL AS retired`;
const topicColumns = `t.id, t.slug, t.title, t.category_id AS "categoryId", c.slug AS "categorySlug", t.author_id AS "authorId", t.kind, t.accepted_post_id AS "acceptedPostId", t.last_number AS "lastNumber",
  t.closed_at IS NOT NULL AS closed, t.archived_at IS NOT NULL AS archived, greatest(t.slow_seconds, c.slow_seconds) AS "slowSeconds", t.deleted_at AS "deletedAt", ${placeColumns}`;

/** The topic, when the actor may see it. Fetching and authorising are one step. */
export async function topicFor(tx: Tx, actor: Actor, id: number): Promise<TopicAt | Refusal> {
  const [topic] = await tx.query<TopicAt>(`SELECT ${topicColumns} FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1 AND t.deleted_at IS NULL`, [id]);
  return topic && maySee(actor, topic.audience) ? topic : missing();
}

/** The topic, also a removed one, when the actor may see where it stands; for those who may bring it back. */
export async function anyTopicFor(tx: Tx, actor: Actor, id: number): Promise<TopicAt | Refusal> {
  const [topic] = await tx.query<TopicAt>(`SELECT ${topicColumns} FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1`, [id]);
  if (!topic || !maySee(actor, topic.audience)) return missing();
  return topic.deletedAt && !mayModerate(actor) ? missing() : topic;
}

/** The post with its topic, locked for a change, when the actor may see it. A deleted post is found only with `deleted`. */
export async function postFor(tx: Tx, actor: Actor, id: number): Promise<PostAt | Refusal> {
  const [post] = await tx.query<Omit<PostAt, "topic"> & { topicId: number }>(
    `SELECT id, number, topic_id AS "topicId", author_id AS "authorId", source, version, wiki, deleted_at AS "deletedAt" FROM post WHERE id = $1 AND moved_post_id IS NULL FOR UPDATE`, [id]);
  if (!post) return missing();
  const [topic] = await tx.query<TopicAt>(`SELECT ${topicColumns} FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1`, [post.topicId]);
  // A topic that was removed as a whole hides its posts; one that went with its only post comes back with it.
  if (topic?.deletedAt && !(post.deletedAt && post.number === 1)) return missing();
  return topic && maySee(actor, topic.audience) ? { ...post, topic } : missing();
}

/** The category by its slug, when the actor may see it. */
export async function categoryFor(tx: Tx, actor: Actor, slug: string): Promise<CategoryAt | Refusal> {
  const [category] = await tx.query<CategoryAt>(`SELECT c.id, c.slug, c.slow_seconds AS "slowSeconds", ${placeColumns} FROM category c WHERE c.slug = $1`, [slug]);
  return category && maySee(actor, category.audience) ? category : missing();
}
