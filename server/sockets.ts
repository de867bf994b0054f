import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { publicUrl } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { limitsAreOff } from "#lib/limits/limiter.ts";
import { concernedTopics, mayStillWatch, mayWatch } from "#lib/forum/queries.ts";
import { deliverWith } from "#lib/chat/sending.ts";
import { createPresences, type Presences } from "./chat-presence.ts";
import { Relay } from "./chat-relay.ts";
import { chatEvents, type Said } from "./chat-sockets.ts";
import { type Cluster, noCluster } from "./cluster.ts";
import { requestEvents } from "./request-sockets.ts";
import { actorOf } from "./socket-actors.ts";
import { enterStaffRooms } from "./staff-rooms.ts";

const watch = z.strictObject({ id: z.int().positive() });
/** The live side of the server: its sockets, what passes chat on to them, and who is here. */
export type Live = { io: Server; relay: Relay; presences: Presences };

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

const watchTopic: Said = {
  shape: watch,
  does: async (socket, input) => {
    const { id } = input as z.infer<typeof watch>;
    const seen = await mayWatch(socket.data.actor as Actor, id).catch(() => false);
    if (!seen) return { ok: false };
    for (const room of socket.rooms) if (room.startsWith("topic:")) await socket.leave(room);
    await socket.join(`topic:${id}`);
    return { ok: true };
  },
};

/** Ends a connection that says what nobody says here, with the reason as its last word. */
function end(socket: Socket, code: "malformed" | "unknown-event"): void {
  socket.emit("closed", { code });
  socket.disconnect(true);
}

async function enter(socket: Socket): Promise<void> {
  const actor = await actorOf(socket);
  socket.data.actor = actor;
  if (actor.kind === "member") await socket.join(`me:${actor.id}`);
  await enterStaffRooms(socket, actor);
}

const mostSockets = 10;
const tooMany = (io: Server, actor: Actor): boolean => actor.kind === "member" && !limitsAreOff() && (io.sockets.adapter.rooms.get(`me:${actor.id}`)?.size ?? 0) > mostSockets;

function listen(socket: Socket, events: Record<string, Said>): void {
  for (const [event, { shape, does }] of Object.entries(events)) {
    socket.on(event, async (input: unknown, answer: unknown) => {
      const parsed = shape.safeParse(input);
      if (!parsed.success) return end(socket, "malformed");
      const reply = typeof answer === "function" ? (answer as (value: unknown) => void) : () => {};
      try {
        reply(await does(socket, parsed.data));
      } catch (error) {
        log.error({ event, code: (error as { code?: string }).code, stack: (error as Error).stack }, "an event failed");
        reply({ ok: false, problem: { code: "fault", message: "" } });
      }
    });
  }
  socket.onAny((event) => { if (!Object.hasOwn(events, event)) end(socket, "unknown-event"); });
}

/** The live side: who may hear what is asked on the server at every join. */
export function createSockets(server: HttpServer, cluster: Cluster = noCluster): Live {
  const io = new Server(server, {
    serveClient: false, maxHttpBufferSize: 32 * 1024, pingInterval: 20_000, transports: ["websocket"], ...(cluster.adapter ? { adapter: cluster.adapter } : {}),
    allowRequest: (req, decide) => {
      const { origin } = req.headers;
      decide(null, origin === undefined || origin === publicUrl() || origin === `http://${req.headers.host}`);
    },
  });
  const presences = createPresences(io);
  const relay = new Relay(io, (said) => { if (cluster.adapter) io.serverSideEmit("chat.sent", said); });
  if (cluster.adapter) io.on("chat.sent", (sent: Parameters<Relay["heard"]>[0]) => relay.heard(sent));
  deliverWith((spoken) => relay.sent(spoken));
  const events = { "topic.watch": watchTopic, ...chatEvents({ relay, presences }), ...requestEvents };
  io.use((socket, next) => { enter(socket).then(() => next(), () => next(new Error("unavailable"))); });
  io.on("connection", (socket) => {
    const actor = socket.data.actor as Actor;
    if (tooMany(io, actor)) return void socket.disconnect(true);
    listen(socket, events);
    if (actor.kind !== "member") return;
    presences.came(actor.id);
    socket.on("disconnect", () => presences.went(actor.id));
  });
  return { io, relay, presences };
}
