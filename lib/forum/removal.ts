import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { announce, giveBack, takeBack } from "./events.ts";
import { mayModerate } from "./policy.ts";

type Whole = { authorId: string; categoryId: number; posts: number; createdAt: Date };
const columns = `author_id AS "authorId", category_id AS "categoryId", post_count AS posts, created_at AS "createdAt"`;

async function count(tx: Tx, topic: Whole, change: 1 | -1): Promise<void> {
  await tx.query("UPDATE category SET topic_count = topic_count + $2, post_count = post_count + $2 * $3 WHERE id = $1", [topic.categoryId, change, topic.posts]);
}

/** Takes a whole topic away, answers and all, as a moderator does; its posts stay as they are, out of sight. */
export function removeTopic(actor: Actor, topicId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    if (!mayModerate(actor)) return missing();
    const [topic] = await tx.query<Whole>(`UPDATE topic SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING ${columns}`, [topicId]);
    if (!topic) return true;
    await count(tx, topic, -1);
    await takeBack(tx, { customerId: topic.authorId, kind: "topic.created", subject: { type: "topic", id: String(topicId) } });
    await announce(tx, { topicId, number: 1, type: "post.changed" });
    return true;
  });
}

/** Brings a topic back that was taken away as a whole, with what it gave its author. */
export function restoreTopic(actor: Actor, topicId: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    if (!mayModerate(actor)) return missing();
    const [gone] = await tx.query<{ at: Date }>("SELECT deleted_at AS at FROM topic WHERE id = $1 AND deleted_at IS NOT NULL FOR UPDATE", [topicId]);
    if (!gone) return true;
    const [topic] = await tx.query<Whole>(`UPDATE topic SET deleted_at = NULL WHERE id = $1 RETURNING ${columns}`, [topicId]);
    if (!topic) return missing();
    await count(tx, topic, 1);
    await giveBack(tx, { customerId: topic.authorId, kind: "topic.created", subject: { type: "topic", id: String(topicId) }, occurredAt: topic.createdAt, key: `restored:topic:${topicId}:${gone.at.getTime()}` });
    await announce(tx, { topicId, number: 1, type: "post.changed" });
    return true;
  });
}
