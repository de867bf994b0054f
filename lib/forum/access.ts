import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { maySee } from "./policy.ts";
import type { Audience } from "./types.ts";

export type TopicAt = { id: number; slug: string; categoryId: number; categorySlug: string; authorId: string; kind: string; audience: Audience; acceptedPostId: number | null; lastNumber: number };
export type PostAt = { id: number; number: number; topicId: number; authorId: string; source: string; version: number; deletedAt: Date | null; topic: TopicAt };

const topicColumns = `t.id, t.slug, t.category_id AS "categoryId", c.slug AS "categorySlug", t.author_id AS "authorId", t.kind, c.audience, t.accepted_post_id AS "acceptedPostId", t.last_number AS "lastNumber"`;

/** The topic, when the actor may see it. Fetching and authorising are one step. */
export async function topicFor(tx: Tx, actor: Actor, id: number): Promise<TopicAt | Refusal> {
  const [topic] = await tx.query<TopicAt>(`SELECT ${topicColumns} FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1 AND t.deleted_at IS NULL`, [id]);
  return topic && maySee(actor, topic.audience) ? topic : missing();
}

/** The post with its topic, locked for a change, when the actor may see it. A deleted post is found only with `deleted`. */
export async function postFor(tx: Tx, actor: Actor, id: number): Promise<PostAt | Refusal> {
  const [post] = await tx.query<Omit<PostAt, "topic"> & { topicId: number }>(
    `SELECT id, number, topic_id AS "topicId", author_id AS "authorId", source, version, deleted_at AS "deletedAt" FROM post WHERE id = $1 FOR UPDATE`, [id]);
  if (!post) return missing();
  const [topic] = await tx.query<TopicAt>(`SELECT ${topicColumns} FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1`, [post.topicId]);
  return topic && maySee(actor, topic.audience) ? { ...post, topic } : missing();
}

/** The category by its slug, when the actor may see it. */
export async function categoryFor(tx: Tx, actor: Actor, slug: string): Promise<{ id: number; slug: string; audience: Audience } | Refusal> {
  const [category] = await tx.query<{ id: number; slug: string; audience: Audience }>("SELECT id, slug, audience FROM category WHERE slug = $1", [slug]);
  return category && maySee(actor, category.audience) ? category : missing();
}
