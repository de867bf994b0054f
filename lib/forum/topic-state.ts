import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { enqueue, unqueue } from "#lib/jobs/queue.ts";
import { topicFor } from "./access.ts";
import { mayOperate } from "./policy.ts";
import type { StateInput } from "./schema.ts";
import { noteEvent } from "./topic-events.ts";
import type { TopicEventKind } from "./types.ts";

type Change = { id: number; member: Member };
type Told = { kind: TopicEventKind; detail?: Record<string, unknown> } | undefined;

async function pin(tx: Tx, { id }: Change, { pinned, until }: StateInput): Promise<Told> {
  if (pinned === undefined) return undefined;
  const [changed] = await tx.query("UPDATE topic SET pinned = $2, pinned_until = $3 WHERE id = $1 AND (pinned, pinned_until) IS DISTINCT FROM ($2::text, $3::timestamptz) RETURNING id", [id, pinned, pinned ? (until ?? null) : null]);
  if (!changed) return undefined;
  await unqueue(tx, `forum.unpin:${id}`);
  if (pinned && until) await enqueue(tx, { name: "forum.unpin", payload: { topicId: id } }, { runAt: new Date(until), key: `forum.unpin:${id}` });
  return pinned ? { kind: "pinned", detail: { where: pinned, until: until ?? null } } : { kind: "unpinned" };
}

// A moment that is there or not: set, it says since when.
async function moment(tx: Tx, { id }: Change, set: { column: "closed_at" | "archived_at"; to: boolean | undefined; told: [TopicEventKind, TopicEventKind] }): Promise<Told> {
  if (set.to === undefined) return undefined;
  const [changed] = await tx.query(`UPDATE topic SET ${set.column} = CASE WHEN $2 THEN now() END WHERE id = $1 AND (${set.column} IS NULL) = $2 RETURNING id`, [id, set.to]);
  return changed ? { kind: set.told[set.to ? 0 : 1] } : undefined;
}

async function pace(tx: Tx, { id }: Change, { bumps, slowSeconds }: StateInput): Promise<Told[]> {
  const told: Told[] = [];
  if (bumps !== undefined && (await tx.query("UPDATE topic SET bumps = $2 WHERE id = $1 AND bumps <> $2 RETURNING id", [id, bumps])).length) told.push({ kind: bumps ? "rises" : "stays" });
  if (slowSeconds !== undefined && (await tx.query("UPDATE topic SET slow_seconds = $2 WHERE id = $1 AND slow_seconds <> $2 RETURNING id", [id, slowSeconds])).length) told.push({ kind: slowSeconds ? "slowed" : "hastened", detail: { seconds: slowSeconds } });
  return told;
}

/** Pins, closes, archives, slows or stills a topic, or takes that back; what is so already stays so and is told nobody. Moderators only. */
export function setTopicState(actor: Actor, id: number, input: StateInput): Promise<true | Refusal> {
  return transact(async (tx) => {
    const topic = await topicFor(tx, actor, id);
    if (refused(topic)) return topic;
    const allowed = mayOperate(actor, topic);
    if (allowed !== true) return allowed;
    if (actor.kind !== "member") return missing();
    if (input.pinned && input.until && new Date(input.until) <= new Date()) return new Refusal("invalid", "Choose a day to come.", { field: "until" });
    await tx.query("SELECT 1 FROM topic WHERE id = $1 FOR UPDATE", [id]);
    const change = { id, member: actor };
    const told = [
      await pin(tx, change, input), await moment(tx, change, { column: "closed_at", to: input.closed, told: ["closed", "reopened"] }),
      await moment(tx, change, { column: "archived_at", to: input.archived, told: ["archived", "unarchived"] }), ...(await pace(tx, change, input)),
    ];
    for (const one of told) if (one) await noteEvent(tx, actor, { topicId: id, ...one });
    return true as const;
  });
}

const announcedDays = 14;

/** Puts a fresh announcement above every list for two weeks, or until a moderator says otherwise. */
export async function pinAnnouncement(tx: Tx, id: number): Promise<void> {
  const until = new Date(Date.now() + announcedDays * 86_400_000);
  await tx.query("UPDATE topic SET pinned = 'everywhere', pinned_until = $2 WHERE id = $1", [id, until]);
  await enqueue(tx, { name: "forum.unpin", payload: { topicId: id } }, { runAt: until, key: `forum.unpin:${id}` });
}

/** Takes down what was pinned until now; a job that comes twice, or after the day was moved, does nothing. */
export async function unpinDue(topicId: number): Promise<void> {
  await transact(async (tx) => {
    const [changed] = await tx.query("UPDATE topic SET pinned = NULL, pinned_until = NULL WHERE id = $1 AND pinned_until <= now() RETURNING id", [topicId]);
    if (changed) await noteEvent(tx, null, { topicId, kind: "unpinned" });
  });
}
