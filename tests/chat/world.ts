import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { io as connect, type Socket } from "socket.io-client";
import type { ChatEvents, Joined, OpenedRoom, Sent, SocketRefused } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";
import { createApp } from "#server/doors.ts";
import { startLive } from "#server/live.ts";
import { createSockets, type Live } from "#server/sockets.ts";
import { door, type Somebody } from "#tests/world/people.ts";

export type House = { live: Live; port: number; stop: () => Promise<void> };

/** A server with its doors, sockets and what follows commits. */
export async function house(): Promise<House> {
  const server: Server = createServer(getRequestListener(createApp().fetch));
  const live = createSockets(server);
  const following = startLive(live, { wake: () => {} });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await following.ready;
  return {
    live, port: (server.address() as AddressInfo).port,
    stop: async () => {
      await live.io.close();
      await following.stop();
      live.relay.stop();
      await live.presences.stop();
    },
  };
}

/** A socket of somebody, or of a visitor. */
export async function socketOf(port: number, who?: Somebody): Promise<Socket> {
  const socket = connect(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: who ? { cookie: who.cookie } : {} });
  await new Promise<void>((resolve, reject) => { socket.on("connect", resolve); socket.on("connect_error", reject); });
  return socket;
}

export const join = (socket: Socket, roomId: number, known: { lastSeq?: number; lastChange?: number } = {}): Promise<Joined | SocketRefused> => socket.timeout(3000).emitWithAck("chat.join", { roomId, ...known }) as Promise<Joined | SocketRefused>;
export const say = (socket: Socket, roomId: number, said: string | { body: string; clientId: string }): Promise<Sent> => socket.timeout(3000).emitWithAck("chat.send", { roomId, clientId: randomUUID(), ...(typeof said === "string" ? { body: said } : said) }) as Promise<Sent>;
/** The next event of a kind, within a second or so. */
export const next = <Name extends keyof ChatEvents | "disconnect" | "closed">(socket: Socket, event: Name, ms = 1500): Promise<Name extends keyof ChatEvents ? ChatEvents[Name] : unknown> => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error(`${event} did not come in time`)), ms);
  socket.once(event as string, (...values) => { clearTimeout(late); resolve(values[0] as never); });
});

/** Says something through the door. */
export async function write(by: Somebody, roomId: number, said: { body: string; clientId?: string; replyTo?: number; root?: number; media?: string[] }): Promise<MessageView> {
  const answer = await door(`/api/chat/rooms/${roomId}/messages`, { as: by, body: { clientId: randomUUID(), ...said } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as MessageView;
}
export const opened = async (by: Somebody | undefined, roomId: number): Promise<OpenedRoom> => (await door(`/api/chat/rooms/${roomId}`, { as: by })).body as OpenedRoom;
