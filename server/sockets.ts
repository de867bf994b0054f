import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { concernedTopics, mayStillWatch, mayWatch } from "#lib/forum/queries.ts";
import { atDesk } from "#lib/moderation/types.ts";
import { actorFromToken, sessionTokenOf } from "#lib/identity/session.ts";

const watch = z.strictObject({ id: z.int().positive() });
type Answer = (value: { ok: boolean }) => void;

const actorOf = (socket: Socket): Promise<Actor> => actorFromToken(sessionTokenOf(socket.handshake.headers.cookie));

/**
 * Asks again whether those who follow topics live may still see them, as they stand now; who may not leaves and is told that
 * the topic is gone. Without an answer nobody stays.
 */
export async function reguardTopics(io: Server, changed: { categories: number[]; topics: number[] }): Promise<void> {
  const { rooms } = io.sockets.adapter;
  const followed = [...rooms.keys()].filter((room) => room.startsWith("topic:")).map((room) => Number(room.slice("topic:".length)));
  if (followed.length === 0) return;
  for (const id of await concernedTopics(followed, changed).catch(() => followed)) {
    const sockets = [...(rooms.get(`topic:${id}`) ?? [])].flatMap((socketId) => io.sockets.sockets.get(socketId) ?? []);
    const actors = await Promise.all(sockets.map((socket) => actorOf(socket).catch((): Actor => visitor)));
    const stay = await mayStillWatch(actors, id).catch(() => actors.map(() => false));
    for (const [at, socket] of sockets.entries()) {
      if (stay[at]) continue;
      await socket.leave(`topic:${id}`);
      socket.emit("topic.gone", { topicId: id });
    }
  }
}

/** The live side: who may hear what is asked on the server at every join. */
export function createSockets(server: HttpServer): Server {
  const io = new Server(server, {
    serveClient: false, maxHttpBufferSize: 16 * 1024, pingInterval: 20_000, transports: ["websocket"],
    allowRequest: (req, decide) => {
      const { origin } = req.headers;
      decide(null, origin === undefined || origin === publicUrl() || origin === `http://${req.headers.host}`);
    },
  });
  io.use(async (socket, next) => {
    try {
      const actor = await actorOf(socket);
      socket.data.actor = actor;
      if (actor.kind === "member") await socket.join(`me:${actor.id}`);
      // The desk's room: who works there hears what is claimed and decided.
      if (atDesk(actor)) await socket.join("desk");
      next();
    } catch {
      next(new Error("unavailable"));
    }
  });
  io.on("connection", (socket) => {
    socket.on("topic.watch", async (input: unknown, answer: unknown) => {
      const reply: Answer = typeof answer === "function" ? (answer as Answer) : () => {};
      const parsed = watch.safeParse(input);
      if (!parsed.success) return void socket.disconnect(true);
      const seen = await mayWatch(socket.data.actor as Actor, parsed.data.id).catch(() => false);
      if (!seen) return reply({ ok: false });
      for (const room of socket.rooms) if (room.startsWith("topic:")) await socket.leave(room);
      await socket.join(`topic:${parsed.data.id}`);
      reply({ ok: true });
    });
    socket.onAny((event) => {
      if (event !== "topic.watch") socket.disconnect(true);
    });
  });
  return io;
}
