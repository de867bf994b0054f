import { randomUUID } from "node:crypto";
import { load } from "./load.ts";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";
import { connect } from "./request.ts";
import type { World } from "./world.ts";

const originOf = (server: Started): string => `http://127.0.0.1:${server.port}`;

/** Committed replies per second, ten people at once in one topic, and the time until a visitor's next request shows one. */
export async function writes(world: World, server: Started): Promise<Figure[]> {
  const target = { port: server.port, path: `/api/topics/${world.topicId}/replies`, method: "POST" as const, connections: 10, headers: { origin: originOf(server), "content-type": "application/json", cookie: world.cookies[1] ?? "" } };
  const body = (): string => JSON.stringify({ body: "A reply of the bench, long enough to be one.", clientId: randomUUID() });
  await load({ ...target, seconds: 2, body });
  const made = await load({ ...target, seconds: 6, body });
  return [{ what: "reply, committed, 10", value: `${made.perSecond}/s, p50 ${made.p50} p99 ${made.p99} ms${made.errors ? `, ${made.errors} errors` : ""}`, wanted: "≥ 300/s", good: made.perSecond >= 300 && made.errors === 0 }, await shown(world, server)];
}

async function shown(world: World, server: Started): Promise<Figure> {
  const writer = connect(server.port);
  const reader = connect(server.port);
  const waits: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const word = randomUUID();
    const { status, body } = await writer.call({ method: "POST", path: `/api/topics/${world.topicId}/replies`, cookie: world.cookies[2] ?? "", headers: { origin: originOf(server) }, body: { body: `Look for ${word}`, clientId: randomUUID() } });
    if (status !== 201) throw new Error(`a reply was answered ${status}`);
    const { number } = JSON.parse(body.toString()) as { number: number };
    const from = Math.floor((number - 1) / 20) * 20 + 1;
    const began = performance.now();
    while (!(await reader.call({ path: `${world.path}?from=${from}` })).body.includes(word)) if (performance.now() - began > 5000) throw new Error("a reply never showed");
    waits.push(performance.now() - began);
  }
  writer.close();
  reader.close();
  const worst = Math.max(...waits);
  return { what: "a reply shows in a visitor's page, worst of 20", value: `${worst.toFixed(0)} ms`, wanted: "≤ 1000 ms", good: worst <= 1000 };
}
