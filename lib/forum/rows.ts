import { excerpt } from "#lib/markdown/excerpt.ts";
import type { IdeaStatus, Person, PostView, TagView, TopicKind, TopicRow } from "./types.ts";

type RawPerson = { authorId: string; authorName: string; authorHandle: string; authorRole: string; authorTier: number };
export type RawTopic = RawPerson & {
  id: number; slug: string; title: string; kind: TopicKind; tags: TagView[] | null; votes: number; status: IdeaStatus | null; pin: boolean; closed: boolean; categorySlug: string; categoryName: string; categoryColour: string;
  lastId: string | null; lastName: string | null; lastHandle: string | null; lastRole: string | null; lastTier: number | null;
  postCount: number; score: number; answered: boolean; createdAt: Date; lastPostAt: Date; sortKey: string; firstHtml: string | null;
};
export type RawPost = RawPerson & { id: number; number: number; html: string; replyTo: number | null; score: number; version: number; createdAt: Date; editedAt: Date | null; deleted: boolean; accepted: boolean; wiki: boolean; movedTo: number | null };

// A tier is shown when its owner shows it to everyone: pages are the same for all who read them.
const shownTier = (alias: string): string => `CASE WHEN ${alias}.role = 'customer' AND ${alias}.privacy->>'tier' <> 'everyone' THEN 0 ELSE ${alias}.tier END`;

/** The columns of an author, from an account joined as `alias`. */
export const personColumns = (alias: string): string =>
  `${alias}.id AS "authorId", ${alias}.name AS "authorName", ${alias}.handle::text AS "authorHandle", ${alias}.role AS "authorRole", ${shownTier(alias)} AS "authorTier"`;

/** The tags of `t`, in their order, as JSON. OFFSET 0 has each looked up by its id: as a join, every row of a list would read the whole table of tags. */
export const tagsOfTopic = "(SELECT json_agg(json_build_object('slug', g.slug, 'name', g.name) ORDER BY x.place, g.slug) FROM topic_tag x CROSS JOIN LATERAL (SELECT slug, name FROM tag WHERE tag.id = x.tag_id OFFSET 0) g WHERE x.topic_id = t.id)";

/** The columns of a topic as a list shows it, from `t` with what `topicJoins` joins to it; where a list pins topics and what it is ordered by it says itself. */
export const topicColumns = `t.id, t.slug, t.title, t.kind, t.votes, t.idea_status AS status, t.closed_at IS NOT NULL OR t.archived_at IS NOT NULL AS closed, ${tagsOfTopic} AS tags,
  t.post_count AS "postCount", t.score, t.accepted_post_id IS NOT NULL AS answered, t.created_at AS "createdAt", t.last_post_at AS "lastPostAt",
  c.slug AS "categorySlug", c.name AS "categoryName", c.colour AS "categoryColour", ${personColumns("a")},
  l.id AS "lastId", l.name AS "lastName", l.handle::text AS "lastHandle", l.role AS "lastRole", l.tier AS "lastTier", left(p.html, 600) AS "firstHtml"`;
/** What those columns need beside `t`: its category, who opened it, who wrote last, its first post. */
export const topicJoins = `JOIN category c ON c.id = t.category_id JOIN account a ON a.id = t.author_id LEFT JOIN account l ON l.id = t.last_author_id LEFT JOIN post p ON p.topic_id = t.id AND p.number = 1`;

/** The columns of a post, from `p` with its author joined as `a` and its topic as `t`. */
export const postColumns = `p.id, p.number, p.html, p.reply_to AS "replyTo", p.score, p.version, p.created_at AS "createdAt", p.edited_at AS "editedAt",
  p.deleted_at IS NOT NULL AS deleted, t.accepted_post_id IS NOT DISTINCT FROM p.id AS accepted, p.wiki, p.moved_post_id AS "movedTo", ${personColumns("a")}`;

/** The author of a row. */
export const personOf = (row: RawPerson): Person => ({ id: row.authorId, name: row.authorName, handle: row.authorHandle, role: row.authorRole, tier: row.authorTier });

/** A post as readers see it: of a deleted one nothing stays but its number and date. */
export function postOf(row: RawPost): PostView {
  return {
    id: row.id, number: row.number, author: row.deleted ? null : personOf(row), html: row.deleted ? "" : row.html, replyTo: row.replyTo, score: row.score, version: row.version,
    createdAt: row.createdAt.toISOString(), editedAt: row.editedAt?.toISOString() ?? null, deleted: row.deleted, accepted: row.accepted, ...(row.wiki && !row.deleted ? { wiki: true } : {}), ...(row.movedTo === null ? {} : { movedTo: row.movedTo }),
  };
}

/** A topic as a list shows it. */
export function topicRowOf(row: RawTopic): TopicRow {
  return {
    id: row.id, slug: row.slug, title: row.title, kind: row.kind, tags: row.tags ?? [], votes: row.votes, status: row.status, pinned: row.pin, closed: row.closed,
    category: { slug: row.categorySlug, name: row.categoryName, colour: row.categoryColour }, author: personOf(row),
    lastAuthor: row.lastId ? { id: row.lastId, name: row.lastName ?? "", handle: row.lastHandle ?? "", role: row.lastRole ?? "customer", tier: row.lastTier ?? 0 } : null,
    replyCount: row.postCount - 1, score: row.score, answered: row.answered, createdAt: row.createdAt.toISOString(), lastPostAt: row.lastPostAt.toISOString(), excerpt: excerpt(row.firstHtml ?? ""),
  };
}
