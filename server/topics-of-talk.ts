import type { TopicMaker } from "#lib/chat/topic-making.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { openTopic } from "#lib/forum/topics.ts";

/** Opens a topic of what was said in a room, as the forum opens any: with its rules, its screening, its place. */
export const openTopicIn: TopicMaker = async (actor, { categoryId, title, body, clientId }) => {
  const [category] = await db().query<{ slug: string }>("SELECT slug FROM category WHERE id = $1", [categoryId]);
  if (!category) return new Refusal("invalid", "Choose a category.", { field: "categoryId" });
  const made = await openTopic(actor, { categorySlug: category.slug, title, body, kind: "discussion", clientId });
  return "held" in made ? { held: true } : made;
};
