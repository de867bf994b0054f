import { load } from "./load.ts";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";
import type { World } from "./world.ts";

const mega = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
type Memory = { memory: { rss: number; heapUsed: number } };

/** The server's memory before and after a million requests for pages and lists, collected first both times. */
export async function memory(world: World, server: Started): Promise<Figure[]> {
  const before = (await server.ask("memory")) as unknown as Memory;
  let served = 0;
  while (served < 1_000_000) {
    for (const path of [world.path, world.list]) {
      const { perSecond } = await load({ port: server.port, path, headers: { "accept-encoding": "br" }, connections: 50, seconds: 10 });
      served += perSecond * 10;
    }
  }
  const after = (await server.ask("memory")) as unknown as Memory;
  return [{ what: `memory after ${Math.round(served / 1000)} thousand requests`, value: `heap ${mega(after.memory.heapUsed)}, resident ${mega(after.memory.rss)}`, yardstick: `before: heap ${mega(before.memory.heapUsed)}, resident ${mega(before.memory.rss)}` }];
}
