import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { attach } from "#lib/media/attachments.ts";
import { tell } from "#lib/realtime/tell.ts";
import { removedByModerators } from "#lib/screening/rulings.ts";
import { editId, screen } from "#lib/screening/screen.ts";
import type { Held } from "#lib/screening/types.ts";
import { bringBack, lockMessage, type MessageAt, react as setReaction, rewrite, setMentions, setPin, takeAway } from "#lib/threads/changes.ts";
import { readMessage } from "#lib/threads/queries.ts";
import type { MessageEdit } from "#lib/threads/schema.ts";
import type { MessageView } from "#lib/threads/types.ts";
import { anyRoomOfThread, type RoomAt, roomOfThread } from "./access.ts";
import { messageBack, messageTaken, tellChange, tellRooms } from "./events.ts";
import { nudge } from "./nudges.ts";
import { mayEdit, mayKeep, mayModerate, mayPin, mayReact, mayRemove } from "./policy.ts";
import { askAbout, cookMessage, keepFiles } from "./text.ts";

type At = { message: MessageAt; room: RoomAt };

/** The message with its room, locked for a change, when the actor may see it. One that was taken away is found with `gone`: by its author and who keeps order. */
async function messageFor(tx: Tx, actor: Actor, { id, gone = false }: { id: number; gone?: boolean }): Promise<At | Refusal> {
  const message = await lockMessage(tx, id);
  if (!message) return missing();
  const room = await roomOfThread(tx, actor, message.threadId);
  if (refused(room)) return room;
  if (message.deletedAt && !(gone && actor.kind === "member" && (message.authorId === actor.id || mayKeep(actor, room)))) return missing();
  return { message, room };
}

/** What the desk takes away or brings back may stand in a conversation that moderators are not part of. */
async function atDesk(tx: Tx, actor: Member, id: number): Promise<At | Refusal> {
  const message = mayModerate(actor) ? await lockMessage(tx, id) : undefined;
  const room = message && (await anyRoomOfThread(tx, actor, message.threadId));
  return message && room ? { message, room } : missing();
}

async function changed(tx: Tx, actor: Member, { message, room }: At): Promise<MessageView> {
  await tellChange(tx, room);
  return readMessage(tx, message.id, actor.id);
}

/** Changes a message's text, keeping the one before, unless it must wait for a moderator. Refused when it was changed since `version` was read. */
export function editMessage(actor: Member, id: number, input: MessageEdit & { screened?: boolean }): Promise<MessageView | Held | Refusal> {
  return transact(async (tx) => {
    const at = await messageFor(tx, actor, { id });
    if (refused(at)) return at;
    const { message, room } = at;
    const allowed = mayEdit(actor, room, { ...message, deleted: message.deletedAt !== null });
    if (allowed !== true) return allowed;
    if (message.source === input.body) return readMessage(tx, id, actor.id);
    if (message.version !== input.version) return new Refusal("conflict", "This message was changed meanwhile. Look at it again.", { field: "body" });
    const edit = { body: input.body, version: input.version };
    const stopped = input.screened ? undefined : await screen(tx, actor, { kind: "chat.edit", text: input.body, input: edit, context: { messageId: id }, clientId: editId("message", id, edit), subject: { type: "message", id: String(id), version: message.version + 1 } });
    const cooked = await cookMessage(tx, actor, { body: input.body, key: `message:${id}`, room });
    if (stopped) {
      if (!refused(stopped) && cooked.text.media.length) await attach(tx, { mediaIds: cooked.text.media, subject: { type: "held", id: String(stopped.id) }, by: actor.id });
      return stopped;
    }
    await rewrite(tx, message, { source: cooked.source, html: cooked.html, editorId: actor.id });
    await keepFiles(tx, { id, threadId: message.threadId, seq: message.seq, by: actor.id, before: message.source }, cooked);
    await askAbout(tx, [{ id, links: cooked.text.links }]);
    const fresh = await setMentions(tx, message, cooked.mentions.filter((one) => one !== actor.id));
    const view = await changed(tx, actor, at);
    if (fresh.length) await nudge(tx, [{ roomId: room.id, message: view, kind: "room", mentions: fresh }]);
    return view;
  });
}

/** Takes a message away: its place stays and says nothing. What it gave its author is taken back. `desk`: a decision about it was made, in whichever room it stands. */
export function deleteMessage(actor: Member, id: number, { desk = false }: { desk?: boolean } = {}): Promise<MessageView | Refusal> {
  return transact(async (tx) => {
    const at = await (desk ? atDesk(tx, actor, id) : messageFor(tx, actor, { id, gone: true }));
    if (refused(at)) return at;
    const allowed = desk || mayRemove(actor, at.room, at.message);
    if (allowed !== true) return allowed;
    if (at.message.deletedAt) return readMessage(tx, id, actor.id);
    if (at.message.kind === "event") return new Refusal("conflict", "What a room says of itself stays.");
    await takeAway(tx, at.message, actor.id);
    await messageTaken(tx, at.message);
    return changed(tx, actor, at);
  });
}

/** Brings a message back, with what it gave: its author what they took away themselves, who keeps order anything. */
export function restoreMessage(actor: Member, id: number, { desk = false }: { desk?: boolean } = {}): Promise<MessageView | Refusal> {
  return transact(async (tx) => {
    const at = await (desk ? atDesk(tx, actor, id) : messageFor(tx, actor, { id, gone: true }));
    if (refused(at)) return at;
    const { message, room } = at;
    const allowed = desk || mayRemove(actor, room, message);
    if (allowed !== true) return allowed;
    if (!message.deletedAt) return readMessage(tx, id, actor.id);
    const keeps = desk || mayKeep(actor, room);
    if (!keeps && (message.removedBy !== actor.id || (await removedByModerators(tx, { type: "message", id })))) return new Refusal("forbidden", "A moderator removed this. You can read why, and appeal.");
    await bringBack(tx, message);
    await messageBack(tx, { id, authorId: message.authorId, createdAt: message.createdAt, deletedAt: message.deletedAt });
    return changed(tx, actor, at);
  });
}

/** Puts a sign under a message, or takes it away. Twice is once. */
export function reactTo(actor: Member, id: number, { emoji, on }: { emoji: string; on: boolean }): Promise<MessageView | Refusal> {
  return transact(async (tx) => {
    const at = await messageFor(tx, actor, { id });
    if (refused(at)) return at;
    const allowed = mayReact(actor, at.room);
    if (allowed !== true) return allowed;
    const moved = await setReaction(tx, at.message, { accountId: actor.id, emoji, on });
    if (!moved) return readMessage(tx, id, actor.id);
    const view = await changed(tx, actor, at);
    // Everybody hears how many there are; which of them are mine, my other tabs and devices.
    await tell(tx, { room: `me:${actor.id}`, event: "chat.reacted", data: { roomId: at.room.id, seq: view.seq, mine: view.reactions.filter((one) => one.mine).map((one) => one.emoji) } });
    return view;
  });
}

const mostPins = 50;

/** Pins a message, or takes its pin away. */
export function pinMessage(actor: Member, id: number, on: boolean): Promise<MessageView | Refusal> {
  return transact(async (tx) => {
    const at = await messageFor(tx, actor, { id });
    if (refused(at)) return at;
    const allowed = mayPin(actor, at.room);
    if (allowed !== true) return allowed;
    if (at.message.pinned === on) return readMessage(tx, id, actor.id);
    const [row] = on ? await tx.query<{ count: number }>("SELECT count(*)::int AS count FROM message WHERE thread_id = $1 AND pinned_at IS NOT NULL", [at.message.threadId]) : [];
    if ((row?.count ?? 0) >= mostPins) return new Refusal("conflict", "Fifty messages are pinned here. Take one down first.");
    await setPin(tx, at.message, on ? actor.id : null);
    // What is pinned belongs to the room: it is asked for again.
    await tellRooms(tx, { changed: [at.room.id] });
    return changed(tx, actor, at);
  });
}
