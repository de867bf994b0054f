import type { Server, Socket } from "socket.io";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { seesFigures } from "#lib/analytics/types.ts";
import { atDesk } from "#lib/moderation/types.ts";
import { hearsDesk } from "#lib/privilege/requests/watching.ts";
import { actorOf } from "./socket-actors.ts";

/** The rooms in which people who work here hear that something of theirs changed (what it is, they ask), and who may be in each. */
const staffRooms: readonly { room: string; may: (actor: Actor) => boolean }[] = [
  { room: "desk", may: atDesk },
  { room: "requests", may: hearsDesk },
  { room: "studio:referrals", may: seesFigures },
  { room: "studio:stages", may: seesFigures },
];

/** Puts a socket into the rooms of the house that are its person’s, and out of those that are not. */
export async function enterStaffRooms(socket: Socket, actor: Actor): Promise<void> {
  for (const { room, may } of staffRooms) await (may(actor) ? socket.join(room) : socket.leave(room));
}

/** Asks again for the rooms of the house that somebody hears, since they stand differently now. Without an answer nobody stays. */
export async function reguardStaff(io: Server, accountId: string): Promise<void> {
  for (const socketId of io.sockets.adapter.rooms.get(`me:${accountId}`) ?? []) {
    const socket = io.sockets.sockets.get(socketId);
    if (!socket) continue;
    const actor = await actorOf(socket).catch((): Actor => visitor);
    socket.data.actor = actor;
    await enterStaffRooms(socket, actor);
  }
}
