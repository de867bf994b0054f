import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, type Tx } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Held } from "#lib/screening/types.ts";
import { type Read, read, show } from "#lib/markdown/cook.ts";
import type { Context } from "#lib/markdown/types.ts";
import { attach } from "#lib/media/attachments.ts";
import { cardsOf, wantingLinks } from "#lib/media/link-cards.ts";
import { readMedia } from "#lib/media/queries.ts";
import { mentionsMade } from "./events.ts";
import { type Called, keepMentions, whoIsCalled } from "./mentions.ts";
import { keepPolls } from "./polls/polls.ts";
import type { Audience } from "./types.ts";

/** A text as it will be shown, and what it names that must be kept with it. */
export type Cooked = { html: string; text: Read; called: Called };

/** Cooks a text as its writer may: files they may see, people who may see where it stands. `key` makes its anchors its own. What names nothing asks nothing. */
export async function cookFor(reader: Reader, actor: Actor, { source, key, audience }: { source: string; key: string; audience: Audience }): Promise<Cooked> {
  const text = read(source, key);
  const called = await whoIsCalled(reader, actor, { handles: text.handles, audience });
  const context: Context = {
    people: new Set(called.people.keys()), groups: new Set(called.groups.keys()),
    ...(text.links.length ? { cards: await cardsOf(reader, text.links) } : {}),
    ...(text.media.length ? { media: await readMedia(reader, actor, text.media) } : {}),
  };
  return { html: show(text, context), text, called };
}

/** A text as it would be shown, kept nowhere. */
export async function preview(actor: Actor, source: string): Promise<{ html: string }> {
  return { html: (await cookFor(db(), actor, { source, key: "preview", audience: "public" })).html };
}

/** Keeps what a post names, in the transaction that writes it: its polls, its files, whom it calls. `before` is what it said before. `edits` says where a post stands that is changed. Refused when the change would change a poll someone voted in. */
export async function keepNamed(tx: Tx, post: { id: number; authorId: string; by: string; before: string; edits?: { number: number; topicId: number } }, { text, called }: Cooked): Promise<true | Refusal> {
  const polls = await keepPolls(tx, post.id, { polls: text.polls, had: post.before.includes("::: poll") });
  if (polls !== true) return polls;
  if (text.media.length || post.before.includes("/media/")) await attach(tx, { mediaIds: text.media, subject: { type: "post", id: String(post.id) }, by: post.by });
  const fresh = await keepMentions(tx, { id: post.id, authorId: post.authorId }, called);
  // Whom a new post calls is told with the post; whom a change calls is told of the change.
  if (post.edits) await mentionsMade(tx, { ...post.edits, postId: post.id, hear: fresh.filter((id) => id !== post.by) });
  // What is behind its bare links is asked once it is committed.
  if ((await wantingLinks(tx, text.links)).length > 0) await enqueue(tx, { name: "link.preview", payload: { postId: post.id } }, { key: `link.preview:${post.id}` });
  return true;
}

/** Keeps the files of a text that waits for a moderator where moderators see them, and answers what the writer is told. */
export async function holdNamed<Stopped extends Held | Refusal>(tx: Tx, { stopped, by }: { stopped: Stopped; by: string }, { text }: Cooked): Promise<Stopped> {
  if (!refused(stopped) && text.media.length) await attach(tx, { mediaIds: text.media, subject: { type: "held", id: String(stopped.id) }, by });
  return stopped;
}
