import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { audiencesOf, mayModerate } from "./policy.ts";

const seen = `SELECT p.id::text AS id FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id
  WHERE p.id = ANY($1::bigint[]) AND c.audience = ANY($2) AND ($3 OR (p.deleted_at IS NULL AND t.deleted_at IS NULL))`;

/** Which of these posts an actor may see, for the files they show. Of a removed one only moderators see them. */
export async function postsSeen(reader: Reader, actor: Actor, postIds: string[]): Promise<string[]> {
  return (await reader.query<{ id: string }>(seen, [postIds, audiencesOf(actor), mayModerate(actor)])).map((row) => row.id);
}

/** Which texts that wait an actor may see, for the files they show: moderators, all of them. */
export async function heldSeen(_reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  return mayModerate(actor) ? ids : [];
}

/** Which of these files their owner still names in a draft: they stay until the draft goes. */
export async function namedInDrafts(reader: Reader, mediaIds: string[]): Promise<string[]> {
  return (await reader.query<{ id: string }>("SELECT m.id FROM media m WHERE m.id = ANY($1::uuid[]) AND EXISTS (SELECT 1 FROM draft d WHERE d.account_id = m.owner_id AND strpos(d.body, m.id::text) > 0)", [mediaIds])).map((row) => row.id);
}
