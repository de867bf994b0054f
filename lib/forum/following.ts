import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Reader, type Tx, transact } from "#lib/core/transact.ts";
import { topicFor } from "./access.ts";
import { audiencesOf } from "./policy.ts";
import type { FollowInput } from "./reading/schema.ts";
import type { FollowLevel, FollowList, FollowSubject, FollowView, SubjectType } from "./reading/types.ts";

const pageSize = 20;
// Whom one ignores is asked about with every page of a topic, so there is a most.
const mostIgnored = 200;

const exists: Record<Exclude<SubjectType, "topic">, string> = {
  category: "SELECT 1 FROM category WHERE id = $1::bigint AND audience = ANY($2::text[])",
  tag: "SELECT 1 FROM tag_count WHERE tag_id = $1::bigint AND audience = ANY($2::text[]) AND topics > 0 LIMIT 1",
  person: "SELECT 1 FROM account WHERE id = $1::uuid AND suspended_at IS NULL AND $2::text[] IS NOT NULL",
};

async function known(tx: Tx, actor: Member, subject: FollowSubject): Promise<true | Refusal> {
  if (subject.type === "topic") {
    const topic = await topicFor(tx, actor, Number(subject.id));
    return refused(topic) ? topic : true;
  }
  if (subject.type === "person" && subject.id === actor.id) return new Refusal("conflict", "That is you.");
  const [row] = await tx.query(exists[subject.type], [subject.id, audiencesOf(actor)]);
  return row ? true : missing();
}

const put = `
  INSERT INTO follow (account_id, subject_type, subject_id, level) VALUES ($1, $2, $3, $4)
  ON CONFLICT (account_id, subject_type, subject_id) DO UPDATE SET level = $4, auto = false, since = CASE WHEN follow.level = $4 THEN follow.since ELSE now() END, created_at = CASE WHEN follow.level = $4 THEN follow.created_at ELSE now() END`;

/**
 * Says what one wants to hear of something: follow it, mute it (it leaves one's lists and tells one nothing but what is said
 * to oneself) or ignore it (nothing at all). `none` goes back to neither. Saying it twice is saying it once.
 */
export function setLevel(actor: Member, { subject, level }: FollowInput): Promise<true | Refusal> {
  return transact(async (tx) => {
    // What one has chosen can be taken back, also when it may no longer be seen.
    const there = level === "none" ? true : await known(tx, actor, subject);
    if (there !== true) return there;
    if (level === "none" && subject.type !== "topic") await tx.query("DELETE FROM follow WHERE account_id = $1 AND subject_type = $2 AND subject_id = $3", [actor.id, subject.type, subject.id]);
    else if (level !== "none" || (await known(tx, actor, subject)) === true) await tx.query(put, [actor.id, subject.type, subject.id, level]);
    else await tx.query("DELETE FROM follow WHERE account_id = $1 AND subject_type = 'topic' AND subject_id = $2", [actor.id, subject.id]);
    if (subject.type !== "person" || level !== "ignore") return true;
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }>("SELECT count(*) FROM follow WHERE account_id = $1 AND subject_type = 'person' AND level = 'ignore'", [actor.id]);
    if (count <= mostIgnored) return true;
    await tx.query("DELETE FROM follow WHERE account_id = $1 AND subject_type = 'person' AND subject_id = $2", [actor.id, subject.id]);
    return new Refusal("conflict", "You ignore as many people as one can.");
  });
}

const own = `
  INSERT INTO follow (account_id, subject_type, subject_id, level, auto) SELECT $1, 'topic', $2, 'follow', true
  WHERE NOT EXISTS (SELECT 1 FROM reading_preference WHERE account_id = $1 AND NOT follow_own) ON CONFLICT DO NOTHING`;

/** Follows a topic one writes in, unless one has said anything about it before, or wants none followed by itself. */
export async function followOwn(tx: Tx, accountId: string, topicId: number): Promise<void> {
  await tx.query(own, [accountId, String(topicId)]);
}

/** What someone has said about one thing, or null. */
export async function levelOf(reader: Reader, accountId: string, subject: FollowSubject): Promise<FollowLevel | null> {
  const [row] = await reader.query<{ level: FollowLevel }>("SELECT level FROM follow WHERE account_id = $1 AND subject_type = $2 AND subject_id = $3", [accountId, subject.type, subject.id]);
  return row?.level ?? null;
}

/**
 * Who follows a thing, in the order of their ids, a page after the last one seen: `after` is that id. Whether each may see it
 * is asked by who tells them.
 */
export async function listFollowers(reader: Reader, subject: FollowSubject, page: { after?: string | undefined; limit: number }): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    "SELECT account_id AS id FROM follow WHERE subject_type = $1 AND subject_id = $2 AND level = 'follow' AND ($3::uuid IS NULL OR account_id > $3) ORDER BY account_id LIMIT $4", [subject.type, subject.id, page.after ?? null, page.limit]);
  return rows.map((row) => row.id);
}

/**
 * What a topic is to someone, as an SQL expression over an account's id, and a topic `t`: what was said of the topic itself, else
 * the strongest of what was said of its category and its tags. Null when nothing was said.
 */
export const levelSql = (account: string): string => `coalesce(
  (SELECT f.level FROM follow f WHERE f.account_id = ${account} AND f.subject_type = 'topic' AND f.subject_id = t.id::text),
  (SELECT f.level FROM follow f WHERE f.account_id = ${account} AND ((f.subject_type = 'category' AND f.subject_id = t.category_id::text)
    OR (f.subject_type = 'tag' AND f.subject_id IN (SELECT x.tag_id::text FROM topic_tag x WHERE x.topic_id = t.id))) ORDER BY f.level = 'ignore' DESC, f.level = 'mute' DESC LIMIT 1))`;

const quiet = `
  SELECT a.id FROM unnest($1::uuid[]) AS a (id) LEFT JOIN topic t ON t.id = $2
  WHERE EXISTS (SELECT 1 FROM follow f WHERE f.account_id = a.id AND f.subject_type = 'person' AND f.subject_id = $3 AND f.level IN ('mute', 'ignore'))
    OR (t.id IS NOT NULL AND ${levelSql("a.id")} = ANY($4::text[]))`;

/**
 * Which of these people want to hear nothing of what someone did in a topic. `addressed` says that it was said to them
 * (a mention, a reply to theirs): that reaches also who has only muted the topic, its category or a tag of it.
 */
export async function deafTo(reader: Reader, accountIds: readonly string[], about: { topicId: number | null; authorId: string | null; addressed: boolean }): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set();
  const rows = await reader.query<{ id: string }>(quiet, [accountIds, about.topicId, about.authorId, about.addressed ? ["ignore"] : ["ignore", "mute"]]);
  return new Set(rows.map((row) => row.id));
}

const joins: Record<SubjectType, string> = {
  topic: "JOIN topic t ON t.id = f.subject_id::bigint AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id AND c.audience = ANY($2::text[])",
  category: "JOIN category c ON c.id = f.subject_id::bigint AND c.audience = ANY($2::text[])",
  tag: "JOIN tag g ON g.id = f.subject_id::bigint AND EXISTS (SELECT 1 FROM tag_count n WHERE n.tag_id = g.id AND n.topics > 0 AND n.audience = ANY($2::text[]))",
  person: "JOIN account p ON p.id = f.subject_id::uuid AND p.suspended_at IS NULL AND $2::text[] IS NOT NULL",
};
const shows: Record<SubjectType, string> = { topic: "t.title AS name, t.slug, c.colour", category: "c.name, c.slug, c.colour", tag: "g.name, g.slug, NULL AS colour", person: "p.name, p.handle::text AS slug, NULL AS colour" };

/** What a member follows, mutes and ignores of one type, the last said first. One query. */
export async function listFollows(actor: Member, of: { type: SubjectType; after?: string | undefined }): Promise<FollowList> {
  const cursor = decodeCursor(of.after);
  const fits = cursor && /^\d{4}-/.test(cursor.at) ? cursor : undefined;
  const rows = await db().query<Omit<FollowView, "type"> & { rowId: number; sortKey: string }>(`
    SELECT f.id AS "rowId", f.subject_id AS id, f.level, f.auto, f.created_at::text AS "sortKey", ${shows[of.type]} FROM follow f ${joins[of.type]}
    WHERE f.account_id = $1 AND f.subject_type = '${of.type}' AND f.level <> 'none' AND ($3::timestamptz IS NULL OR (f.created_at, f.id) < ($3, $4::bigint))
    ORDER BY f.created_at DESC, f.id DESC LIMIT ${pageSize + 1}`, [actor.id, audiencesOf(actor), fits?.at ?? null, fits?.id ?? null]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { follows: shown.map(({ rowId: _, sortKey: __, ...row }) => ({ ...row, type: of.type })), next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.rowId }) : null };
}

/** Whether a member's own topics and those they answer in are followed by themselves. */
export async function readFollowOwn(actor: Member): Promise<{ followOwn: boolean }> {
  const [row] = await db().query<{ followOwn: boolean }>(`SELECT follow_own AS "followOwn" FROM reading_preference WHERE account_id = $1`, [actor.id]);
  return row ?? { followOwn: true };
}

/** Chooses whether topics one writes in are followed by themselves. */
export async function chooseFollowOwn(actor: Member, followOwn: boolean): Promise<{ followOwn: boolean }> {
  await db().query("INSERT INTO reading_preference (account_id, follow_own) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET follow_own = $2", [actor.id, followOwn]);
  return { followOwn };
}
