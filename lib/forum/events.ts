import type { Member } from "#lib/core/actor.ts";
import type { Tx } from "#lib/core/transact.ts";
import { newId } from "#lib/core/ids.ts";
import { type Interaction, record, reverse, type Source } from "#lib/ledger/record.ts";
import { recordMany, reverseMany } from "#lib/ledger/record-many.ts";

type Subject = { type: string; id: string };

function fact(customerId: string, kind: string, subject: Subject): { customerId: string; kind: string; occurredAt: Date; subject: Subject; source: "web" } {
  return { customerId, kind, occurredAt: new Date(), subject, source: "web" };
}

/** What opening a topic is in the ledger: an idea is handed in, everything else is opened. One act, one interaction. */
export const openedKind = (kind: string): "idea.submitted" | "topic.created" => (kind === "idea" ? "idea.submitted" : "topic.created");

/** A topic was opened: one interaction of its author. Its first post is no second one. */
export const topicCreated = (tx: Tx, actor: Member, topic: { id: number; kind: string }) =>
  record(tx, { ...fact(actor.id, openedKind(topic.kind), { type: "topic", id: String(topic.id) }), key: `topic:${topic.id}` });

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

type Given = { kind: string; subject: Subject };
/** Takes back what was given as one kind and gives it as another: a post that opens a topic now, or one that did. */
export async function swapGiven(tx: Tx, of: { customerId: string; occurredAt: Date; from: Given; to: Given }): Promise<void> {
  await takeBack(tx, { customerId: of.customerId, ...of.from });
  await giveBack(tx, { customerId: of.customerId, ...of.to, occurredAt: of.occurredAt, key: `swapped:${newId()}` });
}

const underTopic = `
  FROM interaction i JOIN interaction_key k ON k.id = i.id
  WHERE i.customer_id IN (SELECT author_id FROM post WHERE topic_id = $1 AND deleted_at IS NULL) AND i.reverses IS NULL
    AND ((i.kind IN ('post.created', 'answer.accepted') AND i.subject_type = 'post' AND i.subject_id IN (SELECT id::text FROM post WHERE topic_id = $1 AND deleted_at IS NULL))
      OR (i.kind IN ('topic.created', 'idea.submitted') AND i.subject_type = 'topic' AND i.subject_id = $1::text))`;

/** Takes back what a topic and every post in it gave their authors, in a few statements however long it is. */
export async function takeBackAll(tx: Tx, topicId: number): Promise<void> {
  await reverseMany(tx, await tx.query<{ source: Source; key: string }>(`SELECT k.source, k.key ${underTopic} AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)`, [topicId]));
}

/** Gives back exactly what `takeBackAll` took in the transaction that removed the topic; the topic must still be removed. */
export async function giveBackAll(tx: Tx, topicId: number): Promise<void> {
  const taken = await tx.query<Interaction & { id: string; type: string; subjectId: string }>(`SELECT i.id, i.customer_id AS "customerId", i.kind, i.occurred_at AS "occurredAt", i.subject_type AS type, i.subject_id AS "subjectId" ${underTopic}
    AND EXISTS (SELECT 1 FROM interaction r WHERE r.reverses = i.id AND r.customer_id = i.customer_id AND r.recorded_at = (SELECT deleted_at FROM topic WHERE id = $1))`, [topicId]);
  await recordMany(tx, taken.map(({ id, type, subjectId, ...given }) => ({ ...given, subject: { type, id: subjectId }, source: "web", key: `restored:${id}` })));
}

/** An idea was decided: each who should hear is told, by an interaction that counts nothing. */
export const ideaDecided = (tx: Tx, of: { topicId: number; event: number; hear: readonly string[] }) =>
  recordMany(tx, of.hear.map((id) => ({ ...fact(id, "idea.decided", { type: "topic", id: String(of.topicId) }), key: `idea:${of.event}:${id}` })));

/** A changed post calls people it did not call before: each is told, by an interaction that counts nothing. */
export const mentionsMade = (tx: Tx, of: { postId: number; number: number; topicId: number; hear: readonly string[] }) =>
  recordMany(tx, of.hear.map((id) => ({ ...fact(id, "mention.made", of.number === 1 ? { type: "topic", id: String(of.topicId) } : { type: "post", id: String(of.postId) }), key: `mention:${of.postId}:${id}` })));

/** Tells the server, at commit, what readers of a topic should see. */
export async function announce(tx: Tx, change: { topicId: number; number: number; type: "post.created" | "post.changed" }): Promise<void> {
  await tx.query("SELECT pg_notify('forum', $1)", [JSON.stringify(change)]);
}

/** The same of a post that a statement is writing, for its RETURNING list: `number` names its column. */
export const announced = (number: string): string => `pg_notify('forum', json_build_object('topicId', topic_id, 'number', ${number}, 'type', 'post.created')::text)`;

/** Has the server ask again, at commit, whether those who follow topics live may still see them: the topics of these categories, and these. */
export async function reguard(tx: Tx, which: { categories?: number[]; topics?: number[] }): Promise<void> {
  await tx.query("SELECT pg_notify('guards', $1)", [JSON.stringify({ categories: which.categories ?? [], topics: which.topics ?? [] })]);
}
