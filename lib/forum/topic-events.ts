import { isStaff, type Member } from "#lib/core/actor.ts";
import type { Tx } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { tell } from "#lib/realtime/tell.ts";
import type { TopicEventKind } from "./types.ts";

/** What happened to a topic, with the few facts its line shows: ids, slugs of public names, no texts but titles of the topic itself. */
export type Happened = { topicId: number; kind: TopicEventKind; detail?: Record<string, unknown> };

const insert = `INSERT INTO topic_event (topic_id, kind, actor_id, after_number, detail) SELECT id, $2, $3, last_number, $4 FROM topic WHERE id = $1 RETURNING id`;

/** Writes the small line a topic shows of what was done to it, notes it for the moderation log when staff did it, and shows readers the change at commit. Nobody did what was due by the clock. */
export async function noteEvent(tx: Tx, actor: Member | null, { topicId, kind, detail = {} }: Happened): Promise<number> {
  const [event] = await tx.query<{ id: number }>(insert, [topicId, kind, actor?.id ?? null, JSON.stringify(detail)]);
  if (actor && isStaff(actor)) await noteAct(tx, actor, { act: `topic.${kind}`, subject: { type: "topic", id: topicId }, detail });
  await showTopic(tx, topicId);
  return event?.id ?? 0;
}

/** Has readers see, at commit, that a topic is not what it was. */
export async function showTopic(tx: Tx, topicId: number): Promise<void> {
  await makeStale(tx, [`topic:${topicId}`, "lists"]);
  await tell(tx, { room: `topic:${topicId}`, event: "topic.changed", data: { topicId } });
}
