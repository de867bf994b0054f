import type { Actor } from "#lib/core/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import { audiencesOf } from "./policy.ts";
import type { PersonCounts, WrittenList, WrittenRow } from "./types.ts";

const pageSize = 20;
/** Counted up to here: nobody reads the number past it, and it costs the same for everyone. */
const most = 1000;

type Row = Omit<WrittenRow, "excerpt" | "at" | "topic"> & { createdAt: Date; sortKey: string; html: string; topicId: number; slug: string; title: string; categorySlug: string; categoryName: string; colour: string };
const written = (accepted: boolean): string => `
  SELECT p.id, p.number, p.score, t.accepted_post_id IS NOT DISTINCT FROM p.id AS accepted, p.created_at AS "createdAt", p.created_at::text AS "sortKey", left(p.html, 600) AS html,
    t.id AS "topicId", t.slug, t.title, c.slug AS "categorySlug", c.name AS "categoryName", c.colour
  FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id
  WHERE p.author_id = $1 AND p.deleted_at IS NULL AND p.number > 1 AND t.deleted_at IS NULL AND c.audience = ANY($2) ${accepted ? "AND t.accepted_post_id = p.id" : ""}
    AND ($3::timestamptz IS NULL OR (p.created_at, p.id) < ($3, $4::bigint))
  ORDER BY p.created_at DESC, p.id DESC LIMIT ${pageSize + 1}`;

/** What one person answered, as the actor may see it, the newest first: all replies, or only those that were accepted. One query. */
export async function listWritten(actor: Actor, of: { authorId: string; accepted: boolean; after?: string | undefined }): Promise<WrittenList> {
  const cursor = decodeCursor(of.after);
  const fits = cursor && /^\d{4}-/.test(cursor.at) ? cursor : undefined;
  const rows = await db().query<Row>(written(of.accepted), [of.authorId, audiencesOf(actor), fits?.at ?? null, fits?.id ?? null]);
  const last = rows[pageSize - 1];
  return {
    posts: rows.slice(0, pageSize).map((row) => ({
      id: row.id, number: row.number, score: row.score, accepted: row.accepted, at: row.createdAt.toISOString(), excerpt: excerpt(row.html, 240),
      topic: { id: row.topicId, slug: row.slug, title: row.title, category: { slug: row.categorySlug, name: row.categoryName, colour: row.colour } },
    })),
    next: rows.length > pageSize && last ? encodeCursor({ at: last.sortKey, id: last.id }) : null,
  };
}

const visible = "JOIN category c ON c.id = t.category_id AND c.audience = ANY($2)";
const counts = `
  SELECT (SELECT count(*) FROM (SELECT 1 FROM topic t ${visible} WHERE t.author_id = $1 AND t.deleted_at IS NULL LIMIT ${most}) AS counted)::int AS topics,
    (SELECT count(*) FROM (SELECT 1 FROM post p JOIN topic t ON t.id = p.topic_id AND t.deleted_at IS NULL ${visible} WHERE p.author_id = $1 AND p.deleted_at IS NULL AND p.number > 1 LIMIT ${most}) AS counted)::int AS posts,
    (SELECT count(*) FROM (SELECT 1 FROM post p JOIN topic t ON t.id = p.topic_id AND t.deleted_at IS NULL AND t.accepted_post_id = p.id ${visible} WHERE p.author_id = $1 AND p.deleted_at IS NULL AND p.number > 1 LIMIT ${most}) AS counted)::int AS answers`;

/** How many topics, replies and accepted answers of one person the actor may see, each up to a thousand. One query. */
export async function countWritten(actor: Actor, authorId: string): Promise<PersonCounts> {
  const [row] = await db().query<PersonCounts>(counts, [authorId, audiencesOf(actor)]);
  return row ?? { topics: 0, posts: 0, answers: 0 };
}
