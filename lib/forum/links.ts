import type { Actor } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf } from "./policy.ts";
import type { LinkedTopic } from "./types.ts";

const beside = `
  SELECT t.id, t.slug, t.title, l.kind, t.accepted_post_id IS NOT NULL AS answered
  FROM (SELECT other_id AS id, kind FROM topic_link WHERE topic_id = $1 UNION SELECT topic_id, CASE kind WHEN 'duplicate' THEN 'repeated' ELSE kind END FROM topic_link WHERE other_id = $1) l
  JOIN topic t ON t.id = l.id AND t.deleted_at IS NULL JOIN category c ON c.id = t.category_id AND c.audience = ANY($2)
  ORDER BY array_position('{duplicate,repeated,related}', l.kind), t.score DESC, t.id LIMIT 12`;

/** The topics that stand beside a topic and that the actor may see: what it repeats, what repeats it, what is related. One query. */
export function readLinks(actor: Actor, topicId: number): Promise<LinkedTopic[]> {
  return db().query<LinkedTopic>(beside, [topicId, audiencesOf(actor)]);
}
