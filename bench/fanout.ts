import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";
import { connect } from "./request.ts";
import type { World } from "./world.ts";

function follow(port: number, id: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true, reconnection: false });
    socket.on("connect_error", reject);
    socket.on("connect", () => socket.emit("topic.watch", { id }, (answer: { ok: boolean }) => (answer.ok ? resolve(socket) : reject(new Error("not let in")))));
  });
}

/** From a reply's commit until each of a thousand readers who have the topic open has it, text and all. */
export async function fanout(world: World, server: Started): Promise<Figure[]> {
  const sockets: Socket[] = [];
  for (let at = 0; at < 1000; at += 50) sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => follow(server.port, world.topicId)))));
  const writer = connect(server.port);
  const waits: number[] = [];
  let missed = 0;
  for (let round = 0; round < 20; round += 1) {
    const word = randomUUID();
    const arrived: number[] = [];
    const all = new Promise<void>((resolve) => {
      let left = sockets.length;
      for (const socket of sockets) socket.once("post.created", (event: { post?: { html: string } }) => { if (event.post?.html.includes(word)) arrived.push(performance.now()); left -= 1; if (left === 0) resolve(); });
    });
    const { status } = await writer.call({ method: "POST", path: `/api/topics/${world.topicId}/replies`, cookie: world.cookies[3] ?? "", headers: { origin: `http://127.0.0.1:${server.port}` }, body: { body: `Hear ${word}`, clientId: randomUUID() } });
    const committed = performance.now();
    if (status !== 201) throw new Error(`a reply was answered ${status}`);
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 5000))]);
    missed += sockets.length - arrived.length;
    waits.push(...arrived.map((time) => Math.max(0, time - committed)));
  }
  writer.close();
  for (const socket of sockets) socket.disconnect();
  waits.sort((a, b) => a - b);
  const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return [{ what: "a reply reaches 1,000 readers", value: `p50 ${at(0.5).toFixed(0)} p99 ${at(0.99).toFixed(0)} ms, ${missed} missed`, wanted: "p99 ≤ 300 ms", good: at(0.99) <= 300 && missed === 0 }];
}
