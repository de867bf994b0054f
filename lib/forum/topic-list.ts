import type { Actor } from "#lib/core/actor.ts";
import { type Cursor, decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf } from "./policy.ts";
import { type RawTopic, topicColumns, topicJoins, topicRowOf } from "./rows.ts";
import type { IdeaStatus, TopicKind, TopicList, TopicSort } from "./types.ts";

const pageSize = 20;

/** What a list is of: an order, and of which category, tag, kind or status; `after` is the cursor of the page before. */
export type ListOf = { sort: TopicSort; categorySlug?: string | undefined; tagSlug?: string | undefined; kind?: TopicKind | undefined; status?: IdeaStatus | undefined; authorId?: string | undefined; after?: string | undefined };

// Each order has an index of its own, within a category, a tag and a kind too, so that any page costs the same.
const orders: Record<TopicSort, { column: string; type: "timestamptz" | "int"; where: string; tagged: string }> = {
  latest: { column: "last_post_at", type: "timestamptz", where: "", tagged: "" },
  top: { column: "score", type: "int", where: "", tagged: "" },
  unanswered: { column: "created_at", type: "timestamptz", where: " AND t.post_count = 1", tagged: " AND x.unanswered" },
  votes: { column: "votes", type: "int", where: " AND t.kind = 'idea'", tagged: "" },
};

// What is pinned stands above the first page of the latest, and in no other order.
const pinnedOf = (of: ListOf): string | undefined =>
  (of.sort !== "latest" || of.tagSlug || of.kind || of.status || of.authorId ? undefined : of.categorySlug ? "t.pinned IS NOT NULL" : "t.pinned = 'everywhere'");

type Asked = { of: ListOf; cursor: Cursor | undefined; value: (given: unknown) => string; audiences: string };

// A category and all that stands below it, as far as one may see.
const branch = (slug: string, audiences: string): string => `
  WITH RECURSIVE branch AS (SELECT id FROM category WHERE slug = ${slug} AND audience = ANY(${audiences}) UNION SELECT c.id FROM category c JOIN branch b ON c.parent_id = b.id WHERE c.audience = ANY(${audiences}))
  SELECT id FROM branch`;

/** The ids of one page, with what is pinned before the first one. What is pinned below a category is not pinned in it. */
function pageOf({ of, cursor, value, audiences }: Asked): string {
  const { column, type, where, tagged } = orders[of.sort];
  const slug = of.categorySlug === undefined ? undefined : value(of.categorySlug);
  // The rooms one may see stand as a list of ids, not as a join: a join lets the planner read and sort a whole index for one page.
  const base = `t.deleted_at IS NULL AND ${slug ? "t.category_id = c.id" : `t.category_id = ANY(ARRAY(SELECT id FROM category WHERE audience = ANY(${audiences})))`}`;
  const here = slug && `t.category_id = (SELECT id FROM category WHERE slug = ${slug} AND audience = ANY(${audiences}))`;
  const pinned = pinnedOf(of) && (here ? `${here} AND ${pinnedOf(of)}` : pinnedOf(of));
  const [key, id] = of.tagSlug ? [`${of.sort === "votes" ? "t" : "x"}.${column}`, "x.topic_id"] : [`t.${column}`, "t.id"];
  const filters = [
    base + where, ...(of.tagSlug ? [`x.tag_id = (SELECT id FROM tag WHERE slug = ${value(of.tagSlug)}) AND x.live${tagged}`] : []), ...(of.kind ? [`t.kind = ${value(of.kind)}`] : []),
    ...(of.status ? [`t.kind = 'idea' AND t.idea_status = ${value(of.status)}`] : []), ...(of.authorId ? [`t.author_id = ${value(of.authorId)}`] : []), ...(pinned ? [`(${pinned}) IS NOT TRUE`] : []),
    ...(cursor ? [`(${key}, ${id}) < (${value(cursor.at)}::${type}, ${value(cursor.id)}::bigint)`] : []),
  ];
  const from = of.tagSlug ? "topic_tag x JOIN topic t ON t.id = x.topic_id" : "topic t";
  const some = (columns: string): string => `SELECT ${columns} FROM ${from} WHERE ${filters.join(" AND ")} ORDER BY ${key} DESC, ${id} DESC LIMIT ${pageSize + 1}`;
  // Of each category of the branch the first of its own index, and the first of those: as dear as the branch is wide, however much stands in it.
  const rest = slug ? `SELECT f.id, false AS pin FROM (${branch(slug, audiences)}) c CROSS JOIN LATERAL (${some(`t.id, ${key} AS key`)}) f ORDER BY f.key DESC, f.id DESC LIMIT ${pageSize + 1}` : some("t.id, false AS pin");
  return pinned && !cursor ? `(SELECT t.id, true AS pin FROM topic t WHERE ${slug ? "t.deleted_at IS NULL" : base} AND ${pinned} ORDER BY t.id DESC LIMIT 20) UNION ALL (${rest})` : rest;
}

/** Topics the actor may see, twenty at a time, after a keyset cursor; the pinned ones beside them on the first page. One statement. */
export async function listTopics(actor: Actor, of: ListOf): Promise<TopicList> {
  const decoded = decodeCursor(of.after);
  const key = `t.${orders[of.sort].column}`;
  const cursor = decoded && (orders[of.sort].type === "int") === /^-?\d+$/.test(decoded.at) ? decoded : undefined;
  const values: unknown[] = [audiencesOf(actor)];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const rows = await db().query<RawTopic>(`
    SELECT ${topicColumns}, page.pin, ${key}::text AS "sortKey"
    FROM (${pageOf({ of, cursor, value, audiences: "$1" })}) page JOIN topic t ON t.id = page.id ${topicJoins}
    ORDER BY page.pin DESC, ${key} DESC, t.id DESC`, values);
  const pins = rows.filter((row) => row.pin);
  const found = rows.filter((row) => !row.pin);
  const last = found[pageSize - 1];
  return { topics: [...pins, ...found.slice(0, pageSize)].map(topicRowOf), next: found.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null };
}
