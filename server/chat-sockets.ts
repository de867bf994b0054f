import type { Server, Socket } from "socket.io";
import type { z } from "zod";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { spendMessage } from "#lib/chat/api.ts";
import { catchUp, mayHear, whoMayStay } from "#lib/chat/joining.ts";
import { joinSaid, presenceSaid, roomSaid, sendSaid } from "#lib/chat/schema.ts";
import { sendMessage } from "#lib/chat/sending.ts";
import type { Joined, Sent, SocketRefused } from "#lib/chat/types.ts";
import { inFrench, prefersFrench } from "#lib/identity/french.ts";
import { actorOf } from "./socket-actors.ts";
import type { Presences } from "./chat-presence.ts";
import type { Relay } from "./chat-relay.ts";

/** What an event of ours takes, and what is done with it; what is not shaped like it ends the connection. */
export type Said = { shape: z.ZodType; does: (socket: Socket, input: unknown) => Promise<unknown> };
const said = <Schema extends z.ZodType>(shape: Schema, does: (socket: Socket, input: z.infer<Schema>) => Promise<unknown>): Said => ({ shape, does: (socket, input) => does(socket, input as z.infer<Schema>) });

const roomOf = (id: number): string => `chat:${id}`;
const mostRooms = 50;

function problem(socket: Socket, refusal: Refusal): SocketRefused {
  const french = prefersFrench(socket.handshake.headers["accept-language"]) || ((socket.data.actor as Actor).kind === "member" && (socket.data.actor as { locale: string }).locale === "fr");
  return { ok: false, problem: { code: refusal.code, message: french ? inFrench(refusal.detail) : refusal.detail, ...(refusal.field ? { field: refusal.field } : {}), ...(refusal.retryAfter ? { retryAfter: refusal.retryAfter } : {}) } };
}

async function join(socket: Socket, input: z.infer<typeof joinSaid>, { relay, presences }: { relay: Relay; presences: Presences }): Promise<Joined | SocketRefused> {
  const actor = await actorOf(socket);
  const room = await mayHear(actor, input.roomId);
  if (refused(room)) return problem(socket, room);
  if ([...socket.rooms].filter((one) => one.startsWith("chat:")).length >= mostRooms) return problem(socket, new Refusal("too-many", "That is more than fits."));
  await socket.join(roomOf(input.roomId));
  // Asked once the socket is in the room: what is said meanwhile comes twice rather than never.
  const missed = await catchUp(actor, input.roomId, { seq: input.lastSeq, change: input.lastChange });
  if (refused(missed)) {
    await socket.leave(roomOf(input.roomId));
    return problem(socket, missed);
  }
  relay.joined(input.roomId, { seq: missed.lastSeq, change: missed.lastChange });
  return { ok: true, lastSeq: missed.lastSeq, lastChange: missed.lastChange, readSeq: missed.readSeq, missed: missed.messages, more: missed.more, present: await presences.inRoom(actor, input.roomId) };
}

async function send(socket: Socket, { roomId, ...input }: z.infer<typeof sendSaid>): Promise<Sent> {
  const actor = socket.data.actor as Actor;
  if (actor.kind !== "member") return problem(socket, new Refusal("sign-in", "Sign in to take part."));
  const often = await spendMessage(actor, roomId);
  if (often) return problem(socket, often);
  const sent = await sendMessage(actor, roomId, input);
  if (refused(sent)) return problem(socket, sent);
  return "held" in sent ? { ok: true, held: true } : { ok: true, message: { ...sent.message, source: sent.source } };
}

/** What is typed is told at most once in so long per person and room. */
const typingPause = 2000;

/** The events of chat that a socket may say, each with its shape. */
export function chatEvents(parts: { relay: Relay; presences: Presences }): Record<string, Said> {
  return {
    "chat.join": said(joinSaid, (socket, input) => join(socket, input, parts)),
    "chat.leave": said(roomSaid, async (socket, { roomId }) => {
      await socket.leave(roomOf(roomId));
      return { ok: true };
    }),
    "chat.send": said(sendSaid, send),
    "chat.typing": said(roomSaid, async (socket, { roomId }) => {
      const actor = socket.data.actor as Actor;
      const typed = (socket.data.typed as Map<number, number> | undefined) ?? new Map<number, number>();
      socket.data.typed = typed;
      // Who may not write there is in no such room, or is not believed: a guest types nothing.
      if (actor.kind !== "member" || actor.silenced || !socket.rooms.has(roomOf(roomId)) || Date.now() - (typed.get(roomId) ?? 0) < typingPause) return { ok: false };
      typed.set(roomId, Date.now());
      socket.volatile.to(roomOf(roomId)).emit("chat.typing", { roomId, accountId: actor.id, name: actor.name });
      return { ok: true };
    }),
    "presence.set": said(presenceSaid, async (socket, { state }) => {
      await parts.presences.set(socket, state);
      return { ok: true };
    }),
  };
}

type Placed = { socket: Socket; roomId: number };
const placesOf = (sockets: Iterable<Socket>): Placed[] => [...sockets].flatMap((socket) => [...socket.rooms].filter((name) => name.startsWith("chat:")).map((name) => ({ socket, roomId: Number(name.slice("chat:".length)) })));

/** Asks again whether these sockets may be in these rooms, as their people stand now; who may not leaves and is told that the room is gone. Without an answer nobody stays. */
async function reguard(places: readonly Placed[]): Promise<void> {
  if (places.length === 0) return;
  const sockets = [...new Set(places.map((one) => one.socket))];
  const actors = new Map(await Promise.all(sockets.map(async (socket) => [socket, await actorOf(socket).catch((): Actor => visitor)] as const)));
  for (const [socket, actor] of actors) socket.data.actor = actor;
  const stay = await whoMayStay(places.map(({ socket, roomId }) => ({ roomId, actor: actors.get(socket) ?? visitor }))).catch((error: Error) => {
    log.error({ stack: error.stack }, "a guard could not be asked");
    return places.map(() => false);
  });
  for (const [at, { socket, roomId }] of places.entries()) {
    if (stay[at]) continue;
    await socket.leave(roomOf(roomId));
    socket.emit("chat.gone", { roomId });
  }
}

const socketsIn = (io: Server, room: string): Socket[] => [...(io.sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);

/** Asks again for everybody who hears these rooms. */
export const reguardRooms = (io: Server, roomIds: readonly number[]): Promise<void> => reguard(roomIds.flatMap((roomId) => socketsIn(io, roomOf(roomId)).map((socket) => ({ socket, roomId }))));

/** Asks again for everything that someone hears, since they stand differently now. */
export const reguardPerson = (io: Server, accountId: string): Promise<void> => reguard(placesOf(socketsIn(io, `me:${accountId}`)));
