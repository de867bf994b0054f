import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { tell } from "#lib/realtime/tell.ts";
import { topicFor } from "../access.ts";

const advance = `
  INSERT INTO topic_read (account_id, topic_id, last_number) VALUES ($1, $2, $3)
  ON CONFLICT (account_id, topic_id) DO UPDATE SET last_number = excluded.last_number, at = now() WHERE topic_read.last_number < excluded.last_number RETURNING last_number`;

/**
 * Says how far one has read a topic. It only grows, whichever of one's pages tells last, and never beyond what is written;
 * one's other pages hear of it.
 */
export function markRead(actor: Member, topicId: number, number: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const topic = await topicFor(tx, actor, topicId);
    if (refused(topic)) return topic;
    const last = Math.min(number, topic.lastNumber);
    const [moved] = await tx.query(advance, [actor.id, topicId, last]);
    if (moved) await tell(tx, { room: `me:${actor.id}`, event: "topic.read", data: { topicId, number: last, lastNumber: topic.lastNumber } });
    return true;
  });
}
