import type { IncomingMessage, ServerResponse } from "node:http";
import type { Assets } from "./assets.ts";
import { publicPath } from "#lib/cache/public-paths.ts";
import { answerPage, type Makers } from "./pages.ts";
import { countShopVisit, followShared } from "./touch.ts";
import type { Widget } from "./widget.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const reading = new Set(["GET", "HEAD"]);

/** Answers with a status alone and ends the connection. */
export function refuse(res: ServerResponse, status: number): void {
  res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" }).end();
}

/** The language of a first visit: French when the browser prefers it, else English. */
function languageOf(req: IncomingMessage): "en" | "fr" {
  const first = String(req.headers["accept-language"] ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase()).find((code) => code === "en" || code === "fr");
  return first === "fr" ? "fr" : "en";
}

const localised = /^\/(en|fr)(\/|\?|$)/;
const fixed = /^\/(icon\.svg)$/;

export type Handlers = Makers & { dev?: boolean; widget?: Widget; assets?: Assets; doors: (req: IncomingMessage, res: ServerResponse) => unknown };

/** Sends a request where it belongs: doors, the page cache, the framework's files. What is no request of ours ends here. */
export async function route(handlers: Handlers, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = req.url ?? "";
  if (!methods.has(req.method ?? "") || !path.startsWith("/") || path.startsWith("//")) return refuse(res, 400);
  const kept = publicPath(path.split("?")[0] ?? "");
  if (kept?.by === "door" && reading.has(req.method ?? "")) return answerPage(handlers, req, res);
  if (path.startsWith("/api/") || path.startsWith("/media/")) return void handlers.doors(req, res);
  if (path.includes("%00")) return refuse(res, 400);
  // In development the framework talks to its own pages in ways that neither a cache nor the policy would let through.
  if (handlers.dev && (path.startsWith("/_next/") || path.startsWith("/__nextjs") || localised.test(path))) return handlers.pages(req, res);
  if (await countShopVisit(req, res)) return;
  // A page is read; nothing is ever written through one, so no body reaches the framework.
  if (!reading.has(req.method ?? "")) return refuse(res, 405);
  if (handlers.widget?.(req, res)) return;
  if (await followShared(req, res, languageOf(req))) return;
  if (path.startsWith("/_next/")) return (await handlers.assets?.(req, res)) ? undefined : handlers.pages(req, res);
  if (fixed.test(path)) return handlers.pages(req, res);
  if (!localised.test(path)) return void res.writeHead(307, { Location: `/${languageOf(req)}${path === "/" ? "" : path.replace(/^\/\?/, "?")}`, Vary: "Accept-Language", "Cache-Control": "no-store" }).end();
  return answerPage(handlers, req, res);
}
