import { isStaff, type Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Reader, type Tx, transact, within } from "#lib/core/transact.ts";
import { appendMessages, eventIn } from "#lib/threads/messages.ts";
import { readSpoken, type Spoken } from "#lib/threads/queries.ts";
import type { Author } from "#lib/threads/types.ts";
import { type RoomAt, roomFor } from "./access.ts";
import { tellRooms } from "./events.ts";
import { canIn } from "./queries.ts";
import type { TopicFromInput } from "./schema.ts";

/** How a topic is opened: by the room of topics, which stands beside this one; the server names it. */
export type TopicMaker = (actor: Member, topic: { categoryId: number; title: string; body: string; clientId: string }) => Promise<{ id: number; slug: string } | { held: true } | Refusal>;
let make: TopicMaker = async () => missing();
/** Names who opens topics. The server does it once. */
export function makeTopicsWith(maker: TopicMaker): void {
  make = maker;
}

const most = 200;
const longest = 24_000;
const day = (at: Date): string => at.toISOString().slice(0, 10);

/** What was said, as the text of a topic: each passage under the name of who said it, and all of them thanked at the end. Nothing of it calls anybody again. */
export function transcriptOf(spoken: readonly Spoken[], { room, roomId }: { room: string; roomId: number }): string {
  const passages: string[] = [];
  let length = 0;
  let before = "";
  for (const one of spoken) {
    const quoted = one.source.replace(/@/g, "@\u2060").split("\n").map((line) => `> ${line}`).join("\n");
    const passage = one.authorId === before ? `>\n${quoted}` : `${passages.length ? "\n" : ""}**${one.name.replace(/[*_[\]\\`]/g, "\\$&")}**\n\n${quoted}`;
    length += passage.length;
    if (length > longest) break;
    passages.push(passage);
    before = one.authorId;
  }
  const people = [...new Set(spoken.map((one) => one.handle))].map((handle) => `[@\u2060${handle}](/u/${encodeURIComponent(handle)})`);
  const since = spoken[0] ? day(spoken[0].createdAt) : "";
  return `${passages.join("\n")}\n\n---\n\n*[${room.replace(/[[\]\\]/g, " ")}](/chat/${roomId}?at=${spoken[0]?.seq ?? 1}), ${since}: ${people.join(", ")}*`;
}

/** Who did something in a room, as its messages show them. */
export async function authorFor(reader: Reader, actor: Member): Promise<Author> {
  const [row] = await reader.query<Author>("SELECT id, name, handle::text AS handle, role, CASE WHEN role = 'customer' AND privacy->>'tier' <> 'everyone' THEN 0 ELSE tier END AS tier FROM account WHERE id = $1", [actor.id]);
  return row ?? { id: actor.id, name: actor.name, handle: actor.handle, role: actor.role, tier: 0 };
}

/** Has a room tell of itself that something happened. */
export async function tellInRoom(tx: Tx, actor: Member, { room, event }: { room: Pick<RoomAt, "id" | "threadId">; event: Parameters<typeof eventIn>[2] }): Promise<number> {
  const [written] = await appendMessages(tx, [eventIn(room.threadId, await authorFor(tx, actor), event)]);
  await tellRooms(tx, { rooms: [[room.id, written?.message.seq ?? 0, 0]], changed: [room.id] });
  return written?.message.seq ?? 0;
}

const seenWider = "SELECT audience FROM category WHERE id = $1";
const width = ["public", "members", "select", "premier", "circle", "staff"];

/** Whether what was said in a room may be read where the topic would stand: nothing leaves a closed room for a wider one unless the team takes it there. */
async function mayLeave(tx: Tx, actor: Member, { room, categoryId }: { room: RoomAt; categoryId: number }): Promise<true | Refusal> {
  const [category] = await tx.query<{ audience: string }>(seenWider, [categoryId]);
  if (!category) return new Refusal("invalid", "Choose a category.", { field: "categoryId" });
  const wider = width.indexOf(category.audience) < width.indexOf(room.audience);
  return !wider || isStaff(actor) ? true : new Refusal("forbidden", "What was said here may not be read by so many. Choose a category for the same people.", { field: "categoryId" });
}

/** Makes a topic of messages of a room, or of a side thread, with thanks to who wrote them. Not of a conversation: what was said there stays there. The same client id again answers with the topic it made the first time. */
export function makeTopic(actor: Member, id: number, input: TopicFromInput): Promise<{ id: number; slug: string } | { held: true } | Refusal> {
  return transact(async (tx) => {
    const room = await roomFor(tx, actor, id);
    if (refused(room)) return room;
    if (!canIn(actor, room).makeTopic) return new Refusal("forbidden", "No topic is made of this conversation: it stays between those who are in it.");
    const wide = await mayLeave(tx, actor, { room, categoryId: input.categoryId });
    if (wide !== true) return wide;
    const spoken = await readSpoken(tx, room.threadId, { seqs: input.seqs, root: input.root, most });
    if (spoken.length === 0) return new Refusal("invalid", "Choose what the topic is made of.", { field: "seqs" });
    const made = await openTopicOf(tx, actor, { categoryId: input.categoryId, title: input.title, body: transcriptOf(spoken, { room: room.name, roomId: id }), clientId: input.clientId });
    if (refused(made) || "held" in made) return made;
    const [told] = await tx.query("SELECT 1 FROM message WHERE thread_id = $1 AND kind = 'event' AND source LIKE '%\"/t/' || $2 || '/%' LIMIT 1", [room.threadId, made.id]);
    if (!told) await tellInRoom(tx, actor, { room, event: { what: "topic", title: input.title, path: `/t/${made.id}/${made.slug}` } });
    return made;
  });
}

/** Opens a topic in the caller’s transaction, as the server named it. */
export function openTopicOf(tx: Tx, actor: Member, topic: Parameters<TopicMaker>[1]): ReturnType<TopicMaker> {
  return within(tx, () => make(actor, topic));
}
