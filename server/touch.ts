import type { IncomingMessage, ServerResponse } from "node:http";
import { countFromShop, followLink, isLinkPath } from "#lib/buzz/doorstep.ts";
import { addressOf } from "./address.ts";

export type Doorstep = (req: IncomingMessage, res: ServerResponse, language: "en" | "fr") => Promise<boolean>;

/** Answers a shared link in front of everything else: counts the visit and leads to what was shared. Resolves to false for every other path. */
export const followShared: Doorstep = async (req, res, language) => {
  const path = (req.url ?? "").split("?")[0] ?? "";
  if (!isLinkPath(path)) return false;
  const header = (name: string): string | undefined => { const value = req.headers[name]; return Array.isArray(value) ? value.join(", ") : value; };
  const led = await followLink(path, { method: req.method ?? "", header }, addressOf(req));
  res.writeHead(302, { Location: `/${language}${led.path === "/" ? "" : led.path}`, "Cache-Control": "no-store", Vary: "Accept-Language, Cookie", "Content-Length": 0, "X-Robots-Tag": "noindex", ...(led.cookie ? { "Set-Cookie": led.cookie } : {}) }).end();
  return true;
};

/** Answers the shop's script: a visit on another site's page, told without credentials. What came of it is not said. Resolves to false for every other path. */
export async function countShopVisit(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  if (req.method !== "POST") return false;
  const url = new URL(req.url ?? "/", "http://host");
  if (url.pathname !== "/widget/touch") return false;
  await countFromShop({ via: url.searchParams.get("via") ?? "", visitor: url.searchParams.get("visitor") ?? "" }, req.headers["user-agent"] ?? "", addressOf(req));
  res.writeHead(204, { "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" }).end();
  return true;
}
