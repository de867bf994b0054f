import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf, maySee } from "./policy.ts";
import { personColumns, type RawTopic, topicRowOf } from "./rows.ts";
import type { Audience, CategoryView, TopicList, TopicSort } from "./types.ts";

const pageSize = 20;

// Each order has an index of its own, so that any page costs the same.
const orders: Record<TopicSort, { key: string; type: string; where: string }> = {
  latest: { key: "t.last_post_at", type: "timestamptz", where: "" },
  top: { key: "t.score", type: "int", where: "" },
  unanswered: { key: "t.created_at", type: "timestamptz", where: "AND t.post_count = 1" },
};

function statement(sort: TopicSort, inCategory: boolean): string {
  const { key, type, where } = orders[sort];
  return `
    SELECT t.id, t.slug, t.title, t.kind, t.post_count AS "postCount", t.score, t.accepted_post_id IS NOT NULL AS answered, t.created_at AS "createdAt",
      t.last_post_at AS "lastPostAt", ${key}::text AS "sortKey", c.slug AS "categorySlug", c.name AS "categoryName", c.colour AS "categoryColour", ${personColumns("a")},
      l.id AS "lastId", l.name AS "lastName", l.handle::text AS "lastHandle", l.role AS "lastRole", l.tier AS "lastTier", left(p.html, 600) AS "firstHtml"
    FROM topic t JOIN category c ON c.id = t.category_id JOIN account a ON a.id = t.author_id LEFT JOIN account l ON l.id = t.last_author_id
    LEFT JOIN post p ON p.topic_id = t.id AND p.number = 1
    WHERE t.deleted_at IS NULL ${where} AND c.audience = ANY($1) ${inCategory ? "AND t.category_id = (SELECT id FROM category WHERE slug = $4)" : ""}
      AND ($2::text IS NULL OR (${key}, t.id) < ($2::${type}, $3::bigint))
    ORDER BY ${key} DESC, t.id DESC LIMIT ${pageSize + 1}`;
}

/** Topics the actor may see, twenty at a time, after a keyset cursor. */
export async function listTopics(actor: Actor, by: { sort: TopicSort; categorySlug?: string; after?: string | undefined }): Promise<TopicList> {
  const cursor = decodeCursor(by.after);
  const fits = cursor && (by.sort === "top") === /^-?\d+$/.test(cursor.at) ? cursor : undefined;
  const values = [audiencesOf(actor), fits?.at ?? null, fits?.id ?? null, ...(by.categorySlug ? [by.categorySlug] : [])];
  const rows = await db().query<RawTopic>(statement(by.sort, by.categorySlug !== undefined), values);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { topics: shown.map(topicRowOf), next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null };
}

type RawCategory = Omit<CategoryView, "lastPostAt"> & { lastPostAt: Date | null };
const categories = `SELECT id, slug, name, description, colour, audience, locale, topic_count AS "topicCount", post_count AS "postCount", last_post_at AS "lastPostAt" FROM category`;
const viewOf = (row: RawCategory): CategoryView => ({ ...row, lastPostAt: row.lastPostAt?.toISOString() ?? null });

/** The categories the actor may see, in their order. */
export async function listCategories(actor: Actor): Promise<CategoryView[]> {
  return (await db().query<RawCategory>(`${categories} WHERE audience = ANY($1) ORDER BY position, id`, [audiencesOf(actor)])).map(viewOf);
}

/** One category by its slug, when the actor may see it. */
export async function readCategory(actor: Actor, slug: string): Promise<CategoryView | Refusal> {
  const [row] = await db().query<RawCategory>(`${categories} WHERE slug = $1`, [slug]);
  return row && maySee(actor, row.audience as Audience) ? viewOf(row) : missing();
}
