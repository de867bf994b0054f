import type { Tx } from "#lib/core/transact.ts";
import { recountTopic } from "./topic-counts.ts";

/** A post about to move: its number and state where it stands, and, when it comes back to where it was before, the place that was kept for it. */
export type Moving = { id: number; number: number; authorId: string; replyTo: number | null; live: boolean; createdAt: Date; place: number | null; placeReplyTo: number | null };

const movable = `
  SELECT p.id, p.number, p.author_id AS "authorId", p.reply_to AS "replyTo", p.deleted_at IS NULL AS live, p.created_at AS "createdAt", k.number AS place, k.reply_to AS "placeReplyTo"
  FROM post p LEFT JOIN post k ON k.moved_post_id = p.id AND k.topic_id = $2
  WHERE p.topic_id = $1 AND p.moved_post_id IS NULL AND ($3::bigint[] IS NULL OR p.id = ANY($3)) ORDER BY p.number FOR UPDATE OF p`;

/** The posts of a topic that can move to another, all of them or these, in their order. */
export const movablePosts = (tx: Tx, from: { topicId: number; intoId: number; ids?: readonly number[] }): Promise<Moving[]> => tx.query<Moving>(movable, [from.topicId, from.intoId, from.ids ?? null]);

/** The numbers posts get in the topic they move into: the place kept for them, or the next ones there are. Numbers stay without gaps on both sides. */
export function numbered(posts: readonly { number: number; place: number | null }[], lastNumber: number): number[] {
  let last = lastNumber;
  return posts.map((post) => {
    if (post.place !== null) return post.place;
    last += 1;
    return last;
  });
}

/**
 * Moves posts from one topic into another. Each leaves a row under its old number that says where it went, so a link to the
 * post follows it and every number still has its page; one that comes back takes the place that was kept for it. Both topics
 * are counted afresh.
 */
export async function movePosts(tx: Tx, posts: readonly Moving[], between: { from: number; into: number }): Promise<void> {
  const [target] = await tx.query<{ last: number }>("SELECT last_number AS last FROM topic WHERE id = $1", [between.into]);
  const numbers = numbered(posts, target?.last ?? 0);
  const byOld = new Map(posts.map((post, at) => [post.number, numbers[at] ?? null]));
  const ids = posts.map((post) => post.id);
  const replies = posts.map((post) => (post.place === null ? (post.replyTo === null ? null : (byOld.get(post.replyTo) ?? null)) : post.placeReplyTo));
  await tx.query("DELETE FROM post WHERE topic_id = $1 AND moved_post_id = ANY($2::bigint[])", [between.into, ids]);
  await tx.query("UPDATE post SET topic_id = $1, number = u.number, reply_to = u.reply_to FROM unnest($2::bigint[], $3::int[], $4::int[]) AS u (id, number, reply_to) WHERE post.id = u.id", [between.into, ids, numbers, replies]);
  await tx.query(`INSERT INTO post (topic_id, number, author_id, source, html, reply_to, created_at, deleted_at, moved_post_id)
    SELECT $1, u.number, u.author_id, '', '', u.reply_to, u.created_at, now(), u.id FROM unnest($2::bigint[], $3::int[], $4::uuid[], $5::int[], $6::timestamptz[]) AS u (id, number, author_id, reply_to, created_at)`,
  [between.from, ids, posts.map((post) => post.number), posts.map((post) => post.authorId), posts.map((post) => post.replyTo), posts.map((post) => post.createdAt)]);
  await tx.query("UPDATE reaction SET topic_id = $1 WHERE post_id = ANY($2::bigint[])", [between.into, ids]);
  await recountTopic(tx, between.from);
  await recountTopic(tx, between.into);
}
