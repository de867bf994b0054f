import { randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { counter, db } from "#lib/core/transact.ts";
import type { FoundMessages, RoomList } from "#lib/chat/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import type { MessagePage, MessageView } from "#lib/threads/types.ts";
import { aRoom } from "#tests/access/rooms.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { type House, house, join, next, opened, say, socketOf, write } from "./world.ts";

let at: House;
const open: Socket[] = [];
const live = async (who?: Somebody): Promise<Socket> => { const socket = await socketOf(at.port, who); open.push(socket); return socket; };
beforeAll(async () => { at = await house(); });
afterAll(async () => { for (const socket of open) socket.disconnect(); await at.stop(); });
beforeEach(() => resetLimits());
const trusted = (): Promise<Somebody> => person({ tier: 1 });
const rowOf = async (who: Somebody, id: number) => ((await door("/api/chat/rooms", { as: who })).body as RoomList).rooms.find((room) => room.id === id);

it("what is said reaches who is there, acknowledged, numbered, in order; the same client id again is the same message", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id } = await aRoom(one, "members");
  const [mine, theirs] = [await live(one), await live(other)];
  expect(await join(theirs, id)).toMatchObject({ ok: true, lastSeq: 1, missed: [] });
  await join(mine, id);
  const heard: MessageView[] = [];
  theirs.on("chat.message", ({ message }: { message: MessageView }) => heard.push(message));
  const clientIds = Array.from({ length: 4 }, () => randomUUID());
  const sent = await Promise.all(clientIds.map((clientId, n) => say(mine, id, { body: `Line **${n}**`, clientId })));
  expect(sent.map((one) => ("message" in one ? [one.ok, one.message.seq, one.message.clientId] : one))).toEqual(clientIds.map((clientId, n) => [true, n + 2, clientId]));
  resetLimits();
  expect(await say(mine, id, { body: "Line **0**", clientId: clientIds[0] ?? "" })).toMatchObject({ ok: true, message: { seq: 2, source: "Line **0**" } });
  await expect.poll(() => heard.map((one) => [one.seq, one.html])).toEqual(clientIds.map((_, n) => [n + 2, `<p>Line <strong>${n}</strong></p>\n`]));
  expect(heard.every((one) => !("source" in one))).toBe(true);
});

it("after an absence a client misses nothing and changes come with it", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id, messageId } = await aRoom(one, "members");
  const before = await opened(other, id);
  await write(one, id, { body: "While you were out." });
  await door(`/api/chat/messages/${messageId}/reactions/${encodeURIComponent("☕")}`, { as: other, method: "PUT" });
  await door(`/api/chat/messages/${messageId}`, { as: one, method: "PATCH", body: { body: "Tea was ready.", version: 1 } });
  const socket = await live(other);
  const joined = await join(socket, id, { lastSeq: before.page.lastSeq, lastChange: before.page.lastChange });
  expect(joined).toMatchObject({ ok: true, lastSeq: 2, lastChange: 2, more: false });
  expect("missed" in joined && joined.missed.map((one) => [one.seq, one.change, one.html, one.reactions])).toEqual([[1, 2, "<p>Tea was ready.</p>\n", [{ emoji: "☕", count: 1, mine: true }]], [2, 0, "<p>While you were out.</p>\n", []]]);
  const changed = next(socket, "chat.changed");
  await door(`/api/chat/messages/${messageId}`, { as: one, method: "DELETE" });
  expect(await changed).toMatchObject({ roomId: id, message: { seq: 1, change: 3, html: "", reactions: [], pinned: false } });
  expect((await changed).message.deletedAt).not.toBeNull();
});

it("an outsider hears nothing, cannot join, and learns the same of a room that is not there", async () => {
  const [one, two, outsider, moderator] = [await trusted(), await trusted(), await trusted(), await person({ role: "admin" })];
  const made = await door("/api/chat/direct", { as: one, body: { handles: [two.actor.handle] } });
  const { id } = made.body as { id: number };
  for (const who of [outsider, moderator]) {
    const socket = await live(who);
    let heard = 0;
    socket.onAny(() => { heard += 1; });
    const refused = await join(socket, id);
    expect(refused).toEqual(await join(socket, 2_000_000_000));
    expect(refused).toMatchObject({ ok: false, problem: { code: "missing" } });
    expect(await say(socket, id, "Let me in.")).toMatchObject({ ok: false, problem: { code: "missing" } });
    const told = live(two).then((theirs) => next(theirs, "chat.unread", 3000));
    await write(one, id, { body: "Between us." });
    expect(await told).toMatchObject({ roomId: id, unread: 1 + (who === moderator ? 1 : 0), mentions: 0 });
    expect(heard).toBe(0);
    expect((await door(`/api/chat/rooms/${id}`, { as: who })).status).toBe(404);
  }
});

it("who may no longer be there is out within a second: put out, another audience, a lost tier, silence, suspension", async () => {
  const admin = await person({ role: "admin" });
  const cases: [string, (who: Somebody, id: number) => Promise<unknown>][] = [
    ["put out", (who, id) => door(`/api/chat/rooms/${id}/members/${who.id}`, { as: admin, method: "DELETE" })],
    ["another audience", (_, id) => door(`/api/chat/rooms/${id}`, { as: admin, method: "PATCH", body: { version: 1, audience: "circle" } })],
    ["a lost tier", (who) => db().query("UPDATE account SET tier = 0 WHERE id = $1", [who.id])],
  ];
  for (const [name, act] of cases) {
    const who = await person({ tier: 2 });
    const { id } = await aRoom(admin, "premier");
    const socket = await live(who);
    expect(await join(socket, id), name).toMatchObject({ ok: true });
    const gone = next(socket, "chat.gone");
    await act(who, id);
    expect(await gone, name).toEqual({ roomId: id });
    let heard = 0;
    socket.on("chat.message", () => { heard += 1; });
    await write(admin, id, { body: "Among ourselves." });
    expect((await say(socket, id, "Still here?")).ok, name).toBe(false);
    expect(heard, name).toBe(0);
  }
  const who = await trusted();
  const { id } = await aRoom(admin, "members");
  const socket = await live(who);
  await join(socket, id);
  await db().query("UPDATE account SET silenced_until = now() + interval '1 day' WHERE id = $1", [who.id]);
  expect(await say(socket, id, "May I?")).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  const cut = next(socket, "disconnect");
  await door(`/api/accounts/${who.id}/suspension`, { as: admin, method: "POST" });
  await cut;
});

it("unread and mentions are exact, and reading on one device is known on the other", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id } = await aRoom(one, "members");
  await door(`/api/chat/rooms/${id}/members`, { as: other, body: {} });
  await write(one, id, { body: "One." });
  await write(one, id, { body: `Two, @${other.actor.handle}.` });
  expect(await rowOf(other, id)).toMatchObject({ unread: 2, mentions: 1, readSeq: 1, lastSeq: 3, last: { excerpt: `Two, @${other.actor.handle} .` } });
  const elsewhere = await live(other);
  const told = next(elsewhere, "chat.unread");
  expect((await door(`/api/chat/rooms/${id}/read`, { as: other, method: "PUT", body: { seq: 99 } })).body).toEqual({ readSeq: 3, unread: 0, mentions: 0 });
  expect(await told).toEqual({ roomId: id, lastSeq: 3, readSeq: 3, unread: 0, mentions: 0 });
  await door(`/api/chat/rooms/${id}/read`, { as: other, method: "PUT", body: { seq: 1 } });
  await write(other, id, { body: "Mine is read." });
  expect(await rowOf(other, id)).toMatchObject({ unread: 0, readSeq: 4 });
  expect(await rowOf(one, id)).toMatchObject({ unread: 1 });
});

it("a room of a hundred thousand messages opens with as few questions, at its end, its start, a day and a side thread", async () => {
  const [one, admin] = [await trusted(), await person({ role: "admin" })];
  const { id } = await aRoom(admin, "members");
  await db().query(`INSERT INTO message (thread_id, seq, author_id, source, html, created_at, root) SELECT r.thread_id, n, $2, 'said', '<p>said</p>', now() - (100000 - n) * interval '1 minute', CASE WHEN n % 1000 = 0 THEN 1 END FROM room r, generate_series(2, 100000) n WHERE r.id = $1`, [id, admin.id]);
  await db().query("UPDATE thread SET last_seq = 100000 WHERE id = (SELECT thread_id FROM room WHERE id = $1)", [id]);
  await door(`/api/chat/rooms/${id}`, { as: one });
  const asked = counter.count;
  const room = await opened(one, id);
  expect([counter.count - asked <= 4, room.page.messages.length, room.page.from, room.page.to]).toEqual([true, 50, 99_951, 100_000]);
  const page = async (query: string): Promise<MessagePage> => (await door(`/api/chat/rooms/${id}/messages?${query}`, { as: one })).body as MessagePage;
  expect((await page("before=30&limit=40")).messages.map((one) => one.seq)).toEqual(Array.from({ length: 29 }, (_, n) => n + 1));
  expect(await page("after=99990")).toMatchObject({ from: 99_991, to: 100_000 });
  expect((await page("around=500&limit=10")).messages.map((one) => one.seq)).toEqual([495, 496, 497, 498, 499, 500, 501, 502, 503, 504]);
  const day = new Date(Date.now() - 50_000 * 60_000);
  expect(Math.abs(((await page(`date=${day.toISOString()}&limit=2`)).messages[1]?.seq ?? 0) - 50_000)).toBeLessThan(3);
  expect((await page("root=1&after=0&limit=3")).messages.map((one) => one.seq)).toEqual([1, 1000, 2000]);
});

it("side threads, replies, pins, history and search", async () => {
  const [one, admin] = [await trusted(), await person({ role: "admin" })];
  const { id, messageId } = await aRoom(admin, "members");
  const side = await write(one, id, { body: "Which tea?", root: 1 });
  expect(await write(one, id, { body: "The smoky one, café style.", root: side.seq, replyTo: side.seq })).toMatchObject({ seq: 3, root: 1, replyTo: { seq: 2, name: "Robin Vale", excerpt: "Which tea?" } });
  await door(`/api/chat/messages/${messageId}/pin`, { as: admin, method: "PUT" });
  const room = await opened(one, id);
  expect([room.pins.map((one) => one.seq), room.page.messages[0]?.replies, room.room.can.pin]).toEqual([[1], 2, false]);
  const found = (await door(`/api/chat/rooms/${id}/search?q=cafe`, { as: one })).body as FoundMessages;
  expect(found.messages.map((one) => one.seq)).toEqual([3]);
  const edited = await door(`/api/chat/messages/${side.id}`, { as: one, method: "PATCH", body: { body: "Which tea, then?", version: 1 } });
  expect(edited.body).toMatchObject({ version: 2, source: "Which tea, then?" });
  expect((await door(`/api/chat/messages/${side.id}/history`, { as: admin })).body).toMatchObject({ versions: [{ version: 1, source: "Which tea?" }] });
  expect((await door(`/api/chat/messages/${side.id}`, { as: one, method: "PATCH", body: { body: "Old view.", version: 1 } })).status).toBe(409);
});

it("who may write to whom is theirs to say; a block holds both ways and tells nothing", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const begin = (by: Somebody, to: Somebody) => door("/api/chat/direct", { as: by, body: { handles: [to.actor.handle] } });
  await door("/api/me/chat", { as: other, method: "PUT", body: { messagesFrom: "known" } });
  expect((await begin(one, other)).status).toBe(403);
  const { id } = (await begin(other, one)).body as { id: number };
  await write(other, id, { body: "It was me who began." });
  expect((await begin(one, other)).body).toEqual({ id });
  await write(one, id, { body: "Good." });
  await door("/api/me/chat/blocks", { as: other, body: { accountId: one.id } });
  const refused = await door(`/api/chat/rooms/${id}/messages`, { as: one, body: { body: "Hello?", clientId: randomUUID() } });
  expect([refused.status, (await begin(one, other)).status, (await opened(one, id)).room.can.write]).toEqual([403, 403, false]);
});

it("malformed frames and unknown events end the connection with a code; floods are refused", async () => {
  const one = await trusted();
  const { id } = await aRoom(one, "members");
  for (const [event, input, code] of [["chat.send", { roomId: id, body: "x" }, "malformed"], ["chat.join", { roomId: "1 OR 1=1" }, "malformed"], ["chat.destroy", {}, "unknown-event"]] as const) {
    const socket = await live(one);
    const [closed, cut] = [next(socket, "closed"), next(socket, "disconnect")];
    socket.emit(event, input);
    expect(await closed).toEqual({ code });
    await cut;
  }
  const socket = await live(one);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => say(socket, id, `Quick ${n}`)));
  expect(answers.filter((one) => one.ok)).toHaveLength(5);
  expect(answers.at(-1)).toMatchObject({ ok: false, problem: { code: "too-many", retryAfter: 1 } });
});

it("slow mode, a room where only the team writes, and what counts for who wrote it and is taken back", async () => {
  const [one, admin] = [await trusted(), await person({ role: "admin" })];
  const { id } = await aRoom(admin, "members");
  const change = (version: number, what: object) => door(`/api/chat/rooms/${id}`, { as: admin, method: "PATCH", body: { version, ...what } });
  const said = await write(one, id, { body: "First." });
  const kinds = () => db().query<{ kind: string; reverses: boolean }>("SELECT kind, reverses IS NOT NULL AS reverses FROM interaction WHERE customer_id = $1 AND subject_type = 'message' ORDER BY seq", [one.id]);
  expect(await kinds()).toEqual([{ kind: "chat.message", reverses: false }]);
  await door(`/api/chat/messages/${said.id}`, { as: one, method: "DELETE" });
  expect(await kinds()).toEqual([{ kind: "chat.message", reverses: false }, { kind: "chat.message", reverses: true }]);
  await change(1, { slowSeconds: 60 });
  expect(await door(`/api/chat/rooms/${id}/messages`, { as: one, body: { body: "Second.", clientId: randomUUID() } })).toMatchObject({ status: 429 });
  await change(2, { slowSeconds: 0, readOnly: true });
  expect((await door(`/api/chat/rooms/${id}/messages`, { as: one, body: { body: "Third.", clientId: randomUUID() } })).status).toBe(403);
  expect((await opened(one, id)).room.can).toMatchObject({ write: false, writeWhy: "Only the team writes here. You can react, and read." });
});

it("presence is told to who is in the room, and not of who does not say", async () => {
  const [one, other, shy] = [await trusted(), await trusted(), await trusted()];
  const { id } = await aRoom(one, "members");
  await door("/api/me/chat", { as: shy, method: "PUT", body: { presence: "nobody" } });
  for (const who of [other, shy]) await door(`/api/chat/rooms/${id}/members`, { as: who, body: {} });
  const mine = await live(one);
  await join(mine, id);
  const states: unknown[] = [];
  mine.on("chat.presence", (told: { accountId: string }) => { if (told.accountId !== one.id) states.push(told); });
  await live(shy);
  const theirs = await live(other);
  await expect.poll(() => states).toEqual([{ roomId: id, accountId: other.id, state: "active" }]);
  const again = await live(one);
  expect(await join(again, id)).toMatchObject({ present: expect.arrayContaining([{ accountId: other.id, state: "active" }, { accountId: one.id, state: "active" }]) });
  await theirs.emitWithAck("presence.set", { state: "away" });
  theirs.disconnect();
  await expect.poll(() => states, { timeout: 4000 }).toEqual(["active", "away", "offline"].map((state) => ({ roomId: id, accountId: other.id, state })));
});
