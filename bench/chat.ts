// What chat carries: a thousand people in one room against bare socket.io doing the same, and two hundred rooms that all talk.
import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { aRoom } from "#tests/access/rooms.ts";
import { person } from "#tests/world/people.ts";
import { chatFaults } from "./chat-faults.ts";
import { startProcess, type Started } from "./process.ts";
import type { Figure } from "./report.ts";

type Heard = { seq: number; at: number };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function inTurn<T, Out>(all: readonly T[], work: (one: T, at: number) => Promise<Out>, width = 50): Promise<Out[]> {
  const out: Out[] = [];
  for (let at = 0; at < all.length; at += width) out.push(...(await Promise.all(all.slice(at, at + width).map((one, n) => work(one, at + n)))));
  return out;
}

function connected(port: number, cookie: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { cookie } });
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", reject);
  });
}

async function inRoom(port: number, cookie: string, roomId: number): Promise<Socket> {
  const socket = await connected(port, cookie);
  const answer = (await socket.timeout(20_000).emitWithAck("chat.join", { roomId })) as { ok: boolean };
  if (!answer.ok) throw new Error("not let in");
  return socket;
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

type Spread = { p50: number; p99: number; missed: number; acknowledged: number[] };

/** One of them says ten things a second; how long each takes to reach each of the others, from the moment it was sent. */
async function spread(sockets: readonly Socket[], { roomId, messages }: { roomId: number; messages: number }): Promise<Spread> {
  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  for (const socket of sockets) {
    socket.on("chat.message", ({ message }: { message: { clientId: string } }) => {
      const began = sentAt.get(message.clientId);
      if (began !== undefined) waits.push(performance.now() - began);
    });
  }
  const acknowledged: number[] = [];
  for (let n = 0; n < messages; n += 1) {
    const clientId = randomUUID();
    sentAt.set(clientId, performance.now());
    sockets[0]?.timeout(10_000).emit("chat.send", { roomId, clientId, body: `Message ${n}: the water is boiling, who wants tea, and of which kind?` }, () => acknowledged.push(performance.now() - (sentAt.get(clientId) ?? 0)));
    await pause(100);
  }
  const late = Date.now() + 8000;
  while (waits.length < messages * sockets.length && Date.now() < late) await pause(50);
  for (const socket of sockets) socket.off("chat.message");
  waits.sort((one, other) => one - other);
  return { p50: at(waits, 0.5), p99: at(waits, 0.99), missed: messages * sockets.length - waits.length, acknowledged: acknowledged.sort((one, other) => one - other) };
}

async function oneRoom(server: Started, { cookies, roomId }: { cookies: readonly string[]; roomId: number }): Promise<Figure[]> {
  const bare = await startProcess("bare-sockets.ts");
  try {
    const plain = await inTurn(cookies, () => connected(bare.port, ""));
    await spread(plain, { roomId, messages: 10 });
    const first = await spread(plain, { roomId, messages: 60 });
    for (const socket of plain) socket.disconnect();
    const sockets = await inTurn(cookies, (cookie) => inRoom(server.port, cookie, roomId));
    await spread(sockets, { roomId, messages: 10 });
    const ours = await spread(sockets, { roomId, messages: 60 });
    for (const socket of sockets) socket.disconnect();
    const again = await inTurn(cookies, () => connected(bare.port, ""));
    const second = await spread(again, { roomId, messages: 60 });
    for (const socket of again) socket.disconnect();
    const yardstick = (first.p99 + second.p99) / 2;
    const share = ours.p99 / yardstick;
    return [{
      what: `10 messages/s reach ${cookies.length} in one room`, value: `p50 ${ours.p50.toFixed(0)} p99 ${ours.p99.toFixed(0)} ms, ${ours.missed} missed; acknowledged p99 ${at(ours.acknowledged, 0.99).toFixed(0)} ms`,
      yardstick: `bare socket.io p50 ${((first.p50 + second.p50) / 2).toFixed(0)} p99 ${yardstick.toFixed(0)} ms`, share, wanted: "p99 ≤ 130 %, none missed", good: share <= 1.3 && ours.missed === 0,
    }];
  } finally {
    await bare.stop();
  }
}

async function manyRooms(server: Started, { cookies, rooms }: { cookies: readonly string[]; rooms: readonly number[] }, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Figure> {
  const each = 20;
  const places = rooms.flatMap((roomId, room) => Array.from({ length: each }, (_, n) => ({ roomId, cookie: cookies[(room * each + n) % cookies.length] ?? "" })));
  const sockets = await inTurn(places, ({ cookie, roomId }) => inRoom(server.port, cookie, roomId));
  const heard = new Map<Socket, Heard[]>();
  for (const socket of sockets) {
    const list: Heard[] = [];
    heard.set(socket, list);
    socket.on("chat.message", ({ message }: { message: { seq: number } }) => list.push({ seq: message.seq, at: performance.now() }));
  }
  const waits: number[] = [];
  let failed = 0;
  const total = perSecond * seconds;
  const began = performance.now();
  for (let n = 0; n < total; n += 1) {
    const place = Math.floor(Math.random() * sockets.length);
    const sent = performance.now();
    sockets[place]?.timeout(20_000).emit("chat.send", { roomId: places[place]?.roomId, clientId: randomUUID(), body: `Line ${n} of many that are said at once.` }, (error: unknown, answer: { ok: boolean }) => { if (error || !answer.ok) failed += 1; else waits.push(performance.now() - sent); });
    const due = began + (n + 1) * (1000 / perSecond);
    if (due > performance.now() + 2) await pause(due - performance.now());
  }
  const took = (performance.now() - began) / 1000;
  const late = Date.now() + 20_000;
  while (waits.length + failed < total && Date.now() < late) await pause(50);
  await pause(1000);
  // Everybody in a room has heard the same numbers, without a gap, in order.
  let wrong = 0;
  for (let room = 0; room < rooms.length; room += 1) {
    const lists = sockets.slice(room * each, (room + 1) * each).map((socket) => (heard.get(socket) ?? []).map((one) => one.seq));
    for (const list of lists) if (list.length !== lists[0]?.length || list.some((seq, n) => n > 0 && seq !== (list[n - 1] ?? 0) + 1)) wrong += 1;
  }
  const delivered = [...heard.values()].reduce((sum, list) => sum + list.length, 0);
  for (const socket of sockets) socket.disconnect();
  waits.sort((one, other) => one - other);
  return { what: `${rooms.length} rooms × ${each}, all talking`, value: `${(total / took).toFixed(0)} messages/s for ${took.toFixed(0)} s, acknowledged p50 ${at(waits, 0.5).toFixed(0)} p99 ${at(waits, 0.99).toFixed(0)} ms, ${delivered} of ${total * each} delivered, ${failed} refused, ${wrong} lists with a gap`, wanted: `${perSecond}/s, nothing lost`, good: delivered === total * each && failed === 0 && wrong === 0 && total / took >= perSecond * 0.95 };
}

async function idle(server: Started, cookies: readonly string[]): Promise<Figure> {
  const used = async (): Promise<number> => ((await server.ask("memory")) as { memory: { rss: number } }).memory.rss;
  const before = await used();
  const sockets = await inTurn(cookies, (cookie) => connected(server.port, cookie));
  await pause(2500);
  const each = ((await used()) - before) / sockets.length / 1024;
  for (const socket of sockets) socket.disconnect();
  return { what: `memory of an idle socket, of ${sockets.length}`, value: `${each.toFixed(0)} kB` };
}

/** The figures of chat. */
export async function chat(env: Record<string, string>): Promise<Figure[]> {
  const admin = await person({ role: "admin" });
  const cookies = await inTurn(Array.from({ length: 1000 }), async () => (await person({ tier: 1 })).cookie, 20);
  const { id } = await aRoom(admin, "members");
  const rooms: number[] = [];
  for (let n = 0; n < 200; n += 1) rooms.push((await aRoom(admin, "members")).id);
  const server = await startProcess("server.ts", { node: ["--expose-gc"], env: { ...process.env, ...env } });
  try {
    const figures = [await idle(server, cookies), ...(await oneRoom(server, { cookies, roomId: id })), await manyRooms(server, { cookies, rooms }, { perSecond: 500, seconds: 20 })];
    if (server.said().trim()) process.stderr.write(`${server.said().slice(-2000)}\n`);
    return figures;
  } finally {
    await server.stop();
  }
}

/** The long run of faults. */
export async function chatFaultFigures(seconds = 120): Promise<Figure[]> {
  const run = await chatFaults({ seconds, people: 50, seed: Math.floor(Math.random() * 1e9) });
  return [{ what: `${seconds} s of faults under 50 writers, seed ${run.seed}`, value: `${run.acknowledged} acknowledged over ${run.connections} connections, ${Object.entries(run.faults).map(([name, count]) => `${name} ${count}`).join(", ")}; ${run.wrong.length} wrong${run.wrong[0] ? `: ${run.wrong[0]}` : ""}`, wanted: "0 wrong", good: run.wrong.length === 0 }];
}
