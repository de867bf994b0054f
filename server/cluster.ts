import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import type { ServerOptions } from "socket.io";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { countIn } from "#lib/limits/limiter.ts";

/** What several servers speak to each other through; without one, a server is alone. */
export type Cluster = { adapter?: ServerOptions["adapter"]; stop: () => Promise<void> };
export const noCluster: Cluster = { stop: async () => {} };

/**
 * Joins the servers that share a `REDIS_URL`. Redis carries what is cheap to lose (typing) and, faster than the database could,
 * what was just said, and counts for all of them how often something was done; everything that must arrive is also notified by PostgreSQL, so that losing Redis costs a quarter of a
 * second and no message.
 */
export async function joinCluster(): Promise<Cluster> {
  const url = env().REDIS_URL;
  if (!url) return noCluster;
  const client = createClient({ url, socket: { reconnectStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), 1000) }, commandsQueueMaxLength: 10_000 });
  let told = false;
  client.on("error", (error: Error) => {
    if (!told) log.warn({ message: error.message }, "Redis cannot be reached; servers hear each other through the database");
    told = true;
  });
  client.on("ready", () => { told = false; });
  await client.connect();
  // The adapter leaves what it published to itself: without Redis that would end the server. What is not told this way is told by the database.
  const publish = client.publish.bind(client);
  Object.assign(client, { publish: (...said: Parameters<typeof publish>) => (client.isReady ? publish(...said).catch(() => 0) : Promise.resolve(0)) });
  countIn(client);
  return { adapter: createAdapter(client, { maxLen: 20_000 }), stop: async () => { countIn(undefined); client.destroy(); } };
}
