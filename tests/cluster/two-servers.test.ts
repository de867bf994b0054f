import type { Socket } from "socket.io-client";
import { createClient } from "redis";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { cachedPage, fillPage } from "#lib/cache/pages.ts";
import { db } from "#lib/core/transact.ts";
import { aRoom } from "#tests/access/rooms.ts";
import { category, person, type Somebody } from "#tests/world/people.ts";
import { hasRedis, type Redis, redis } from "#tests/world/redis.ts";
import { ChatClient } from "../../bench/chat-client.ts";
import { line } from "../../bench/line.ts";
import { startProcess, type Started } from "../../bench/process.ts";
import { house, join, next, say, socketOf } from "../chat/world.ts";

// Two servers, one database and a Redis between them. Without a Redis on this machine nothing is proven, and that is said.
const here = hasRedis();
if (!here) console.log("There is no redis-server on this machine: what two servers are to each other was not tried.");
const test = it.skipIf(!here);

let store: Redis;
let servers: [Started, Started];
const open: Socket[] = [];
const live = async (server: Started, who: Somebody): Promise<Socket> => { const socket = await socketOf(server.port, who); open.push(socket); return socket; };
const trusted = (): Promise<Somebody> => person({ tier: 1 });

beforeAll(async () => {
  if (!here) return;
  store = await redis();
  const env = { ...process.env, REDIS_URL: store.url, RAPPORT_LIMITS: "off" };
  servers = await Promise.all([startProcess("server.ts", { env }), startProcess("server.ts", { env })]);
}, 120_000);
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await Promise.all((servers ?? []).map((server) => server.kill()));
  await store?.stop();
});

test("what is said on one is heard on the other, once and in order, and so is typing, presence and unread", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id } = await aRoom(one, "members");
  await db().query("INSERT INTO room_member (room_id, account_id) SELECT $1, $2", [id, other.id]);
  const mine = await live(servers[0], one);
  await join(mine, id);
  const present = next(mine, "chat.presence", 5000);
  const theirs = await live(servers[1], other);
  expect(await present).toEqual({ roomId: id, accountId: other.id, state: "active" });
  await join(theirs, id);
  const heard: number[] = [];
  theirs.on("chat.message", ({ message }: { message: { seq: number } }) => heard.push(message.seq));
  for (let n = 0; n < 20; n += 1) expect((await say(mine, id, `Line ${n}`)).ok).toBe(true);
  await expect.poll(() => heard).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(heard).toHaveLength(20);
  const typed = next(mine, "chat.typing");
  await theirs.emitWithAck("chat.typing", { roomId: id });
  expect(await typed).toMatchObject({ roomId: id, accountId: other.id });
  const away = await live(servers[1], other);
  const unread = next(away, "chat.unread", 3000);
  await say(mine, id, "One more.");
  expect(await unread).toMatchObject({ roomId: id, lastSeq: 22 });
});

test("who is put out by one is out on the other within a second", async () => {
  const [one, admin] = [await trusted(), await person({ role: "admin" })];
  const { id } = await aRoom(admin, "members");
  const [theirs, mine] = [await live(servers[1], one), await live(servers[0], admin)];
  await join(theirs, id);
  await join(mine, id);
  const gone = next(theirs, "chat.gone", 1000);
  await fetch(`http://127.0.0.1:${servers[0].port}/api/chat/rooms/${id}/members/${one.id}`, { method: "DELETE", headers: { cookie: admin.cookie, origin: `http://127.0.0.1:${servers[0].port}` } });
  expect(await gone).toEqual({ roomId: id });
  let heard = 0;
  theirs.on("chat.message", () => { heard += 1; });
  await say(mine, id, "Among ourselves.");
  const cut = next(theirs, "disconnect", 2000);
  await fetch(`http://127.0.0.1:${servers[0].port}/api/accounts/${one.id}/suspension`, { method: "POST", headers: { cookie: admin.cookie, origin: `http://127.0.0.1:${servers[0].port}` } });
  await cut;
  expect(heard).toBe(0);
});

const post = (server: Started, path: string, { as, body }: { as: Somebody; body: unknown }): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { method: "POST", headers: { cookie: as.cookie, origin: `http://127.0.0.1:${server.port}`, "content-type": "application/json" }, body: JSON.stringify(body) });

test("what is written by one is no longer kept in front by another", async () => {
  const [one, { slug }] = [await trusted(), await category()];
  const here = await house();
  try {
    const page = { body: Buffer.from("as it was"), gzip: Buffer.from(""), brotli: Buffer.from(""), etag: "", headers: {}, tags: ["lists"] };
    await fillPage("/en", ["lists"], async () => page);
    expect(cachedPage("/en")).toBe(page);
    expect((await post(servers[0], "/api/topics", { as: one, body: { categorySlug: slug, title: "Something new to read", body: "It was not there before.", kind: "discussion", clientId: crypto.randomUUID() } })).status).toBe(201);
    await expect.poll(() => cachedPage("/en"), { timeout: 5000 }).toBeUndefined();
  } finally {
    await here.stop();
  }
});

test("how often something was done is counted by all of them together, and by each alone while Redis is gone", async () => {
  const client = createClient({ url: store.url });
  client.on("error", () => {});
  await client.connect();
  const one = await import("#lib/limits/limiter.ts");
  vi.resetModules();
  const other = await import("#lib/limits/limiter.ts");
  expect(other.spend).not.toBe(one.spend);
  for (const process of [one, other]) process.countIn(client);
  const key = crypto.randomUUID();
  expect([await one.spend("link", key), await other.spend("link", key), await one.spend("link", key)]).toEqual([undefined, undefined, undefined]);
  expect(await other.spend("link", key)).toMatchObject({ code: "too-many", retryAfter: expect.any(Number) });
  client.destroy();
  const alone = crypto.randomUUID();
  for (let n = 0; n < 3; n += 1) expect(await other.spend("link", alone)).toBeUndefined();
  expect(await other.spend("link", alone)).toMatchObject({ code: "too-many" });
  expect(await one.spend("link", alone)).toBeUndefined();
  for (const process of [one, other]) process.countIn(undefined);
});

test("without Redis for a while what is said still arrives, and afterwards too", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id } = await aRoom(one, "members");
  const [mine, theirs] = [await live(servers[0], one), await live(servers[1], other)];
  await join(mine, id);
  await join(theirs, id);
  const heard: number[] = [];
  theirs.on("chat.message", ({ message }: { message: { seq: number } }) => heard.push(message.seq));
  await store.kill();
  for (let n = 0; n < 5; n += 1) expect((await say(mine, id, `Dark ${n}`)).ok).toBe(true);
  await expect.poll(() => [...new Set(heard)].sort((a, b) => a - b), { timeout: 5000 }).toEqual([2, 3, 4, 5, 6]);
  await store.start();
  for (let n = 0; n < 5; n += 1) await say(mine, id, `Light ${n}`);
  await expect.poll(() => [...new Set(heard)].length, { timeout: 5000 }).toBe(10);
}, 60_000);

test("killing one moves its people to the other with nothing lost", async () => {
  const people = await Promise.all(Array.from({ length: 12 }, trusted));
  const { id } = await aRoom(people[0] ?? (await trusted()), "members");
  const net = await line(servers[0].port);
  const clients = people.map((who, at) => new ChatClient(at % 2 ? net.port : servers[1].port, who.cookie, id));
  await expect.poll(() => clients.every((client) => client.connections > 0), { timeout: 10_000 }).toBe(true);
  let over = false;
  const writing = clients.map(async (client, at) => { for (let n = 0; !over; n += 1) { client.say(`${at} says ${n}`); await new Promise((resolve) => setTimeout(resolve, 60)); } });
  await new Promise((resolve) => setTimeout(resolve, 800));
  await servers[0].kill();
  net.lead(servers[1].port);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  over = true;
  await Promise.all(writing);
  await expect.poll(() => clients.every((client) => client.waiting === 0), { timeout: 15_000 }).toBe(true);
  const rows = await db().query<{ seq: number; id: number }>("SELECT m.seq, m.id FROM message m JOIN room r ON r.thread_id = m.thread_id WHERE r.id = $1 ORDER BY seq", [id]);
  const stored = rows.map((row) => `${row.seq}:${row.id}`);
  await expect.poll(() => clients.map((client) => [...client.list.values()].sort((a, b) => a.seq - b.seq).map((one) => `${one.seq}:${one.id}`).join() === stored.join()), { timeout: 5000 }).toEqual(clients.map(() => true));
  expect(clients.flatMap((client) => client.wanted)).toHaveLength(stored.length - 1);
  for (const client of clients) client.end();
  await net.end();
}, 60_000);
