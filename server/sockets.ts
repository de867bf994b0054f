import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { mayWatch } from "#lib/forum/queries.ts";
import { actorFromToken, sessionTokenOf } from "#lib/identity/session.ts";

const watch = z.strictObject({ id: z.int().positive() });
type Answer = (value: { ok: boolean }) => void;

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
      const actor: Actor = await actorFromToken(sessionTokenOf(socket.handshake.headers.cookie));
      socket.data.actor = actor;
      if (actor.kind === "member") await socket.join(`me:${actor.id}`);
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
