import type { Socket } from "socket.io";
import type { Actor } from "#lib/core/actor.ts";
import { actorFromToken, sessionTokenOf } from "#lib/identity/session.ts";

/** Who is behind a socket now, read from the database as their cookie says. */
export const actorOf = (socket: Socket): Promise<Actor> => actorFromToken(sessionTokenOf(socket.handshake.headers.cookie));
