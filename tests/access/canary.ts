import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { answer, type App, knock, topic } from "#tests/world/people.ts";
import { type ActorName, actorNames } from "./actors.ts";
import type { World } from "./makers.ts";
import { inventory } from "./matrix.ts";
import { aRoom } from "./rooms.ts";
import { aReview } from "./shelf.ts";
import { sees } from "./rules/expect.ts";

/** A word that stands in one private place, and who may read it. */
type Token = { word: string; readers: readonly ActorName[] };
export type Tokens = { words: Token[]; reviews: number[]; topics: number[]; rooms: number[]; messages: number[]; posts: number[]; accounts: string[] };

const word = (): string => `canary${crypto.randomUUID().replaceAll("-", "")}`;

/** Puts a word of its own into every private place: closed categories, removed posts, drafts, addresses. */
export async function plantTokens(at: World): Promise<Tokens> {
  const tokens: Tokens = { words: [], reviews: [], topics: [], rooms: [], messages: [], posts: [], accounts: [] };
  const keep = (readers: readonly ActorName[]): string => {
    const made = word();
    tokens.words.push({ word: made, readers });
    return made;
  };
  for (const [audience, { slug }] of at.categories) {
    if (audience !== "public") await db().query("UPDATE category SET name = $2 WHERE slug = $1", [slug, keep(sees[audience])]);
    const opened = await topic(at.author, slug, { title: `About ${keep(sees[audience])}`, body: `Said ${keep(sees[audience])}` });
    const removed = await answer(at.author, opened.id, `Removed ${keep([])}`);
    await db().query("UPDATE post SET deleted_at = now() WHERE id = $1", [removed.id]);
    const room = await aRoom(at.author, audience);
    await db().query("UPDATE room SET name = $2, topic = $3 WHERE id = $1", [room.id, `Room ${keep(sees[audience])}`, keep(sees[audience])]);
    await db().query("UPDATE message SET source = $2, html = $2, words = to_tsvector('simple', $2) WHERE id = $1", [room.messageId, `Said ${keep(sees[audience])}`]);
    tokens.rooms.push(room.id);
    tokens.messages.push(room.messageId);
    tokens.topics.push(opened.id);
    tokens.posts.push(opened.postId, removed.id);
  }
  // A conversation is known to who is in it alone, whoever else asks.
  const talk = await aRoom(at.author, "invited");
  await db().query("UPDATE message SET source = $2, html = $2, words = to_tsvector('simple', $2) WHERE id = $1", [talk.messageId, `Said ${keep([])}`]);
  tokens.rooms.push(talk.id);
  tokens.messages.push(talk.messageId);
  // A removed review, and what it said before: its author and moderators read it.
  const gone = await aReview(at.author.id, { removedBy: at.author.id, title: keep(["moderator", "admin"]) });
  await db().query("INSERT INTO review_version (review_id, version, rating, title, source, pros, cons, written_at) VALUES ($1, 0, 1, $2, 'x', '{}', '{}', now())", [gone, keep(["moderator", "admin"])]);
  tokens.reviews.push(gone);
  for (const name of actorNames) {
    const { id } = at.cast[name];
    if (!id) continue;
    // What staff noted of somebody: the studio reads it, nobody else, the one it is about least of all.
    await db().query("INSERT INTO customer_note (id, customer_id, author_id, body) VALUES (gen_random_uuid(), $1, $2, $3)", [id, at.author.id, keep(["marketer", "admin"])]);
    tokens.accounts.push(id);
    const alone = name === "suspended" ? [] : [name];
    await db().query("INSERT INTO draft (account_id, context, body) VALUES ($1, 'topic:new', $2) ON CONFLICT (account_id, context) DO UPDATE SET body = $2", [id, keep(alone)]);
    await db().query("UPDATE account SET email = $2 WHERE id = $1", [id, `${keep(alone)}@example.org`]);
    await db().query("UPDATE session SET device = $2 WHERE account_id = $1", [id, keep(alone)]);
  }
  return tokens;
}

function paths(door: string, tokens: Tokens): string[] {
  const path = door.split(" ")[1] ?? "";
  // The outbox of a machine without a mail server shows every letter; it is absent wherever mail is sent.
  if (path.startsWith("/api/dev/mail")) return [];
  // Words that stand beside every planted one: what answers is what the asker may see.
  if (path.startsWith("/api/search")) return ["about OR said OR removed OR canary*", "canary", "in:title about", "sayd", "author:nobody OR said"].map((query) => `${path}?q=${encodeURIComponent(query)}`);
  if (path === "/api/topics/similar") return [`${path}?title=${encodeURIComponent("About canary things said")}`];
  if (path.startsWith("/api/chat/rooms/:id")) return tokens.rooms.map((id) => `${path.replace(":id", String(id))}${path.endsWith("/search") ? "?q=said" : ""}`);
  if (path.startsWith("/api/chat/messages/:id")) return tokens.messages.map((id) => path.replace(":id", String(id)));
  const ids = path.includes("/reviews/:id/") ? tokens.reviews : path.includes("/posts/:id/") ? tokens.posts : path.includes("/topic") ? tokens.topics : tokens.accounts;
  const filled = path.includes(":id") ? ids.map((id) => path.replace(":id", String(id)).replace(":name", "picture.webp")) : [path.replace(":context", "topic:new")];
  return filled.map((one) => (one.endsWith("/posts") ? `${one}?after=0` : one));
}

/** Reads everything each actor can ask for, and says where a word stands that is not theirs. */
export async function crawl(app: App, at: World, { tokens, actors = actorNames }: { tokens: Tokens; actors?: readonly ActorName[] }): Promise<string[]> {
  const found: string[] = [];
  for (const who of actors) {
    for (const door of inventory(app).filter((one) => one.startsWith("GET "))) {
      for (const path of paths(door, tokens)) {
        resetLimits();
        const { text, headers } = await knock(app, path, { as: at.cast[who] });
        const all = `${text} ${JSON.stringify([...headers])}`;
        for (const token of tokens.words) if (all.includes(token.word) && !token.readers.includes(who)) found.push(`${who} reads a word of ${token.readers.join(", ") || "nobody"} at ${door}`);
      }
    }
  }
  return found;
}
