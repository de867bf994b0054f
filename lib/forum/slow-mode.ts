import { isStaff, type Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";

function wait(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}

const again = (seconds: number | null | undefined): Refusal | undefined =>
  (seconds && seconds > 0 ? new Refusal("too-many", `Slow mode is on here. You can write again in ${wait(seconds)}.`, { retryAfter: seconds }) : undefined);

/** Whether slow mode keeps a member from replying yet: so many seconds after their last post in the topic. Staff are never slowed. */
export async function slowReply(tx: Tx, actor: Member, topic: { id: number; slowSeconds: number; lastNumber: number }): Promise<Refusal | undefined> {
  if (topic.slowSeconds === 0 || isStaff(actor)) return undefined;
  // Only the latest posts can be that young; looking further back would cost more in longer topics.
  const [row] = await tx.query<{ seconds: number | null }>("SELECT ceil(extract(epoch FROM max(created_at) + $3 * interval '1 second' - now()))::int AS seconds FROM post WHERE topic_id = $1 AND author_id = $2 AND number > $4", [topic.id, actor.id, topic.slowSeconds, topic.lastNumber - 500]);
  return again(row?.seconds);
}

/** The same for opening topics in a category. */
export async function slowOpening(tx: Tx, actor: Member, category: { id: number; slowSeconds: number }): Promise<Refusal | undefined> {
  if (category.slowSeconds === 0 || isStaff(actor)) return undefined;
  const [row] = await tx.query<{ seconds: number | null }>("SELECT ceil(extract(epoch FROM max(created_at) + $3 * interval '1 second' - now()))::int AS seconds FROM topic WHERE author_id = $2 AND category_id = $1", [category.id, actor.id, category.slowSeconds]);
  return again(row?.seconds);
}
