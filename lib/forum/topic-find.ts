import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf, mayModerate } from "./policy.ts";

const find = `SELECT t.id, t.slug, t.title, c.name AS category FROM topic t JOIN category c ON c.id = t.category_id
  WHERE t.deleted_at IS NULL AND c.audience = ANY($1) AND (t.id = $2 OR ($2::bigint IS NULL AND t.title ILIKE $3)) ORDER BY t.last_post_at DESC, t.id DESC LIMIT 8`;

/** Topics to merge into, by words of their title, their number or their address; for moderators, everyone else learns that there is nothing. */
export async function findTopics(actor: Member, like: string): Promise<{ topics: { id: number; slug: string; title: string; category: string }[] } | Refusal> {
  if (!mayModerate(actor)) return missing();
  const number = /^#?(\d{1,9})$|\/t\/(\d{1,9})(?:\/|$)/.exec(like.trim());
  const words = `%${like.trim().replace(/[%_\\]/g, "\\$&").replace(/\s+/g, "%")}%`;
  return { topics: await db().query(find, [audiencesOf(actor), number ? Number(number[1] ?? number[2]) : null, words]) };
}
