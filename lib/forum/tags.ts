import type { Actor } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { audiencesOf, mayMakeTags } from "./policy.ts";
import { readSetting } from "./settings.ts";
import { tagSlug } from "./slug.ts";

type Named = { id: number; slug: string };

/** Brings tags of these names into being where there are none, and resolves to the id of each slug. Who names them first is kept. */
export async function ensureTags(tx: Tx, names: readonly string[], by: string | null): Promise<Map<string, number>> {
  const bySlug = new Map(names.map((name) => [tagSlug(name), name]));
  const slugs = [...bySlug.keys()].sort();
  if (slugs.length === 0) return new Map();
  await tx.query("INSERT INTO tag (slug, name, created_by) SELECT slug, name, $3 FROM unnest($1::text[], $2::text[]) AS u (slug, name) ON CONFLICT (slug) DO NOTHING", [slugs, slugs.map((slug) => bySlug.get(slug)), by]);
  const rows = await tx.query<Named>("SELECT id, slug FROM tag WHERE slug = ANY($1)", [slugs]);
  return new Map(rows.map((row) => [row.slug, row.id]));
}

/** Puts tags on topics, many at once; a pair that is there already stays. Counts and orders follow by themselves. */
export async function tagTopics(tx: Tx, pairs: readonly { topicId: number; tagId: number; place: number }[]): Promise<void> {
  await tx.query(`INSERT INTO topic_tag (topic_id, tag_id, place) SELECT topic_id, tag_id, place FROM unnest($1::bigint[], $2::bigint[], $3::smallint[]) AS u (topic_id, tag_id, place) ORDER BY topic_id, tag_id ON CONFLICT DO NOTHING`,
    [pairs.map((pair) => pair.topicId), pairs.map((pair) => pair.tagId), pairs.map((pair) => pair.place)]);
}

// Of tags that stand only on what the actor may not see they learn nothing, not even that there are such tags.
const visible = `SELECT DISTINCT g.slug FROM tag g JOIN tag_count n ON n.tag_id = g.id AND n.topics > 0 AND n.audience = ANY($2) WHERE g.slug = ANY($1)`;

/** The tags an actor chose for a topic, in their order, new ones among them made when the actor may make them. */
export async function chosenTags(tx: Tx, actor: Actor, names: readonly string[]): Promise<number[] | Refusal> {
  const slugs = [...new Set(names.map(tagSlug))];
  if (slugs.length === 0 || actor.kind !== "member") return [];
  if (!mayMakeTags(actor, (await readSetting(tx, "newTags")))) {
    const known = await tx.query<{ slug: string }>(visible, [slugs, audiencesOf(actor)]);
    if (known.length < slugs.length) return new Refusal("forbidden", "Choose tags that are there already: you cannot make new ones.", { field: "tags" });
  }
  const ids = await ensureTags(tx, names, actor.id);
  return slugs.map((slug) => ids.get(slug) ?? 0);
}

/** Makes these, in this order, the tags of a topic. */
export async function setTags(tx: Tx, topicId: number, tagIds: readonly number[]): Promise<void> {
  await tx.query("DELETE FROM topic_tag WHERE topic_id = $1 AND NOT tag_id = ANY($2::bigint[])", [topicId, tagIds]);
  await tagTopics(tx, tagIds.map((tagId, place) => ({ topicId, tagId, place })));
  await tx.query("UPDATE topic_tag SET place = array_position($2::bigint[], tag_id) WHERE topic_id = $1 AND place <> array_position($2::bigint[], tag_id)", [topicId, tagIds]);
}
