import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { anyTopicFor, topicFor } from "./access.ts";
import { giveBackAll, reguard, takeBackAll } from "./events.ts";
import { mayOperate } from "./policy.ts";
import { countedInCategories } from "./topic-counts.ts";
import { noteEvent } from "./topic-events.ts";

/** Removes a topic with all its replies; what each gave its author is taken back. Moderators only; twice is once. */
export function removeTopic(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const topic = await topicFor(tx, actor, id);
    if (refused(topic)) return topic;
    const allowed = mayOperate(actor, topic);
    if (allowed !== true || actor.kind !== "member") return allowed === true ? missing() : allowed;
    const removed = await countedInCategories(tx, [id], () => tx.query("UPDATE topic SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING id", [id]));
    if (removed.length === 0) return true as const;
    await takeBackAll(tx, id);
    await noteEvent(tx, actor, { topicId: id, kind: "removed" });
    await reguard(tx, { topics: [id] });
    return true as const;
  });
}

/** Brings a topic back that was removed with its replies, and to every author what was taken back then. */
export function restoreTopic(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const topic = await anyTopicFor(tx, actor, id);
    if (refused(topic)) return topic;
    const allowed = mayOperate(actor, topic);
    if (allowed !== true || actor.kind !== "member") return allowed === true ? missing() : allowed;
    if (!topic.deletedAt) return true as const;
    // One that was merged comes back by undoing that; one that went with its only post, with the post.
    const [whole] = await tx.query("SELECT 1 FROM topic t JOIN post p ON p.topic_id = t.id AND p.number = 1 AND p.deleted_at IS NULL WHERE t.id = $1 AND t.merged_into IS NULL AND t.deleted_at IS NOT NULL FOR UPDATE OF t", [id]);
    if (!whole) return missing();
    await giveBackAll(tx, id);
    await countedInCategories(tx, [id], () => tx.query("UPDATE topic SET deleted_at = NULL WHERE id = $1", [id]));
    await noteEvent(tx, actor, { topicId: id, kind: "restored" });
    return true as const;
  });
}
