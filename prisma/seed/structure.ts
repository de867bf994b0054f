import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { tagSlug } from "#lib/forum/slug.ts";
import { categories } from "./categories.ts";
import { mulberry32 } from "./random.ts";
import type { Residents } from "./talk.ts";
import type { SeedTopic } from "./topic-shape.ts";

type World = { topics: readonly SeedTopic[]; residents: Residents; now: Date };
const day = 86_400_000;

/** Puts the demo's categories below one another, and says what is opened in them. */
export async function arrangeCategories(tx: Tx): Promise<void> {
  const below = categories.filter((category) => category.parent);
  await tx.query("UPDATE category SET parent_id = u.id FROM unnest($1::text[], $2::text[]) AS p (child, parent) JOIN category u ON u.slug = p.parent WHERE category.slug = p.child", [below.map((one) => one.slug), below.map((one) => one.parent)]);
  for (const { slug, kinds } of categories) if (kinds) await tx.query("UPDATE category SET kinds = $2 WHERE slug = $1", [slug, kinds]);
}

// What a topic is about follows from its words, the first three that are found.
const subjects: readonly [name: string, found: RegExp][] = [
  ["grinders", /\bgrind|burr|moulin/i], ["water", /\bwater report|hardness|alkalinity|descal/i], ["kettles", /\bkettle/i], ["filter coffee", /\bdripper|filter|pour\b|bloom/i], ["espresso", /espresso|moka/i],
  ["sharpening", /sharpen|whetstone|\bstone\b|burr on|aiguis/i], ["knives", /\bknife|knives|santoku|petty|couteau/i], ["cast iron", /cast iron|skillet|seasoning/i], ["carbon steel", /carbon steel/i], ["copper", /\bcopper|cuivre/i],
  ["bread", /sourdough|\bloaf|\bbread|\bpain\b/i], ["eggs", /\beggs?\b/i], ["induction", /induction/i], ["repair", /repair|spare part|mend|handle/i], ["small kitchens", /worktop|small kitchen|petite cuisine|under the stairs/i],
];

const tagsOf = (topic: SeedTopic): string[] => subjects.filter(([, found]) => found.test(`${topic.title} ${topic.text}`)).map(([name]) => name).slice(0, 3);

async function tagAll(tx: Tx, topics: readonly SeedTopic[]): Promise<void> {
  await insertRows(tx, { table: "tag", columns: ["slug:text", "name:text"], suffix: "ON CONFLICT DO NOTHING" }, subjects.map(([name]) => [tagSlug(name), name]));
  const pairs = topics.flatMap((topic, at) => tagsOf(topic).map((name, place) => ({ origin: `demo:topic:${at + 1}`, slug: tagSlug(name), place })));
  await tx.query(`INSERT INTO topic_tag (topic_id, tag_id, place) SELECT t.id, g.id, u.place FROM unnest($1::text[], $2::text[], $3::smallint[]) AS u (origin, slug, place)
    JOIN topic t ON t.origin = u.origin JOIN tag g ON g.slug = u.slug ORDER BY 1, 2`, [pairs.map((pair) => pair.origin), pairs.map((pair) => pair.slug), pairs.map((pair) => pair.place)]);
}

type Decision = { title: RegExp; votes: number; said: { status: string; reason: string; by: string; after: number }[] };
const decisions: readonly Decision[] = [
  { title: /zero mark/, votes: 0.42, said: [{ status: "planned", reason: "Piet is right: a laser line on the collar costs us eleven cents.", by: "market.rowan", after: 9 }, { status: "started", reason: "The first fifty collars are at the engraver's. They go to whoever asked here first.", by: "concierge.elias", after: 31 }] },
  { title: /Spare parts/, votes: 0.55, said: [{ status: "done", reason: "The list is up, with prices, and a drawing for every part. Thank you for nagging.", by: "concierge.elias", after: 24 }] },
  { title: /Kettle that remembers/, votes: 0.3, said: [{ status: "planned", reason: "One switch, one lamp. We build it once the current boards are used up, not before.", by: "market.rowan", after: 14 }] },
  { title: /Left-handed/, votes: 0.18, said: [{ status: "declined", reason: "A symmetrical edge serves both hands, so we changed the petty instead. A left-handed one would sit in a drawer waiting for thirty people.", by: "admin.alder", after: 20 }] },
  { title: /unseasoned/, votes: 0.24, said: [] },
];

async function voteAndDecide(tx: Tx, { topics, residents, now }: World): Promise<void> {
  const random = mulberry32(91);
  const votes: unknown[][] = [];
  const events: unknown[][] = [];
  const ids = new Map((await tx.query<{ id: number; origin: string }>("SELECT id, origin FROM topic WHERE kind = 'idea'")).map((row) => [row.origin, row.id]));
  for (const [at, topic] of topics.entries()) {
    const id = ids.get(`demo:topic:${at + 1}`);
    const decision = decisions.find((one) => one.title.test(topic.title));
    if (!id || !decision) continue;
    const opened = now.getTime() - topic.daysAgo * day;
    for (const person of residents.all) if (person.role === "customer" && person.joinedDaysAgo > topic.daysAgo && random() < decision.votes) votes.push([id, person.id, new Date(opened + random() * topic.daysAgo * 0.8 * day)]);
    for (const { status, reason, by, after } of decision.said) events.push([id, "decided", residents.of(by).id, topic.posts.length + 1, JSON.stringify({ status, reason }), new Date(Math.min(now.getTime() - day, opened + after * day))]);
    const last = decision.said.at(-1);
    if (last) await tx.query("UPDATE topic SET idea_status = $2 WHERE id = $1", [id, last.status]);
  }
  await insertRows(tx, { table: "topic_vote", columns: ["topic_id:bigint", "account_id:uuid", "created_at:timestamptz"] }, votes);
  await insertRows(tx, { table: "topic_event", columns: ["topic_id:bigint", "kind:text", "actor_id:uuid", "after_number:int", "detail:jsonb", "at:timestamptz"] }, events);
  await tx.query("UPDATE topic SET votes = (SELECT count(*) FROM topic_vote v WHERE v.topic_id = topic.id) WHERE kind = 'idea'");
}

async function pinAndClose(tx: Tx, { residents, now }: World): Promise<void> {
  const [by, at] = [residents.of("admin.alder").id, new Date(now.getTime() - 2 * day)];
  const note = "INSERT INTO topic_event (topic_id, kind, actor_id, after_number, detail, at) SELECT id, $2, $3, last_number, $4, $5 FROM topic WHERE id = $1";
  for (const { id } of await tx.query<{ id: number }>("UPDATE topic SET pinned = 'everywhere' WHERE kind = 'announcement' RETURNING id")) await tx.query(note, [id, "pinned", by, "{}", at]);
  for (const { id } of await tx.query<{ id: number }>("UPDATE topic SET pinned = 'category' WHERE title = 'Say hello here' RETURNING id")) await tx.query(note, [id, "pinned", by, "{}", at]);
  for (const { id } of await tx.query<{ id: number }>("UPDATE topic SET closed_at = $1 WHERE title LIKE 'Meet-up by the harbour%' RETURNING id", [at])) await tx.query(note, [id, "closed", by, "{}", at]);
}

/** Tags the demo's topics, votes for its ideas and decides them, pins and closes a few. */
export async function insertStructure(tx: Tx, world: World): Promise<void> {
  await tagAll(tx, world.topics);
  await voteAndDecide(tx, world);
  await pinAndClose(tx, world);
}
