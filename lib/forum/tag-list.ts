import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { audiencesOf } from "./policy.ts";
import { tagSlug } from "./slug.ts";
import type { CountedTag, DescribedTag } from "./types.ts";

// Counted are the topics the actor may see; a tag without any is not there for them.
const counted = (where: string): string => `
  SELECT g.id, g.slug, g.name, sum(n.topics)::int AS topics FROM tag g JOIN tag_count n ON n.tag_id = g.id AND n.audience = ANY($1) AND n.topics > 0
  WHERE ${where} GROUP BY g.id`;

/** The tags that begin like this, the most used first: what one types towards. Ten at most. */
export async function listTags(actor: Actor, prefix = ""): Promise<CountedTag[]> {
  if (!prefix.trim()) return db().query<CountedTag>(`${counted("g.id IN (SELECT tag_id FROM tag_count WHERE audience = 'public' AND topics > 0 ORDER BY topics DESC, tag_id LIMIT 10)")} ORDER BY topics DESC, g.slug`, [audiencesOf(actor)]);
  const begin = tagSlug(prefix.trim());
  return db().query<CountedTag>(`${counted("g.slug LIKE $2")} ORDER BY topics DESC, g.slug LIMIT 10`, [audiencesOf(actor), `${begin}%`]);
}

/** One tag and what it is for, when something under it may be seen. */
export async function readTag(actor: Actor, slug: string): Promise<DescribedTag | Refusal> {
  const [tag] = await db().query<DescribedTag>(`SELECT c.*, g.description FROM (${counted("g.slug = $2")}) c JOIN tag g ON g.id = c.id`, [audiencesOf(actor), slug]);
  return tag ?? missing();
}
