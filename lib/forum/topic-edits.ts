import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { categoryFor, type TopicAt, topicFor } from "./access.ts";
import { reguard } from "./events.ts";
import { mayModerate, mayOpen, mayRetitle, mayWrite } from "./policy.ts";
import type { TopicEdit } from "./schema.ts";
import { keptOut } from "./selling.ts";
import { slugOf } from "./slug.ts";
import { chosenTags, setTags } from "./tags.ts";
import { countedInCategories } from "./topic-counts.ts";
import { noteEvent, showTopic } from "./topic-events.ts";

async function retitle(tx: Tx, actor: Member, { topic, title }: { topic: TopicAt; title: string }): Promise<void> {
  if (title === topic.title) return;
  await tx.query("UPDATE topic SET title = $2, slug = $3 WHERE id = $1", [topic.id, title, slugOf(title)]);
  await noteEvent(tx, actor, { topicId: topic.id, kind: "retitled", detail: { from: topic.title } });
}

async function moveTo(tx: Tx, actor: Member, { topic, slug }: { topic: TopicAt; slug: string }): Promise<Refusal | undefined> {
  if (slug === topic.categorySlug) return undefined;
  const category = await categoryFor(tx, actor, slug);
  if (refused(category)) return new Refusal("invalid", "Choose a category.", { field: "categorySlug" });
  // Moderators put a topic where it belongs, also where its kind is not opened anew.
  const allowed = mayModerate(actor) && !category.retired ? mayWrite(actor, category.audience) : mayOpen(actor, category, topic.kind);
  if (allowed !== true) return allowed;
  const out = await keptOut(tx, { topicId: topic.id, from: topic.audience, into: category.audience });
  if (out) return out;
  await countedInCategories(tx, [topic.id], () => tx.query("UPDATE topic SET category_id = $2, pinned = CASE WHEN pinned = 'everywhere' THEN pinned END WHERE id = $1", [topic.id, category.id]));
  await noteEvent(tx, actor, { topicId: topic.id, kind: "moved", detail: { from: topic.categorySlug } });
  await reguard(tx, { topics: [topic.id] });
  return undefined;
}

/** Changes a topic's title, category or tags: its author, into a category they may open it in, or a moderator. */
export function editTopic(actor: Actor, id: number, input: TopicEdit): Promise<{ slug: string } | Refusal> {
  return transact(async (tx) => {
    const topic = await topicFor(tx, actor, id);
    if (refused(topic)) return topic;
    const allowed = mayRetitle(actor, topic);
    if (allowed !== true) return allowed;
    if (actor.kind !== "member") return missing();
    const tagIds = input.tags ? await chosenTags(tx, actor, input.tags) : undefined;
    if (refused(tagIds)) return tagIds;
    const moved = input.categorySlug ? await moveTo(tx, actor, { topic, slug: input.categorySlug }) : undefined;
    if (moved) return moved;
    if (input.title) await retitle(tx, actor, { topic, title: input.title });
    if (tagIds) await setTags(tx, id, tagIds);
    await showTopic(tx, id);
    return { slug: input.title ? slugOf(input.title) : topic.slug };
  });
}
