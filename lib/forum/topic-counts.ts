import type { Tx } from "#lib/core/transact.ts";

type Share = { id: number; categoryId: number; topics: number; posts: number };
const shares = `SELECT id, category_id AS "categoryId", (deleted_at IS NULL)::int AS topics, CASE WHEN deleted_at IS NULL THEN post_count ELSE 0 END AS posts FROM topic WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`;
const move = `
  UPDATE category SET topic_count = topic_count + u.topics, post_count = post_count + u.posts,
    last_post_at = (SELECT max(t.last_post_at) FROM topic t WHERE t.category_id = category.id AND t.deleted_at IS NULL)
  FROM unnest($1::bigint[], $2::int[], $3::int[]) AS u (id, topics, posts) WHERE category.id = u.id`;

/**
 * Does something to topics and moves their categories' counts by what it changed, exactly. The topics are locked first, in
 * the order of their ids; one that `work` makes is added to `ids` by it.
 */
export async function countedInCategories<T>(tx: Tx, ids: number[], work: () => Promise<T>): Promise<T> {
  const before = await tx.query<Share>(shares, [ids]);
  const result = await work();
  const changes = new Map<number, { topics: number; posts: number }>();
  for (const [rows, sign] of [[before, -1], [await tx.query<Share>(shares, [ids]), 1]] as const) {
    for (const row of rows) {
      const change = changes.get(row.categoryId) ?? { topics: 0, posts: 0 };
      changes.set(row.categoryId, { topics: change.topics + sign * row.topics, posts: change.posts + sign * row.posts });
    }
  }
  const moved = [...changes].sort(([one], [other]) => one - other);
  await tx.query(move, [moved.map(([id]) => id), moved.map(([, change]) => change.topics), moved.map(([, change]) => change.posts)]);
  return result;
}

/** Counts a topic afresh from its posts: after posts came or went, nothing kept of them holds any more. */
export async function recountTopic(tx: Tx, id: number): Promise<void> {
  await tx.query(`
    UPDATE topic SET last_number = s.last, post_count = s.live, score = s.score, last_author_id = coalesce(s.author, topic.last_author_id),
      last_post_at = CASE WHEN topic.bumps THEN coalesce(s.at, topic.last_post_at) ELSE topic.last_post_at END,
      accepted_post_id = CASE WHEN EXISTS (SELECT 1 FROM post p WHERE p.id = topic.accepted_post_id AND p.topic_id = topic.id) THEN topic.accepted_post_id END
    FROM (SELECT max(number) AS last, count(*) FILTER (WHERE deleted_at IS NULL)::int AS live, coalesce(sum(score), 0)::int AS score, max(created_at) FILTER (WHERE deleted_at IS NULL) AS at,
        (array_agg(author_id ORDER BY number DESC) FILTER (WHERE deleted_at IS NULL))[1] AS author FROM post WHERE topic_id = $1) s WHERE topic.id = $1`, [id]);
}
