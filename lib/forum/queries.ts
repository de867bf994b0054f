import type { Actor, Member } from "#lib/core/actor.ts";
import { batched } from "#lib/core/batch.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { placeColumns } from "./access.ts";
import { mayAccept, mayDecide, mayOperate, mayReply, mayRetitle, maySee, mayVote } from "./policy.ts";
import { personColumns, personOf, postColumns, postOf, type RawPost, tagsOfTopic } from "./rows.ts";
import { type RawReading, readingColumns, readingJoins, readingOf } from "./reading/overlay.ts";
import type { Audience, IdeaStatus, Place, PostVersionView, PostView, TagView, TopicEventView, TopicKind, TopicOverlay, TopicView } from "./types.ts";

export const postsPerPage = 20;

type RawHead = {
  id: number; slug: string; title: string; kind: TopicKind; tags: TagView[] | null; postCount: number; lastNumber: number; score: number; createdAt: Date; lastPostAt: Date; votes: number; status: IdeaStatus | null; decision: { reason: string | null; by: string | null; at: string } | null;
  pinned: "everywhere" | "category" | null; closed: boolean; archived: boolean; bumps: boolean; slowSeconds: number;
  categorySlug: string; categoryName: string; categoryColour: string; audience: Audience;
  authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number;
};

const head = `
  SELECT t.id, t.slug, t.title, t.kind, t.post_count AS "postCount", t.last_number AS "lastNumber", t.score, t.created_at AS "createdAt", t.last_post_at AS "lastPostAt",
    c.slug AS "categorySlug", c.name AS "categoryName", c.colour AS "categoryColour", c.audience, ${tagsOfTopic} AS tags, t.votes, t.idea_status AS status, t.pinned,
    t.closed_at IS NOT NULL AS closed, t.archived_at IS NOT NULL AS archived, t.bumps, greatest(t.slow_seconds, c.slow_seconds) AS "slowSeconds",
    CASE WHEN t.kind = 'idea' THEN (SELECT json_build_object('reason', e.detail ->> 'reason', 'by', b.name, 'at', e.at) FROM topic_event e LEFT JOIN account b ON b.id = e.actor_id WHERE e.topic_id = t.id AND e.kind = 'decided' ORDER BY e.id DESC LIMIT 1) END AS decision, ${personColumns("a")}
  FROM topic t JOIN category c ON c.id = t.category_id JOIN account a ON a.id = t.author_id WHERE t.id = $1 AND t.deleted_at IS NULL`;
const posts = `SELECT ${postColumns} FROM post p JOIN topic t ON t.id = p.topic_id JOIN account a ON a.id = p.author_id WHERE p.topic_id = $1`;

/** Post numbers have no gaps, so the page a number stands on is known without counting. */
export const pageStart = (number: number): number => Math.floor((number - 1) / postsPerPage) * postsPerPage + 1;

type RawEvent = Omit<TopicEventView, "at"> & { at: Date };
const events = `
  SELECT e.id, e.kind, e.after_number AS after, a.name AS by, e.at, e.detail ->> 'status' AS status, coalesce(e.detail ->> 'reason', '') AS reason, (e.detail ->> 'topicId')::float8 AS "topicId",
    coalesce((e.detail ->> 'posts')::int, 0) AS posts, e.detail ->> 'until' AS until
  FROM topic_event e LEFT JOIN account a ON a.id = e.actor_id WHERE e.topic_id = $1 AND e.after_number >= $2 AND e.after_number < $2 + ${postsPerPage} ORDER BY e.after_number, e.id LIMIT 100`;

/** Where a topic went that was merged into another, when it did. */
export async function mergedInto(id: number): Promise<number | null> {
  const [row] = await db().query<{ into: number | null }>("SELECT merged_into AS into FROM topic WHERE id = $1 AND deleted_at IS NOT NULL", [id]);
  return row?.into ?? null;
}

/** A topic with the page of posts around number `from`, as the actor may see it. Three queries, two of them at once. */
export async function readTopic(actor: Actor, id: number, page: { from?: number | undefined }): Promise<TopicView | Refusal> {
  const [row] = await db().query<RawHead>(head, [id]);
  if (!row || !maySee(actor, row.audience)) return missing();
  const first = pageStart(Math.min(Math.max(page.from ?? 1, 1), row.lastNumber));
  const [rows, happened] = await Promise.all([
    db().query<RawPost>(`${posts} AND p.number >= $2 AND p.number < $2 + ${postsPerPage} ORDER BY p.number`, [id, first]), db().query<RawEvent>(events, [id, first]),
  ]);
  return {
    id: row.id, slug: row.slug, title: row.title, kind: row.kind, tags: row.tags ?? [], category: { slug: row.categorySlug, name: row.categoryName, colour: row.categoryColour, audience: row.audience },
    author: personOf(row), createdAt: row.createdAt.toISOString(), lastPostAt: row.lastPostAt.toISOString(), replyCount: row.postCount - 1, lastNumber: row.lastNumber, score: row.score,
    posts: rows.map(postOf), previous: first > 1 ? first - postsPerPage : null, next: first + postsPerPage <= row.lastNumber ? first + postsPerPage : null,
    votes: row.votes, status: row.status, decision: row.decision && { ...row.decision, reason: row.decision.reason ?? "" }, pinned: row.pinned, closed: row.closed, archived: row.archived, bumps: row.bumps, slowSeconds: row.slowSeconds,
    events: happened.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}

/** Whether the actor may follow a topic live. One query. */
export async function mayWatch(actor: Actor, id: number): Promise<boolean> {
  const [may] = await mayStillWatch([actor], id);
  return may === true;
}

/** For each of these actors, whether they may follow a topic live. One query. */
export async function mayStillWatch(actors: readonly Actor[], id: number): Promise<boolean[]> {
  const [row] = await db().query<{ audience: Audience }>("SELECT c.audience FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1 AND t.deleted_at IS NULL", [id]);
  return actors.map((actor) => row !== undefined && maySee(actor, row.audience));
}

/** Which of these topics a change of guards concerns: they are named, or stand in a category that is. */
export async function concernedTopics(ids: readonly number[], changed: { categories: number[]; topics: number[] }): Promise<number[]> {
  const rows = await db().query<{ id: number }>("SELECT id FROM topic WHERE id = ANY($1::bigint[]) AND (category_id = ANY($2::bigint[]) OR id = ANY($3::bigint[]))", [ids, changed.categories, changed.topics]);
  return rows.map((row) => row.id);
}

/** The posts after a number, at most a page: what a reader who has the topic open has not seen. */
export async function readPostsAfter(actor: Actor, id: number, number: number): Promise<PostView[] | Refusal> {
  if (!(await mayWatch(actor, id))) return missing();
  return (await db().query<RawPost>(`${posts} AND p.number > $2 ORDER BY p.number LIMIT ${postsPerPage}`, [id, number])).map(postOf);
}

/** The most posts of one window of a long topic. */
export const windowSize = 60;

/** The posts from one number to another, at most a window of them, with the last number there is. Two queries. */
export async function readWindow(actor: Actor, id: number, between: { from: number; to: number }): Promise<{ posts: PostView[]; lastNumber: number } | Refusal> {
  const [row] = await db().query<{ audience: Audience; lastNumber: number }>(`SELECT c.audience, t.last_number AS "lastNumber" FROM topic t JOIN category c ON c.id = t.category_id WHERE t.id = $1 AND t.deleted_at IS NULL`, [id]);
  if (!row || !maySee(actor, row.audience)) return missing();
  const to = Math.min(between.to, between.from + windowSize - 1);
  return { posts: (await db().query<RawPost>(`${posts} AND p.number >= $2 AND p.number <= $3 ORDER BY p.number`, [id, between.from, to])).map(postOf), lastNumber: row.lastNumber };
}

/** One post as everyone who follows its topic sees it. It asks no one who they are: a topic's followers were let in one by one. */
export async function readPostForRoom(id: number, number: number): Promise<PostView | undefined> {
  const [row] = await db().query<RawPost>(`${posts} AND p.number = $2`, [id, number]);
  return row && postOf(row);
}

/** Where a post stands, found by its id alone. A removed one still has its place. */
export async function findPost(actor: Actor, postId: number): Promise<{ topicId: number; slug: string; number: number } | Refusal> {
  const [row] = await db().query<{ topicId: number; slug: string; number: number; audience: Audience }>(
    `SELECT t.id AS "topicId", t.slug, p.number, c.audience FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id WHERE p.id = $1 AND t.deleted_at IS NULL`, [postId]);
  return row && maySee(actor, row.audience) ? { topicId: row.topicId, slug: row.slug, number: row.number } : missing();
}

type Asked = { topicId: number; accountId: string | null; first: number };
type RawOverlay = Place & { place: number; authorId: string; kind: TopicKind; status: IdeaStatus | null; closed: boolean; archived: boolean; voted: boolean; draftBody: string | null; draftVersion: number | null; reacted: number[] | null; removed: number[] | null; removedMine: number[] | null; judged: number[] | null } & RawReading;
// With a limit the planner takes an unknown number of askers for few; without, it finds every plan it has made too dear to keep, and
// planned this at each call, for six times what it costs to run.
const overlay = `
  SELECT q.place::int AS place, t.author_id AS "authorId", t.kind, t.idea_status AS status, t.closed_at IS NOT NULL AS closed, t.archived_at IS NOT NULL AS archived, ${placeColumns},
    t.kind = 'idea' AND EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.account_id = q.account_id) AS voted, d.body AS "draftBody", d.version AS "draftVersion", mine.reacted, gone.removed, gone."removedMine", gone.judged, ${readingColumns}
  FROM (SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::int[]) WITH ORDINALITY AS asked (topic_id, account_id, first, place) LIMIT cardinality($1)) q
  JOIN topic t ON t.id = q.topic_id AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id
  LEFT JOIN draft d ON d.account_id = q.account_id AND d.context = 'reply:' || q.topic_id
  CROSS JOIN LATERAL (
    SELECT array_agg(p.id::float8) AS reacted FROM reaction r JOIN post p ON p.id = r.post_id
    WHERE r.account_id = q.account_id AND r.topic_id = t.id AND p.number >= q.first AND p.number < q.first + ${postsPerPage}) mine
  CROSS JOIN LATERAL (
    SELECT array_agg(p.id::float8) AS removed, array_agg(p.id::float8) FILTER (WHERE p.author_id = q.account_id) AS "removedMine",
      array_agg(p.id::float8) FILTER (WHERE p.author_id = q.account_id AND EXISTS (SELECT 1 FROM ruling r WHERE r.subject_type = 'post' AND r.subject_id = p.id::text AND r.kind = 'removal' AND r.ended_at IS NULL)) AS judged FROM post p
    WHERE p.topic_id = t.id AND p.deleted_at IS NOT NULL AND p.moved_post_id IS NULL AND p.number >= q.first AND p.number < q.first + ${postsPerPage}) gone
  ${readingJoins(postsPerPage)}`;
const overlays = batched(async (asked: Asked[]): Promise<(RawOverlay | undefined)[]> => {
  const rows = await db().query<RawOverlay>(overlay, [asked.map((one) => one.topicId), asked.map((one) => one.accountId), asked.map((one) => one.first)]);
  const found: (RawOverlay | undefined)[] = asked.map(() => undefined);
  for (const row of rows) found[row.place - 1] = row;
  return found;
});

/** What is personal about a page of a topic: what I may do, what I did, my draft. At most one query after the session's. */
export async function readOverlay(actor: Actor, id: number, from: number): Promise<TopicOverlay | Refusal> {
  const mine = actor.kind === "member" ? actor.id : null;
  const row = await overlays({ topicId: id, accountId: mine, first: pageStart(from) });
  if (!row || !maySee(actor, row.audience)) return missing();
  const write = mayReply(actor, row);
  const votes = row.kind === "idea" ? mayVote(actor, row) : missing();
  const moderates = mayOperate(actor, row) === true;
  return {
    me: actor.kind === "member" ? { id: actor.id, name: actor.name, handle: actor.handle, role: actor.role, tier: actor.tier } : null,
    canReply: write === true, why: write === true ? null : row.archived ? "archived" : row.closed && write.code === "conflict" ? "closed" : write.code, canAccept: mayAccept(actor, row) === true,
    reacted: row.reacted ?? [], restorable: (moderates ? row.removed : row.removedMine?.filter((id) => !row.judged?.includes(id))) ?? [], judged: row.judged ?? [], moderates, ...readingOf(row),
    draft: row.draftBody === null ? null : { body: row.draftBody, version: row.draftVersion ?? 0 },
    voted: row.voted, noVote: votes === true ? null : votes.code, retitles: mayRetitle(actor, row) === true, operates: moderates, decides: mayDecide(actor, row) === true,
  };
}

const source = `SELECT p.source, p.version, p.deleted_at IS NOT NULL AS deleted, p.author_id AS "authorId", c.audience
  FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id WHERE p.id = $1 AND t.deleted_at IS NULL`;

/** The Markdown of a post, to quote or to edit it. */
export async function readSource(actor: Actor, postId: number): Promise<{ source: string; version: number } | Refusal> {
  const [row] = await db().query<{ source: string; version: number; deleted: boolean; audience: Audience }>(source, [postId]);
  return row && !row.deleted && maySee(actor, row.audience) ? { source: row.source, version: row.version } : missing();
}

/** The versions of a post before the present one, the newest first. */
export async function readVersions(actor: Member, postId: number): Promise<PostVersionView[] | Refusal> {
  if (refused(await readSource(actor, postId))) return missing();
  const rows = await db().query<Omit<PostVersionView, "editedAt"> & { editedAt: Date }>(
    `SELECT v.version, v.source, a.name AS editor, v.edited_at AS "editedAt" FROM post_version v JOIN account a ON a.id = v.editor_id WHERE v.post_id = $1 ORDER BY v.version DESC LIMIT 50`, [postId]);
  return rows.map((row) => ({ ...row, editedAt: row.editedAt.toISOString() }));
}
