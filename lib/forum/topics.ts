import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { categoryFor } from "./access.ts";
import { screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { announce, topicCreated } from "./events.ts";
import { followOwn } from "./following.ts";
import { mayOpen } from "./policy.ts";
import type { TopicInput } from "./schema.ts";
import { slowOpening } from "./slow-mode.ts";
import { slugOf } from "./slug.ts";
import { pinAnnouncement } from "./topic-state.ts";
import { chosenTags, setTags } from "./tags.ts";
import { cookFor, holdNamed, keepNamed } from "./text.ts";

const insertTopic = `
  INSERT INTO topic (category_id, author_id, title, slug, kind, client_id, post_count, last_number, last_author_id, idea_status)
  VALUES ($1, $2, $3, $4, $5, $6, 1, 1, $2, CASE WHEN $5 = 'idea' THEN 'open' END) ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id`;

const openedBefore = "SELECT id, slug FROM topic WHERE author_id = $1 AND client_id = $2";

/** Opens a topic with its first post, unless it must wait for a moderator. The same client id again answers with the topic it opened the first time. `screened` says that a moderator has looked. */
export function openTopic(actor: Actor, input: TopicInput, { screened = false }: { screened?: boolean } = {}): Promise<{ id: number; slug: string } | Held | Refusal> {
  return transact(async (tx) => {
    const category = await categoryFor(tx, actor, input.categorySlug);
    if (refused(category)) return new Refusal("invalid", "Choose a category.", { field: "categorySlug" });
    const allowed = mayOpen(actor, category, input.kind);
    if (allowed !== true) return allowed;
    if (actor.kind !== "member") return new Refusal("sign-in", "Sign in to take part.");
    const slug = slugOf(input.title);
    const [before] = await tx.query<{ id: number; slug: string }>(openedBefore, [actor.id, input.clientId]);
    if (before) return before;
    const slowed = screened ? undefined : await slowOpening(tx, actor, category);
    if (slowed) return slowed;
    const stopped = screened ? undefined : await screen(tx, actor, { kind: "topic", title: input.title, text: input.body, input, clientId: input.clientId });
    const cooked = await cookFor(tx, actor, { source: input.body, key: input.clientId, audience: category.audience });
    if (stopped) return holdNamed(tx, { stopped, by: actor.id }, cooked);
    const tagIds = await chosenTags(tx, actor, input.tags ?? []);
    if (refused(tagIds)) return tagIds;
    const [topic] = await tx.query<{ id: number }>(insertTopic, [category.id, actor.id, input.title, slug, input.kind, input.clientId]);
    if (!topic) {
      const [meanwhile] = await tx.query<{ id: number; slug: string }>(openedBefore, [actor.id, input.clientId]);
      return meanwhile ?? new Refusal("conflict", "This was sent before and has gone.");
    }
    const [post] = await tx.query<{ id: number }>("INSERT INTO post (topic_id, number, author_id, source, html) VALUES ($1, 1, $2, $3, $4) RETURNING id", [topic.id, actor.id, input.body, cooked.html]);
    if (post) await keepNamed(tx, { id: post.id, authorId: actor.id, by: actor.id, before: "" }, cooked);
    await tx.query("UPDATE category SET topic_count = topic_count + 1, post_count = post_count + 1, last_post_at = now() WHERE id = $1", [category.id]);
    if (input.kind === "announcement") await pinAnnouncement(tx, topic.id);
    if (tagIds.length > 0) await setTags(tx, topic.id, tagIds);
    await tx.query("DELETE FROM draft WHERE account_id = $1 AND context = 'topic:new'", [actor.id]);
    await topicCreated(tx, actor, { id: topic.id, kind: input.kind });
    await followOwn(tx, actor.id, topic.id);
    await announce(tx, { topicId: topic.id, number: 1, type: "post.created" });
    return { id: topic.id, slug };
  });
}
