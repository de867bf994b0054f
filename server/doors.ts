import type { HttpBindings } from "@hono/node-server";
import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { matchedRoutes } from "hono/route";
import { publicUrl } from "#lib/core/env.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { type DoorEnv, type Doors, problem } from "#lib/identity/door.ts";
import { keyFromHeader } from "#lib/identity/keys/keys.ts";
import { actorFromToken, sessionTokenOf } from "#lib/identity/session.ts";
import { spend } from "#lib/limits/limiter.ts";
import { addressOf } from "./address.ts";
import type { Captured } from "./capture.ts";
import { publicApi } from "./public-api.ts";
import { rooms } from "./wiring.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const mailHook = "/api/mail/in";
// Doors that take a file count what they read themselves.
const large = new Set(["/api/me/avatar", "/api/media", "/api/studio/order-imports", mailHook]);
const ownLimit = (path: string): boolean => large.has(path) || /^\/api\/(shops\/[^/]+\/events|studio\/indicators\/[^/]+\/book)$/.test(path);

/** The scope by which a key enters each door that names one, by `METHOD /path`. */
function keyDoorsOf(all: readonly Doors[]): Map<string, string> {
  const routes = all.flatMap((one) => one.openAPIRegistry.definitions.flatMap((definition) => (definition.type === "route" ? [definition.route] : [])));
  return new Map(routes.flatMap(({ method, path, security }) => {
    const scope = security?.[0]?.key?.[0];
    return scope ? [[`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`, scope] as const] : [];
  }));
}

/** Who knocks with a key: let in where the door names a scope that the key has; every other door is closed to it, whoever else it is open to. */
async function byKeyOnly(c: Context<DoorEnv>, scopes: ReadonlyMap<string, string>): Promise<Refusal | undefined> {
  const key = await keyFromHeader(c.req.header("authorization") ?? "");
  if (refused(key)) return key;
  const limited = await spend("keys", key.id);
  if (limited) return limited;
  const entered = matchedRoutes(c).filter((route) => route.method !== "ALL").map((route) => `${route.method} ${route.path}`);
  if (entered.length === 0) return missing();
  if (!entered.every((door) => (key.scopes as readonly string[]).includes(scopes.get(door) ?? ""))) return new Refusal("forbidden", "This key may not do this.");
  c.set("actor", key);
  return undefined;
}

/** Every door of every room behind the same guards: body size, Origin, actor, one shape of error. */
export function createApp(): OpenAPIHono<DoorEnv> {
  const app = new OpenAPIHono<DoorEnv>();
  const all = rooms();
  const scopes = keyDoorsOf(all);
  app.use("*", async (c, next) => {
    // Set before the answer is made: touching it afterwards costs a copy of every answer.
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cache-Control", "no-store");
    await next();
  });
  // NUL cannot stand in a database's text, so no address that means something holds one.
  app.use("*", (c, next) => (c.req.url.includes("%00") ? Promise.resolve(problem(c, new Refusal("invalid", "This request could not be read."))) : next()));
  // A request that only reads has no body that anyone looks at, and asking for it would build one.
  app.use("*", (c, next) => (safe.has(c.req.method) || ownLimit(c.req.path) ? next() : bodyLimit({ maxSize: 128 * 1024, onError: () => problem(c, new Refusal("too-large", "That is more than fits.")) })(c, next)));
  app.use("*", async (c, next) => {
    if (!safe.has(c.req.method)) {
      const origin = c.req.header("origin");
      const site = c.req.header("sec-fetch-site");
      const own = origin === undefined ? site === undefined || site === "same-origin" : origin === publicUrl() || origin === `http://${c.req.header("host")}`;
      if (!own) return problem(c, new Refusal("forbidden", "This request came from another site."));
    }
    c.set("address", addressOf((c.env as unknown as HttpBindings).incoming));
    // A provider that hands over mail carries a secret of its own, which that door asks for; a key of ours opens it no more than any other.
    const carried = c.req.header("authorization");
    if (carried === undefined || (c.req.path === mailHook && !/^bearer rk_/i.test(carried))) {
      c.set("actor", await actorFromToken(sessionTokenOf(c.req.header("cookie"))));
      return next();
    }
    const closed = await byKeyOnly(c, scopes);
    return closed ? problem(c, closed) : next();
  });
  for (const room of all) app.route("/", room);
  app.doc31("/api/docs", { openapi: "3.1.0", info: { title: "Rapport", version: "1" } });
  app.get("/api/openapi.json", (c) => c.json(publicApi(app)));
  app.notFound((c) => problem(c, missing()));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return problem(c, new Refusal("invalid", "This request could not be read."));
    log.error({ method: c.req.method, route: c.req.routePath, code: (error as { code?: string }).code, stack: error.stack }, "a door failed");
    return c.body(JSON.stringify({ type: "about:blank#fault", title: "fault", status: 500, detail: "Something went wrong on our side. Nothing was saved.", errors: [] }), 500, { "Content-Type": "application/problem+json" });
  });
  return app;
}

/** Asks a door as a visitor of this very server would, for an answer that can be kept for everybody. */
export function askDoor(app: OpenAPIHono<DoorEnv>): (path: string) => Promise<Captured> {
  return async (path) => {
    const response = await app.request(path, { headers: { host: "localhost" } }, { incoming: { headers: {}, socket: {} } });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) };
  };
}
