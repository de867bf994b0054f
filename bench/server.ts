// A server in a process of its own, for load and for being killed. With "pages" it is the whole server; without, the doors, shared links, the
// ledger's consumers and the live part alone, which start fast.
import { createServer } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { disconnect } from "#lib/core/db.ts";
import { joinCluster } from "#server/cluster.ts";
import { createApp } from "#server/doors.ts";
import { startLive } from "#server/live.ts";
import { createSockets } from "#server/sockets.ts";
import { followShared } from "#server/touch.ts";
import { startWorker } from "#server/worker.ts";

type Running = { port: number; close: () => Promise<void> };

async function serveDoors(): Promise<Running> {
  const doors = getRequestListener(createApp().fetch);
  const server = createServer((req, res) => void followShared(req, res, "en").then((followed) => (followed ? undefined : doors(req, res)), () => res.destroy()));
  const cluster = await joinCluster();
  const sockets = createSockets(server, cluster);
  const { io } = sockets;
  const worker = startWorker();
  const live = startLive(sockets, { wake: worker.wake });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    close: async () => {
      io.disconnectSockets(true);
      server.closeAllConnections();
      await io.close();
      await live.stop();
      sockets.relay.stop();
      await sockets.presences.stop();
      await cluster.stop();
      await worker.stop();
    },
  };
}

const whole = process.argv.includes("pages");
const running = whole ? await (await import("#server/web.ts")).serve(join(import.meta.dirname, ".."), false) : await serveDoors();

process.on("message", (message) => {
  if (message === "memory") {
    globalThis.gc?.();
    process.send?.({ memory: process.memoryUsage() });
  }
  if (message === "stop") void running.close().then(disconnect).finally(() => process.exit(0));
});
// Whoever started this is gone, so nobody will stop it.
process.on("disconnect", () => process.exit(1));
process.send?.({ port: running.port });
