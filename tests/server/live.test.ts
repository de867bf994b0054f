import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Server as Io } from "socket.io";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { changeRole } from "#lib/identity/admin.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { createApp } from "#server/doors.ts";
import { startLive } from "#server/live.ts";
import { createSockets } from "#server/sockets.ts";
import { startWorker } from "#server/worker.ts";
import { category, door, person, topic } from "#tests/world/people.ts";

let server: Server;
let io: Io;
let stop: () => Promise<void>;
const open: Socket[] = [];
const patient = { timeout: 20_000 };

beforeAll(async () => {
  server = createServer(getRequestListener(createApp().fetch));
  const sockets = createSockets(server);
  io = sockets.io;
  const worker = startWorker();
  const live = startLive(sockets, { wake: worker.wake });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await live.ready;
  stop = async () => { await live.stop(); sockets.relay.stop(); await sockets.presences.stop(); await worker.stop(); };
});
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await io.close();
  await stop();
});
beforeEach(() => resetLimits());

async function socketOf(cookie = "", headers: Record<string, string> = {}): Promise<Socket> {
  const socket = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { cookie, ...headers } });
  open.push(socket);
  await new Promise<void>((resolve, reject) => { socket.on("connect", resolve); socket.on("connect_error", reject); });
  return socket;
}
const watch = (socket: Socket, id: unknown): Promise<{ ok: boolean }> => socket.timeout(2000).emitWithAck("topic.watch", { id }) as Promise<{ ok: boolean }>;
const next = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error(`${event} did not come within a second`)), 1000);
  socket.once(event, (value: T) => { clearTimeout(late); resolve(value); });
});

it("a reply reaches who has the topic open, text and all, within a second", async () => {
  const [one, other] = [await person(), await person()];
  const { slug } = await category();
  const opened = await topic(one, slug);
  const reader = await socketOf();
  expect(await watch(reader, opened.id)).toEqual({ ok: true });
  const heard = next<{ number: number; post: { html: string; author: { name: string } } }>(reader, "post.created");
  await door(`/api/topics/${opened.id}/replies`, { as: other, body: { body: "Fresh *news*.", clientId: randomUUID() } });
  expect(await heard).toMatchObject({ number: 2, post: { html: "<p>Fresh <em>news</em>.</p>\n", author: { name: "Robin Vale" } } });
});

it("nobody hears of a topic they may not read, and of one that is not there they learn the same", async () => {
  const staff = await person({ role: "moderator" });
  const { slug } = await category("staff");
  const hidden = await topic(staff, slug);
  const outsider = await socketOf((await person()).cookie);
  expect([await watch(outsider, hidden.id), await watch(outsider, 2_000_000_000)]).toEqual([{ ok: false }, { ok: false }]);
  let heard = 0;
  outsider.onAny(() => { heard += 1; });
  const insider = await socketOf(staff.cookie);
  await watch(insider, hidden.id);
  const told = next(insider, "post.created");
  await door(`/api/topics/${hidden.id}/replies`, { as: staff, body: { body: "Between us.", clientId: randomUUID() } });
  await told;
  expect(heard).toBe(0);
});

it("the member alone hears their factor move, within a second", async () => {
  const [one, other] = [await person(), await person()];
  const { slug } = await category();
  const opened = await topic(other, slug);
  const [mine, theirs] = [await socketOf(one.cookie), await socketOf(other.cookie)];
  let wrong = 0;
  theirs.on("relationship.changed", () => { wrong += 1; });
  const moved = next<{ factor: number }>(mine, "relationship.changed");
  await door(`/api/topics/${opened.id}/replies`, { as: one, body: { body: "This counts.", clientId: randomUUID() } });
  expect((await moved).factor).toBeGreaterThan(0);
  expect(wrong).toBeLessThanOrEqual(1);
});

it("a suspended member's open socket is cut within a second", async () => {
  const [one, moderator] = [await person(), await person({ role: "moderator" })];
  const socket = await socketOf(one.cookie);
  const cut = next(socket, "disconnect");
  await door(`/api/accounts/${one.id}/suspension`, { as: moderator, method: "POST" });
  await cut;
});

it("who may no longer see a category hears nothing more of its topics within a second, and is told; who may stays", async () => {
  const [one, insider, admin] = [await person(), await person({ tier: 2 }), await person({ role: "admin" })];
  const { id, slug } = await category();
  const opened = await topic(one, slug);
  const [outside, inside] = [await socketOf(), await socketOf(insider.cookie)];
  for (const socket of [outside, inside]) expect(await watch(socket, opened.id)).toEqual({ ok: true });
  const gone = next<{ topicId: number }>(outside, "topic.gone");
  let toldInside = 0;
  inside.on("topic.gone", () => { toldInside += 1; });
  const settings = { name: "For few now", description: "", colour: "ink", icon: "star", audience: "premier", openAudience: null, replyAudience: null, slowSeconds: 0, kinds: ["discussion"], locale: null, version: 1 };
  expect((await door(`/api/admin/categories/${id}`, { as: admin, method: "PATCH", body: settings })).status).toBe(200);
  expect(await gone).toEqual({ topicId: opened.id });
  let heard = 0;
  outside.on("post.created", () => { heard += 1; });
  const told = next(inside, "post.created");
  await door(`/api/topics/${opened.id}/replies`, { as: insider, body: { body: "Among ourselves.", clientId: randomUUID() } });
  await told;
  expect([heard, toldInside, (await watch(outside, opened.id)).ok]).toEqual([0, 0, false]);
});

it("the studio hears that somebody’s stage moved, and nothing of whose; who comes to work there hears it, and who leaves nothing more, without connecting anew", async () => {
  const roles = ["marketer", "concierge", "customer", "moderator"] as const;
  const [marketer, concierge, customer, moderator] = await Promise.all(roles.map((role) => person({ role })));
  const member = await person({ tier: 2 });
  const heard = new Map<string, unknown[]>();
  for (const [name, who] of Object.entries({ marketer, concierge, customer, moderator, member })) {
    const socket = await socketOf(who?.cookie);
    heard.set(name, []);
    socket.on("stages.changed", (told: unknown) => heard.get(name)?.push(told));
  }
  const times = (): number[] => [...heard.values()].map((told) => told.length);
  const forward = async (): Promise<void> => { expect((await door("/api/requests", { as: await person({ tier: 2 }), body: { wish: "A lid that fits.", clientId: randomUUID() } })).status).toBe(201); };
  const inRoom = (): number => io.sockets.adapter.rooms.get("studio:stages")?.size ?? 0;
  expect((await door("/api/requests", { as: member, body: { wish: "A lid that fits.", clientId: randomUUID() } })).status).toBe(201);
  await expect.poll(times, patient).toEqual([1, 1, 0, 0, 0]);
  expect(heard.get("marketer")).toEqual([{}]);
  // One leaves the studio, another comes to it; their sockets stay open.
  await changeRole(marketer?.id ?? "", "moderator");
  await expect.poll(inRoom, patient).toBe(1);
  await changeRole(customer?.id ?? "", "admin");
  await expect.poll(inRoom, patient).toBe(2);
  await forward();
  await expect.poll(times, patient).toEqual([1, 2, 1, 0, 0]);
  // Suspended, one hears nothing either, even before the connection is cut.
  await db().query("UPDATE account SET suspended_at = now() WHERE id = ANY($1::uuid[])", [[concierge?.id, customer?.id]]);
  await expect.poll(inRoom, patient).toBe(0);
});

it("what is no event of ours, or not shaped like one, ends the connection", async () => {
  for (const send of [(socket: Socket) => socket.emit("topic.delete", { id: 1 }), (socket: Socket) => socket.emit("topic.watch", { id: "1 OR 1=1" }), (socket: Socket) => socket.emit("topic.watch", { id: 1, role: "admin" })]) {
    const socket = await socketOf();
    const cut = next(socket, "disconnect");
    send(socket);
    await cut;
  }
});

it("a page of another site cannot connect", async () => {
  await expect(socketOf("", { origin: "https://evil.example" })).rejects.toThrow();
});
