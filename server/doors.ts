import type { HttpBindings } from "@hono/node-server";
import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { publicUrl } from "#lib/core/env.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { type DoorEnv, problem } from "#lib/identity/door.ts";
import { actorFromToken, sessionTokenOf } from "#lib/identity/session.ts";
import { addressOf } from "./address.ts";
import type { Captured } from "./capture.ts";
import { rooms } from "./wiring.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
// Doors that take a file count what they read themselves.
const large = new Set(["/api/me/avatar", "/api/media"]);

/** Every door of every room behind the same guards: body size, Origin, actor, one shape of error. */
export function createApp(): OpenAPIHono<DoorEnv> {
  const app = new OpenAPIHono<DoorEnv>();
  app.use("*", async (c, next) => {
    // Set before the answer is made: touching it afterwards costs a copy of every answer.
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cache-Control", "no-store");
    await next();
  });
  // NUL cannot stand in a database's text, so no address that means something holds one.
  app.use("*", (c, next) => (c.req.url.includes("%00") ? Promise.resolve(problem(c, new Refusal("invalid", "This request could not be read."))) : next()));
  // A request that only reads has no body that anyone looks at, and asking for it would build one.
  app.use("*", (c, next) => (safe.has(c.req.method) || large.has(c.req.path) ? next() : bodyLimit({ maxSize: 128 * 1024, onError: () => problem(c, new Refusal("too-large", "That is more than fits.")) })(c, next)));
  app.use("*", async (c, next) => {
    if (!safe.has(c.req.method)) {
      const origin = c.req.header("origin");
      const site = c.req.header("sec-fetch-site");
      const own = origin === undefined ? site === undefined || site === "same-origin" : origin === publicUrl() || origin === `http://${c.req.header("host")}`;
      if (!own) return problem(c, new Refusal("forbidden", "This request came from another site."));
    }
    c.set("address", addressOf((c.env as unknown as HttpBindings).incoming));
    c.set("actor", await actorFromToken(sessionTokenOf(c.req.header("cookie"))));
    return next();
  });
  for (const room of rooms()) app.route("/", room);
  app.doc31("/api/docs", { openapi: "3.1.0", info: { title: "Rapport", version: "1" } });
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
