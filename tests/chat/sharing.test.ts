import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { previewMessage } from "#lib/chat/link-previews.ts";
import type { FilePage, RoomCallable, RoomList } from "#lib/chat/types.ts";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { trial } from "#lib/outbound/trial.ts";
import { aRoom } from "#tests/access/rooms.ts";
import { picture } from "#tests/media/files.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { type House, house, join, next, opened, socketOf, write } from "./world.ts";

let at: House;
let site: Server;
let base: string;
let hits: string[] = [];
const open: Socket[] = [];
const live = async (who: Somebody): Promise<Socket> => { const socket = await socketOf(at.port, who); open.push(socket); return socket; };
beforeAll(async () => {
  process.env.LINK_PREVIEWS = "on";
  const png = await picture("png", 200, 100);
  site = createServer((req, res) => {
    hits.push(req.url ?? "");
    if (req.url === "/p.png") return void res.writeHead(200, { "Content-Type": "image/png" }).end(png);
    if (req.url === "/in") return void res.writeHead(302, { Location: "http://169.254.169.254/latest" }).end();
    res.writeHead(200, { "Content-Type": "text/html" }).end("<title>Cups <script>1</script></title><meta property=og:image content=/p.png>");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  trial.hosts.add(host);
  base = `http://${host}`;
  at = await house();
});
afterAll(async () => { for (const socket of open) socket.disconnect(); trial.hosts.clear(); site.closeAllConnections(); site.close(); await at.stop(); });
beforeEach(() => { resetLimits(); hits = []; });
const trusted = (): Promise<Somebody> => person({ tier: 1 });
const queued = async (id: number): Promise<number> => (await db().query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`chat.preview:${id}`])).length;
const last = async (who: Somebody, room: number) => (await opened(who, room)).page.messages.at(-1);

it("a link in a message gets a card below it after the commit, which its room hears as a change; known once, it is there at once", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id } = await aRoom(one, "members");
  const socket = await live(other);
  await join(socket, id);
  const said = await write(one, id, { body: `Look at ${base}/cups, they are fine, @${other.actor.handle}` });
  expect([hits, await queued(said.id), said.html.includes("link-card")]).toEqual([[], 1, false]);
  const changed = next(socket, "chat.changed");
  await previewMessage({ messageId: said.id });
  const { message } = await changed;
  expect(message).toMatchObject({ seq: said.seq, change: 1, editedAt: null, version: 1 });
  expect(message.html.startsWith(said.html)).toBe(true);
  expect(message.html).toMatch(/<div class="link-cards"><aside class="link-card"><img [^>]*src="\/media\/[0-9a-f-]{36}\/preview\.webp"[^>]*>.*Cups &lt;script&gt;/);
  expect((await door(/<aside.*? src="([^"]+)"/.exec(message.html)?.[1] ?? "")).status).toBe(200);
  const asked = hits.length;
  await previewMessage({ messageId: said.id });
  const again = await write(one, id, { body: `Once more: ${base}/cups` });
  expect([again.html.includes("link-cards"), await queued(again.id), hits.length, (await last(one, id))?.change]).toEqual([true, 0, asked, 0]);
  // What a link leads to was not said: lists and quotes leave it out.
  expect(((await door("/api/chat/rooms", { as: one })).body as RoomList).rooms.find((room) => room.id === id)?.last?.excerpt).toBe(`Once more: ${base}/cups`);
});

it("what is quoted, covered or closed gets no card, nor does a message that was taken away or changed meanwhile", async () => {
  const one = await trusted();
  const { id } = await aRoom(one, "members");
  const none = await write(one, id, { body: `> ${base}/quoted\n\n||${base}/covered|| [named](${base}/named)` });
  expect(await queued(none.id)).toBe(0);
  const closed = await write(one, id, { body: `http://127.0.0.1/admin http://[::1]/ http://169.254.169.254/latest ${base}/in` });
  await previewMessage({ messageId: closed.id });
  expect(hits).toEqual(["/in"]);
  expect((await last(one, id))?.html).not.toContain("link-card");
  const gone = await write(one, id, { body: `${base}/gone` });
  await door(`/api/chat/messages/${gone.id}`, { as: one, method: "DELETE" });
  await previewMessage({ messageId: gone.id });
  expect(hits).toEqual(["/in"]);
  const edited = await write(one, id, { body: "Nothing here." });
  await door(`/api/chat/messages/${edited.id}`, { as: one, method: "PATCH", body: { body: `Now: ${base}/edited`, version: 1 } });
  expect(await queued(edited.id)).toBe(1);
  await previewMessage({ messageId: edited.id });
  expect((await last(one, id))?.html).toContain("link-card");
});

it("what was shared in a room is listed, the latest first, page by page, for who may see the room and nobody else", async () => {
  const [one, other, outsider] = [await trusted(), await trusted(), await trusted()];
  const { id } = await aRoom(one, "invited");
  await door(`/api/chat/rooms/${id}/members`, { as: one, body: { handles: [other.actor.handle] } });
  const bring = async (name: string): Promise<string> => ((await door(`/api/media?name=${name}`, { as: one, method: "POST", raw: new Uint8Array(await picture("png", 40, 20 + name.length)) })).body as { id: string }).id;
  const [kettle, cup] = [await bring("kettle.png"), await bring("a-cup.png")];
  const first = await write(one, id, { body: "The kettle.", media: [kettle] });
  const second = await write(one, id, { body: "", media: [cup] });
  const page = async (who: Somebody, query = "") => door(`/api/chat/rooms/${id}/files${query}`, { as: who });
  const names = (of: unknown): string[] => (of as FilePage).files.map((file) => `${file.seq} ${file.file.name} ${file.name}`);
  expect(names((await page(other)).body)).toEqual([`${second.seq} a-cup.webp ${one.actor.name}`, `${first.seq} kettle.webp ${one.actor.name}`]);
  expect(names((await page(other, `?after=${second.seq}.${cup}`)).body)).toEqual([`${first.seq} kettle.webp ${one.actor.name}`]);
  expect([(await page(outsider)).status, (await page(other, "?after=1")).status]).toEqual([404, 422]);
  await door(`/api/chat/messages/${second.id}`, { as: one, method: "DELETE" });
  expect(names((await page(other)).body)).toHaveLength(1);
  await door(`/api/chat/messages/${first.id}`, { as: one, method: "PATCH", body: { body: "No kettle.", version: 1 } });
  expect(names((await page(other)).body)).toEqual([]);
});

it("a group is called as its caller may, and only those of it who read there; whom one may call is asked of the room", async () => {
  const [one, other, concierge, moderator] = [await trusted(), await trusted(), await person({ role: "concierge" }), await person({ role: "moderator" })];
  const { id } = await aRoom(one, "members");
  const group = (await aRoom(one, "invited")).id;
  const called = async (room: number, seq: number): Promise<string[]> => (await db().query<{ id: string }>("SELECT c.account_id AS id FROM message_mention c JOIN room r ON r.thread_id = c.thread_id WHERE r.id = $1 AND c.seq = $2", [room, seq])).map((row) => row.id);
  const asked = await write(one, id, { body: "@moderators and @team, could you look?" });
  expect(asked.html).toBe('<p><span class="mention">@moderators</span> and @team, could you look?</p>\n');
  const who = await called(id, asked.seq);
  expect([who.includes(moderator.id), who.includes(concierge.id)]).toEqual([true, false]);
  expect(await called(id, (await write(concierge, id, { body: "@team, tea!" })).seq)).toContain(moderator.id);
  expect((await write(one, group, { body: "@moderators?" })).html).toBe("<p>@moderators?</p>\n");
  await door(`/api/chat/rooms/${group}/members`, { as: one, body: { handles: [other.actor.handle] } });
  const callable = async (room: number, prefix: string): Promise<RoomCallable> => (await door(`/api/chat/rooms/${room}/people?prefix=${prefix}`, { as: one })).body as RoomCallable;
  expect((await callable(group, "")).people.map((person) => person.id)).toEqual([other.id]);
  expect((await callable(group, moderator.actor.handle)).people).toEqual([]);
  expect((await callable(id, moderator.actor.handle)).people.map((person) => person.id)).toEqual([moderator.id]);
  expect((await callable(id, "mod")).groups).toEqual(["moderators"]);
});

it("my sign under a message is mine on all my devices, and nobody else's", async () => {
  const [one, other] = [await trusted(), await trusted()];
  const { id, messageId } = await aRoom(one, "members");
  const [mine, theirs] = [await live(one), await live(other)];
  await Promise.all([join(mine, id), join(theirs, id)]);
  let heard = 0;
  theirs.on("chat.reacted", () => { heard += 1; });
  const told = next(mine, "chat.reacted");
  const changed = next(theirs, "chat.changed");
  await door(`/api/chat/messages/${messageId}/reactions/${encodeURIComponent("☕")}`, { as: one, method: "PUT" });
  expect(await told).toEqual({ roomId: id, seq: 1, mine: ["☕"] });
  expect((await changed).message.reactions).toEqual([{ emoji: "☕", count: 1 }]);
  expect(heard).toBe(0);
});
