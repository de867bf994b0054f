import type { Server, Socket } from "socket.io";
import type { z } from "zod";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { hereSaid, watchSaid } from "#lib/privilege/requests/schema.ts";
import { mayWatchRequest } from "#lib/privilege/requests/watching.ts";
import { actorOf } from "./socket-actors.ts";
import type { Said } from "./chat-sockets.ts";

// Whoever follows a request from the desk is in a second room of it, in which the desk sees itself.
const roomOf = (id: number): string => `request:${id}`;
const deskOf = (id: number): string => `request-desk:${id}`;
const mostWatched = 20;

async function watch(socket: Socket, { id }: z.infer<typeof watchSaid>): Promise<{ ok: boolean }> {
  const seen = await mayWatchRequest(await actorOf(socket), id).catch(() => undefined);
  if (!seen || [...socket.rooms].filter((room) => room.startsWith("request:")).length >= mostWatched) return { ok: false };
  await socket.join(seen.desk ? [roomOf(id), deskOf(id)] : roomOf(id));
  return { ok: true };
}

// Somebody of the desk says now and then that they have a request open, and whether they write: their colleagues see who, its member that an answer is coming.
async function here(socket: Socket, { id, typing }: z.infer<typeof hereSaid>): Promise<{ ok: boolean }> {
  const actor = socket.data.actor as Actor;
  if (actor.kind !== "member" || !socket.rooms.has(roomOf(id))) return { ok: false };
  const told = { id, accountId: actor.id, name: actor.name, typing };
  if (socket.rooms.has(deskOf(id))) socket.volatile.to(deskOf(id)).emit("request.here", told);
  if (typing) socket.volatile.to(roomOf(id)).emit("request.typing", told);
  return { ok: true };
}

/** The events of requests that a socket may say, each with its shape. */
export const requestEvents: Record<string, Said> = {
  "request.watch": { shape: watchSaid, does: (socket, input) => watch(socket, input as z.infer<typeof watchSaid>) },
  "request.leave": {
    shape: watchSaid,
    does: async (socket, input) => {
      const { id } = input as z.infer<typeof watchSaid>;
      await Promise.all([socket.leave(roomOf(id)), socket.leave(deskOf(id))]);
      return { ok: true };
    },
  },
  "request.here": { shape: hereSaid, does: (socket, input) => here(socket, input as z.infer<typeof hereSaid>) },
};

/** Asks again for every request that somebody follows, since they stand differently now; who may not leaves, and is told that it is gone. Without an answer nobody stays. */
export async function reguardRequests(io: Server, accountId: string): Promise<void> {
  for (const socketId of io.sockets.adapter.rooms.get(`me:${accountId}`) ?? []) {
    const socket = io.sockets.sockets.get(socketId);
    if (!socket) continue;
    const actor = await actorOf(socket).catch((): Actor => visitor);
    for (const room of [...socket.rooms].filter((one) => one.startsWith("request:"))) {
      const id = Number(room.slice("request:".length));
      const seen = await mayWatchRequest(actor, id).catch(() => undefined);
      if (!seen?.desk) await socket.leave(deskOf(id));
      if (seen) continue;
      await socket.leave(room);
      socket.emit("request.gone", { id });
    }
  }
}
