import { createServer, type IncomingMessage, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { join } from "node:path";
import next from "next";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { createAssets } from "./assets.ts";
import { startChores } from "./chores.ts";
import { askDoor, createApp } from "./doors.ts";
import { startJobs } from "./jobs.ts";
import { startLive } from "./live.ts";
import { openMailDoor } from "./mail-door.ts";
import { type Handlers, refuse, route } from "./route.ts";
import { joinCluster } from "./cluster.ts";
import { createSockets } from "./sockets.ts";
import { createWidget } from "./widget.ts";
import { startWorker } from "./worker.ts";

/** Where it answers, and where mail servers bring mail if they may. */
export type Running = { port: number; mailPort?: number | undefined; close: () => Promise<void> };

function listenOn(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(`Port ${env().PORT} is taken; set PORT to another one.`) : error));
    server.listen(env().PORT, env().HOST, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : env().PORT);
    });
  });
}

function endSlowBody(req: IncomingMessage): void {
  if (req.url?.startsWith("/api/media") || (req.headers["content-length"] === undefined && req.headers["transfer-encoding"] === undefined)) return;
  const timer = setTimeout(() => { if (!req.complete) req.destroy(); }, 30_000);
  for (const event of ["end", "close"] as const) req.once(event, () => clearTimeout(timer));
}

/** Starts the one HTTP server: page cache, doors, Next and sockets. `close` answers what is under way before it ends. */
export async function serve(root: string, dev: boolean): Promise<Running> {
  const site = next({ dev, dir: root, hostname: env().HOST, port: env().PORT });
  await site.prepare();
  const render = site.getRequestHandler();
  const app = createApp();
  const handlers: Handlers = { ...(dev ? { dev } : { assets: createAssets(join(root, ".next/static"), "/_next/static") }), pages: (req, res) => render(req, res), widget: createWidget(root), door: askDoor(app), doors: getRequestListener(app.fetch) };
  const server = createServer((req, res) => {
    endSlowBody(req);
    route(handlers, req, res).catch((error: Error) => {
      log.error({ method: req.method, stack: error.stack }, "a page failed");
      if (!res.headersSent) refuse(res, 500);
      else res.destroy();
    });
  });
  // A file over a slow line takes minutes; everything else has thirty seconds to arrive.
  server.headersTimeout = 30_000;
  server.requestTimeout = 15 * 60_000;
  const cluster = await joinCluster();
  const sockets = createSockets(server, cluster);
  const { io } = sockets;
  if (dev) server.on("upgrade", (req, socket, head) => { if (!req.url?.startsWith("/socket.io")) void site.getUpgradeHandler()(req, socket, head); });
  const worker = startWorker();
  const chores = startChores();
  const jobs = await startJobs();
  const live = startLive(sockets, { wake: worker.wake, mail: chores.mail, mailIn: chores.mailIn });
  const mailDoor = await openMailDoor();
  const port = await listenOn(server);
  return {
    port, mailPort: mailDoor?.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      io.disconnectSockets(true);
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 10_000).unref();
      await Promise.all([closed, io.close(), mailDoor?.close()]);
      await live.stop();
      sockets.relay.stop();
      await sockets.presences.stop();
      await cluster.stop();
      await worker.stop();
      await chores.stop();
      await jobs.stop();
      await site.close();
    },
  };
}
