import type { Tx } from "#lib/core/transact.ts";
import { announce, reacted, unreacted } from "./events.ts";

type Reaction = { postId: number; topicId: number; number: number; authorId: string; kind: string; at: string };
const keyOf = (postId: number, accountId: string, at: string): string => `reaction:${postId}:${accountId}:${new Date(at).getTime()}`;
const score = "WITH p AS (UPDATE post SET score = score + $2 WHERE id = $1) UPDATE topic SET score = score + $2 WHERE id = $3";

/** What someone wrote and still stands: the topics they opened, and their posts in topics of others. */
export async function standingOf(tx: Tx, accountId: string): Promise<{ topics: number[]; posts: number[]; texts: string[] }> {
  const topics = await tx.query<{ id: number }>("SELECT id FROM topic WHERE author_id = $1 AND deleted_at IS NULL ORDER BY id", [accountId]);
  const posts = await tx.query<{ id: number; source: string; own: boolean }>(
    `SELECT p.id, p.source, t.author_id = $1 AS own FROM post p JOIN topic t ON t.id = p.topic_id WHERE p.author_id = $1 AND p.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY p.id`, [accountId]);
  return { topics: topics.map((row) => row.id), posts: posts.filter((row) => !row.own).map((row) => row.id), texts: posts.slice(0, 50).map((row) => row.source) };
}

/** Takes back every reaction someone gave, or those on some posts, with what it gave both. Resolves to what `giveReactions` needs. */
export async function takeReactions(tx: Tx, accountId: string, postIds: readonly number[] | null = null): Promise<Reaction[]> {
  const rows = await tx.query<Omit<Reaction, "at"> & { at: Date }>(
    `WITH gone AS (DELETE FROM reaction WHERE account_id = $1 AND ($2::bigint[] IS NULL OR post_id = ANY($2)) RETURNING post_id, topic_id, kind, created_at)
     SELECT g.post_id AS "postId", g.topic_id AS "topicId", p.number, p.author_id AS "authorId", g.kind, g.created_at AS at FROM gone g JOIN post p ON p.id = g.post_id ORDER BY g.post_id`, [accountId, postIds]);
  const taken = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  for (const one of taken) {
    await tx.query(score, [one.postId, -1, one.topicId]);
    await unreacted(tx, keyOf(one.postId, accountId, one.at));
    await announce(tx, { topicId: one.topicId, number: one.number, type: "post.changed" });
  }
  return taken;
}

/** Gives reactions back that were taken. Each counts from now: what was reversed in the ledger is not reversed again. */
export async function giveReactions(tx: Tx, accountId: string, given: readonly Reaction[]): Promise<void> {
  for (const one of given) {
    const [back] = await tx.query<{ at: Date }>(
      "INSERT INTO reaction (post_id, topic_id, account_id, kind, created_at) VALUES ($1, $2, $3, $4, date_trunc('milliseconds', clock_timestamp())) ON CONFLICT DO NOTHING RETURNING created_at AS at", [one.postId, one.topicId, accountId, one.kind]);
    if (!back) continue;
    await tx.query(score, [one.postId, 1, one.topicId]);
    await reacted(tx, { by: accountId, to: one.authorId, postId: one.postId, key: keyOf(one.postId, accountId, back.at.toISOString()) });
    await announce(tx, { topicId: one.topicId, number: one.number, type: "post.changed" });
  }
}
