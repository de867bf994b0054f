import { type Actor, isStaff } from "#lib/core/actor.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { maySee } from "./policy.ts";
import type { Audience } from "./types.ts";

/** A post or topic as moderation needs it: who wrote it, which version stands, and where. */
export type Moderated = { id: number; topicId: number; number: number; version: number; authorId: string; title: string; slug: string; category: string; source: string; html: string; removed: boolean; audience: Audience; at: Date };

const columns = `p.id, p.topic_id AS "topicId", p.number, p.version, p.author_id AS "authorId", t.title, t.slug, c.name AS category, p.source, p.html, c.audience, p.created_at AS at`;
const from = "FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id";
const statements = {
  post: `SELECT ${columns}, (p.deleted_at IS NOT NULL OR t.deleted_at IS NOT NULL) AS removed ${from} WHERE p.id = $1`,
  topic: `SELECT ${columns}, t.deleted_at IS NOT NULL AS removed ${from} WHERE t.id = $1 AND p.number = 1`,
};

/** A post, or a topic by its first post, when the actor may see it; a removed one only for staff and its author. */
export async function readModerated(actor: Actor, of: { type: "post" | "topic"; id: number }, reader: Reader = db()): Promise<Moderated | undefined> {
  const [row] = await reader.query<Moderated>(statements[of.type], [of.id]);
  if (!row || !maySee(actor, row.audience)) return undefined;
  const mine = actor.kind === "member" && actor.id === row.authorId;
  return row.removed && !mine && !isStaff(actor) ? undefined : row;
}

export type Neighbour = { number: number; name: string; html: string; removed: boolean };

/** The posts around one in its topic, two before and two after. Its numbers have no gaps, so this is one range. */
export async function readNeighbours(topicId: number, number: number): Promise<Neighbour[]> {
  return db().query<Neighbour>(`SELECT p.number, a.name, CASE WHEN p.deleted_at IS NULL THEN p.html ELSE '' END AS html, p.deleted_at IS NOT NULL AS removed FROM post p JOIN account a ON a.id = p.author_id
    WHERE p.topic_id = $1 AND p.number BETWEEN $2 - 2 AND $2 + 2 AND p.number <> $2 ORDER BY p.number`, [topicId, number]);
}
