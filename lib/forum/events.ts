import type { Member } from "#lib/core/actor.ts";
import type { Tx } from "#lib/core/transact.ts";
import { record, reverse } from "#lib/ledger/record.ts";

type Subject = { type: string; id: string };

function fact(customerId: string, kind: string, subject: Subject): { customerId: string; kind: string; occurredAt: Date; subject: Subject; source: "web" } {
  return { customerId, kind, occurredAt: new Date(), subject, source: "web" };
}

/** A topic was opened: one interaction of its author. Its first post is no second one. */
export const topicCreated = (tx: Tx, actor: Member, topicId: number) =>
  record(tx, { ...fact(actor.id, "topic.created", { type: "topic", id: String(topicId) }), key: `topic:${topicId}` });

/** A reply was written. */
export const postCreated = (tx: Tx, actor: Member, postId: number) =>
  record(tx, { ...fact(actor.id, "post.created", { type: "post", id: String(postId) }), key: `post:${postId}` });

/** A reaction: one interaction of who gave it and one of who received it, under the key that taking it back will name. */
export async function reacted(tx: Tx, given: { by: string; to: string; postId: number; key: string }): Promise<void> {
  const subject = { type: "post", id: String(given.postId) };
  await record(tx, { ...fact(given.by, "reaction.given", subject), key: `${given.key}:given` });
  await record(tx, { ...fact(given.to, "reaction.received", subject), key: `${given.key}:received` });
}

/** Takes a reaction's two interactions back. */
export async function unreacted(tx: Tx, key: string): Promise<void> {
  await reverse(tx, "web", `${key}:given`);
  await reverse(tx, "web", `${key}:received`);
}

/** An answer was accepted: an interaction of its author. */
export const answerAccepted = (tx: Tx, authorId: string, of: { postId: number; key: string }) =>
  record(tx, { ...fact(authorId, "answer.accepted", { type: "post", id: String(of.postId) }), key: of.key });

const live = `
  SELECT k.source, k.key FROM interaction i JOIN interaction_key k ON k.id = i.id
  WHERE i.customer_id = $1 AND i.kind = $2 AND i.subject_type = $3 AND i.subject_id = $4 AND i.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`;

/** Takes back what a post, topic or answer gave its author, whatever source recorded it. */
export async function takeBack(tx: Tx, of: { customerId: string; kind: string; subject: Subject }): Promise<void> {
  const rows = await tx.query<{ source: "web" | "import"; key: string }>(live, [of.customerId, of.kind, of.subject.type, of.subject.id]);
  for (const row of rows) await reverse(tx, row.source, row.key);
}

/** Gives back what `takeBack` took, as a new interaction under a key of its own. */
export const giveBack = (tx: Tx, of: { customerId: string; kind: string; subject: Subject; occurredAt: Date; key: string }) =>
  record(tx, { ...of, source: "web" });

/** Tells the server, at commit, what readers of a topic should see. */
export async function announce(tx: Tx, change: { topicId: number; number: number; type: "post.created" | "post.changed" }): Promise<void> {
  await tx.query("SELECT pg_notify('forum', $1)", [JSON.stringify(change)]);
}

/** Has the server ask again, at commit, whether those who follow topics live may still see them: the topics of these categories, and these. */
export async function reguard(tx: Tx, which: { categories?: number[]; topics?: number[] }): Promise<void> {
  await tx.query("SELECT pg_notify('guards', $1)", [JSON.stringify({ categories: which.categories ?? [], topics: which.topics ?? [] })]);
}
