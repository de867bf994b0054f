import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { createApp } from "./doors.ts";
import { startLive } from "./live.ts";
import { answerPage } from "./pages.ts";
import { createSockets } from "./sockets.ts";
import { startWorker } from "./worker.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function refuse(res: ServerResponse, status: number): void {
  res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" }).end();
}

/** The language of a first visit: French when the browser prefers it, else English. */
function languageOf(req: IncomingMessage): "en" | "fr" {
  const first = String(req.headers["accept-language"] ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase()).find((code) => code === "en" || code === "fr");
  return first === "fr" ? "fr" : "en";
}

const localised = /^\/(en|fr)(\/|\?|$)/;
const fixed = /^\/(icon\.svg|robots\.txt)$/;

type Handlers = { pages: (req: IncomingMessage, res: ServerResponse) => Promise<void>; doors: (req: IncomingMessage, res: ServerResponse) => unknown };

async function route(handlers: Handlers, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = req.url ?? "";
  if (!methods.has(req.method ?? "") || !path.startsWith("/") || path.startsWith("//")) return refuse(res, 400);
  if (path.startsWith("/api/") && !path.startsWith("/api/auth/")) return void handlers.doors(req, res);
  if (path.startsWith("/_next/") || path.startsWith("/api/auth/")) return handlers.pages(req, res);
  if (fixed.test(path)) return handlers.pages(req, res);
  if (!localised.test(path)) return void res.writeHead(307, { Location: `/${languageOf(req)}${path === "/" ? "" : path.replace(/^\/\?/, "?")}`, Vary: "Accept-Language", "Cache-Control": "no-store" }).end();
  return answerPage(handlers.pages, req, res);
}

export type Running = { port: number; close: () => Promise<void> };

function listenOn(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(`Port ${env().PORT} is taken; set PORT to another one.`) : error));
    server.listen(env().PORT, env().HOST, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : env().PORT);
    });
  });
}

/** Starts the one HTTP server: page cache, doors, Next and sockets. `close` answers what is under way before it ends. */
export async function serve(root: string, dev: boolean): Promise<Running> {
  const site = next({ dev, dir: root, hostname: env().HOST, port: env().PORT });
  await site.prepare();
  const render = site.getRequestHandler();
  const handlers: Handlers = { pages: (req, res) => render(req, res), doors: getRequestListener(createApp().fetch) };
  const server = createServer((req, res) => {
    route(handlers, req, res).catch((error: Error) => {
      log.error({ method: req.method, stack: error.stack }, "a page failed");
      if (!res.headersSent) refuse(res, 500);
      else res.destroy();
    });
  });
  server.requestTimeout = 30_000;
  const io = createSockets(server);
  if (dev) server.on("upgrade", (req, socket, head) => { if (!req.url?.startsWith("/socket.io")) void site.getUpgradeHandler()(req, socket, head); });
  const worker = startWorker();
  const live = startLive(io, worker.wake);
  const port = await listenOn(server);
  return {
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      io.disconnectSockets(true);
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 10_000).unref();
      await Promise.all([closed, io.close()]);
      await live.stop();
      await worker.stop();
      await site.close();
    },
  };
}
