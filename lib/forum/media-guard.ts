import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { audiencesOf, mayModerate } from "./policy.ts";

const seen = `SELECT p.id::text AS id FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id
  WHERE p.id = ANY($1::bigint[]) AND c.audience = ANY($2) AND ($3 OR (p.deleted_at IS NULL AND t.deleted_at IS NULL))`;

/** Which of these posts an actor may see, for the files they show. Of a removed one only moderators see them. */
export async function postsSeen(reader: Reader, actor: Actor, postIds: string[]): Promise<string[]> {
  return (await reader.query<{ id: string }>(seen, [postIds, audiencesOf(actor), mayModerate(actor)])).map((row) => row.id);
}
