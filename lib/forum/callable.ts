import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { callableGroups } from "#lib/identity/groups.ts";
import { topicFor } from "./access.ts";
import { seenBy } from "./mentions.ts";
import { readersOf } from "./text-place.ts";
import type { CallableView } from "./types.ts";

const shown = 8;
type Found = { id: string; name: string; handle: string; role: "customer"; tier: number };

// Those who are in the conversation come first, then whose handle or name begins so. More than are shown are read, for those who may not see the topic.
const inTopic = `SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, max(p.number) AS last FROM post p JOIN account a ON a.id = p.author_id
  WHERE p.topic_id = $1 AND p.deleted_at IS NULL AND p.number > $4 - 500 AND a.suspended_at IS NULL AND a.id <> $3
    AND (lower(a.handle::text) LIKE $2 OR lower(a.name) LIKE $2) GROUP BY a.id ORDER BY last DESC LIMIT ${shown * 2}`;
const begins = (column: string): string => `(SELECT id, name, handle::text AS handle, role, tier FROM account WHERE lower(${column}) LIKE $1 AND suspended_at IS NULL AND confirmed_at IS NOT NULL AND id <> $2 ORDER BY lower(${column}) LIMIT 40)`;
const anybody = `${begins("handle::text")} UNION ${begins("name")}`;

/** Whom the actor may call where they write, by how their handle or name begins: who takes part in the topic first, only who may see it there, at most eight. */
export function listCallable(actor: Member, { prefix, topicId, categorySlug }: { prefix: string; topicId?: number | undefined; categorySlug?: string | undefined }): Promise<CallableView | Refusal> {
  return transact(async (tx) => {
    const topic = topicId ? await topicFor(tx, actor, topicId) : undefined;
    if (topic && refused(topic)) return topic;
    const audience = topic?.audience ?? await readersOf(tx, actor, { categorySlug });
    if (refused(audience)) return audience;
    const like = `${prefix.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    const here = topic ? await tx.query<Found>(inTopic, [topic.id, like, actor.id, topic.lastNumber]) : [];
    const others = prefix.length > 0 && here.length < shown ? await tx.query<Found>(anybody, [like, actor.id]) : [];
    others.sort((one, other) => one.name.localeCompare(other.name));
    const people = new Map([...here, ...others].filter((one) => seenBy(one, audience)).map((one) => [one.id, { id: one.id, name: one.name, handle: one.handle }]));
    const groups = (await callableGroups(tx, actor)).filter((name) => name.startsWith(prefix.toLowerCase()));
    return { people: [...people.values()].slice(0, shown), groups };
  });
}
