import type { Reader } from "#lib/core/transact.ts";
import { type Spoken, whoSpoke } from "#lib/chat/moderated.ts";
import type { Entry } from "#lib/ledger/relay.ts";
import { strength, toldDirectly } from "./kinds.ts";
import type { NoticeKind } from "./types.ts";

/**
 * One act that concerns one person. `act` names it for good: the same act never reaches the same person twice. `groupKey`
 * says with which others it stands in one line.
 */
export type Told = {
  accountId: string; kind: NoticeKind; event: string; act: string; groupKey: string; actorId: string | null; at: Date;
  subject: { type: string; id: string }; topicId: number | null; postId: number | null; number: number | null;
};
/** A post or topic that people who follow something should hear of, beside those it concerns by itself. */
export type Spread = { event: string; kind: "followed" | "topic"; act: string; of: Followed; postId: number; topicId: number; number: number; authorId: string; at: string };

/** One thing that people follow, as the forum names it. */
export type Followed = { type: "topic" | "category" | "tag" | "person"; id: string };

type Said = { postId: number; number: number; topicId: number; categoryId: number; authorId: string; editorId: string | null; openerId: string; answeredId: string | null; mentioned: string[]; tags: number[] };

const posts = `
  SELECT p.id AS "postId", p.number, t.id AS "topicId", t.category_id AS "categoryId", p.author_id AS "authorId", (SELECT v.editor_id FROM post_version v WHERE v.post_id = p.id ORDER BY v.version DESC LIMIT 1) AS "editorId", t.author_id AS "openerId", answered.author_id AS "answeredId",
    ARRAY(SELECT m.account_id FROM mention m WHERE m.post_id = p.id ORDER BY m.account_id) AS mentioned, ARRAY(SELECT x.tag_id::float8 FROM topic_tag x WHERE x.topic_id = t.id ORDER BY x.tag_id) AS tags
  FROM post p JOIN topic t ON t.id = p.topic_id LEFT JOIN post answered ON answered.topic_id = p.topic_id AND answered.number = p.reply_to AND answered.deleted_at IS NULL
  WHERE p.deleted_at IS NULL AND t.deleted_at IS NULL AND `;
const byPost = `${posts} p.id = ANY($1::bigint[])`;
const byTopic = `${posts} p.topic_id = ANY($1::bigint[]) AND p.number = 1`;

/** The one line in which someone is told of a room. */
export const roomGroup = (roomId: number): string => `chat:${roomId}`;

/** Whether this interaction is that a topic was opened: an idea is handed in, everything else opened. */
const opens = (kind: string): boolean => kind === "topic.created" || kind === "idea.submitted";

/** What an interaction is called as an act: a reversal names the act it takes back. */
export function actOf(entry: Entry): string {
  // A mention made later is a part of its post: whom that was told to is not told again, and it goes with the post.
  if (entry.kind === "post.created" || entry.kind === "mention.made" || opens(entry.kind)) return `${entry.subjectType}:${entry.subjectId}`;
  if (entry.kind === "reaction.given") return `reaction:${entry.subjectId}:${entry.customerId}`;
  // A reply and an answer to a question about a product may have the same number.
  if (entry.kind === "answer.accepted") return `accepted:${entry.subjectType === "post" ? "" : `${entry.subjectType}:`}${entry.subjectId}`;
  return `${entry.kind}:${entry.key.replace(/^reversal:/, "")}`;
}

const idsOf = (entries: readonly Entry[], type: string): number[] => [...new Set(entries.filter((entry) => entry.subjectType === type && /^\d{1,15}$/.test(entry.subjectId)).map((entry) => Number(entry.subjectId)))];

async function saidIn(reader: Reader, entries: readonly Entry[]): Promise<Map<string, Said>> {
  const [postIds, topicIds] = [idsOf(entries, "post"), idsOf(entries, "topic")];
  const rows = postIds.length ? await reader.query<Said>(byPost, [postIds]) : [];
  const opened = topicIds.length ? await reader.query<Said>(byTopic, [topicIds]) : [];
  return new Map([...rows.map((row) => [`post:${row.postId}`, row] as const), ...opened.map((row) => [`topic:${row.topicId}`, row] as const)]);
}

function place(entry: Entry, said: Said | undefined): Omit<Told, "accountId" | "kind" | "groupKey"> {
  return {
    event: entry.kind, act: actOf(entry), actorId: null, at: entry.occurredAt, subject: { type: entry.subjectType, id: entry.subjectId },
    topicId: said?.topicId ?? null, postId: said?.postId ?? null, number: said?.number ?? null,
  };
}

/** Something said in a room, told to whom it calls or who is in the conversation. */
function spokenTo(entry: Entry, spoken: Spoken | undefined): Told[] {
  if (!spoken) return [];
  return [{ ...place(entry, undefined), actorId: spoken.authorId, accountId: entry.customerId, kind: entry.kind === "chat.mentioned" ? "mention" : "message", groupKey: roomGroup(spoken.roomId) }];
}

/** Whom one interaction concerns by itself, without anybody following anything. This and `spreadOf` are the one place that decides. */
function concerned(entry: Entry, said: Said | undefined): Told[] {
  const direct = toldDirectly[entry.kind];
  const base = place(entry, said);
  // Who brings many hears of them in one line.
  if (direct) return [{ ...base, accountId: entry.customerId, kind: direct, groupKey: direct === "referral" ? entry.kind : `${entry.kind}:${entry.subjectType}:${entry.subjectId}` }];
  if (!said) return [];
  const by = { ...base, actorId: entry.customerId };
  if (entry.kind === "reaction.given") return [{ ...by, accountId: said.authorId, kind: "reaction", groupKey: `reaction:${said.postId}` }];
  if (entry.kind === "mention.made") return [{ ...base, actorId: said.editorId ?? said.authorId, accountId: entry.customerId, kind: "mention", groupKey: `mention:${said.topicId}` }];
  if (entry.kind !== "post.created" && !opens(entry.kind)) return [];
  const mentioned = said.mentioned.map((accountId): Told => ({ ...by, accountId, kind: "mention", groupKey: `mention:${said.topicId}` }));
  if (opens(entry.kind)) return mentioned;
  const answered: Told[] = said.answeredId ? [{ ...by, accountId: said.answeredId, kind: "reply", groupKey: `reply:${said.topicId}` }] : [];
  return [...mentioned, ...answered, { ...by, accountId: said.openerId, kind: "followed", groupKey: `followed:${said.topicId}` }];
}

function spreadOf(entry: Entry, said: Said | undefined): Spread[] {
  if (!said || (entry.kind !== "post.created" && !opens(entry.kind))) return [];
  const { postId, topicId, number } = said;
  const one = { event: entry.kind, act: actOf(entry), postId, topicId, number, authorId: entry.customerId, at: entry.occurredAt.toISOString() };
  if (entry.kind === "post.created") return [{ ...one, kind: "followed", of: { type: "topic", id: String(topicId) } }];
  const sources: Followed[] = [{ type: "category", id: String(said.categoryId) }, ...said.tags.map((id): Followed => ({ type: "tag", id: String(id) })), { type: "person", id: entry.customerId }];
  return sources.map((of) => ({ ...one, kind: "topic", of }));
}

/** What a post or topic is to some of those who follow what it stands in. */
export function toldTo(accountIds: readonly string[], spread: Spread): Told[] {
  const { kind, event, act, postId, topicId, number, authorId } = spread;
  return onceEach(accountIds.map((accountId) => ({
    accountId, kind, event, act, groupKey: `${kind}:${topicId}`, actorId: authorId, at: new Date(spread.at), subject: kind === "topic" ? { type: "topic", id: String(topicId) } : { type: "post", id: String(postId) }, topicId, postId, number,
  })));
}

/** Each act once to each person, as the strongest of what it is to them, and never to who did it. */
export function onceEach(told: readonly Told[]): Told[] {
  const kept = new Map<string, Told>();
  for (const one of told) {
    if (one.accountId === one.actorId) continue;
    const key = `${one.accountId} ${one.act}`;
    const before = kept.get(key);
    if (!before || strength(one.kind) < strength(before.kind)) kept.set(key, one);
  }
  return [...kept.values()];
}

/**
 * Who should hear of these interactions: those they concern by themselves, and what followers should hear of. What was
 * imported is history, not news. Whether each may see it, wants it and does not ignore its author is asked as it is written.
 */
export async function recipients(reader: Reader, entries: readonly Entry[]): Promise<{ told: Told[]; spread: Spread[] }> {
  const fresh = entries.filter((entry) => !entry.reverses && entry.source !== "import");
  const said = await saidIn(reader, fresh);
  const inRooms = fresh.filter((entry) => entry.kind === "chat.mentioned" || entry.kind === "chat.written");
  const spoken = inRooms.length ? await whoSpoke(reader, inRooms.map((entry) => Number(entry.subjectId))) : [];
  const of = (entry: Entry): Said | undefined => said.get(`${entry.subjectType}:${entry.subjectId}`);
  const rooms = inRooms.flatMap((entry) => spokenTo(entry, spoken.find((one) => one.id === Number(entry.subjectId))));
  return { told: onceEach([...rooms, ...fresh.flatMap((entry) => concerned(entry, of(entry)))]), spread: fresh.flatMap((entry) => spreadOf(entry, of(entry))) };
}
