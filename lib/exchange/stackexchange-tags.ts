import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import { tagSlug } from "#lib/forum/slug.ts";
import { plainOf } from "./dump-markdown.ts";
import type { Dump, DumpTopic } from "./stackexchange-read.ts";

/** The tags of a question, as dumps write them: `<one><two>` or `|one|two|`. */
export const tagsOf = (tags: string): string[] => [...new Set(tags.split(/[<>|]+/).map((tag) => tag.normalize("NFC").trim()).filter((tag) => tag !== ""))];

/** Keeps a site's tags with what their excerpts say of them. A description that is there stays. Resolves to how many tags were new. */
export async function writeTags(tx: Tx, { tags, excerpts, topics }: Dump): Promise<number> {
  const named = new Map(topics.flatMap(({ question }) => tagsOf(question.Tags)).map((name) => [tagSlug(name), { name, description: "" }]));
  for (const tag of tags) if (tag.TagName.trim()) named.set(tagSlug(tag.TagName), { name: tag.TagName, description: plainOf(excerpts.get(tag.ExcerptPostId ?? "") ?? "", 500) });
  const rows = [...named].sort().map(([slug, tag]) => [slug, tag.name, tag.description]);
  const fresh = await insertRows(tx, { table: "tag", columns: ["slug:text", "name:text", "description:text"], suffix: "ON CONFLICT (slug) DO NOTHING RETURNING id" }, rows);
  await tx.query("UPDATE tag SET description = u.description FROM unnest($1::text[], $2::text[]) AS u (slug, description) WHERE tag.slug = u.slug AND tag.description = '' AND u.description <> ''", [rows.map((row) => row[0]), rows.map((row) => row[2])]);
  return fresh.length;
}

/** Puts the tags on the topics. A tag that is on one stays where it is. Resolves to how many were put. */
export async function tagTopics(tx: Tx, topics: readonly DumpTopic[], idOf: (question: string) => number | undefined): Promise<number> {
  const wanted = topics.flatMap(({ question }) => { const id = idOf(question.Id); return id ? tagsOf(question.Tags).map((name, place) => ({ id, slug: tagSlug(name), place })) : []; });
  if (wanted.length === 0) return 0;
  const rows = await tx.query(`
    INSERT INTO topic_tag (topic_id, tag_id, place) SELECT u.topic_id, g.id, min(u.place) FROM unnest($1::bigint[], $2::text[], $3::smallint[]) AS u (topic_id, slug, place) JOIN tag g ON g.slug = u.slug
    GROUP BY 1, 2 ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING topic_id`, [wanted.map((one) => one.id), wanted.map((one) => one.slug), wanted.map((one) => one.place)]);
  return rows.length;
}
