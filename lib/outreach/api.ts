import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { isbot } from "isbot";
import { refused } from "#lib/core/errors.ts";
import { asMember, createDoors, type DoorEnv, type Doors, jsonBody, problem, say } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { changeChoices, leave, leavingOf, readChoices } from "./choices.ts";
import { takeWay } from "./clicks.ts";
import type { Leaving } from "./leave-token.ts";
import { noteOpened, point } from "./newsletters/opens.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 410: { description: "No token of ours" }, 422: { description: "What is wrong, by field" } };

/** Runs something for whom a token names, whoever holds it. */
async function asHolder(c: Context<DoorEnv>, token: string, work: (leaving: Leaving) => Promise<object>): Promise<Response> {
  const limited = await spend("mail-choices", c.get("address"));
  if (limited) return problem(c, limited);
  const leaving = await leavingOf(token);
  return refused(leaving) ? problem(c, leaving) : say(c, await work(leaving));
}

/** The doors of what one gets by mail: ending it by one press, choosing it with or without signing in, and the ways out of letters. */
export function outreachDoors(): Doors {
  const doors = createDoors();
  const mine = (id: string): Leaving => ({ what: "choices", of: "", accountId: id });
  // Mail programs press this without cookies and without an Origin (RFC 8058); what looks through links only ever reads, which changes nothing.
  doors.openapi(createRoute({ method: "post", path: "/api/mail/leave/{token}", request: { params: input.tokenParam }, responses: done }), (c) => asHolder(c, c.req.valid("param").token, async (leaving) => { await leave(leaving); return {}; }));
  doors.openapi(createRoute({ method: "get", path: "/api/mail/leave/{token}", request: { params: input.tokenParam }, responses: done }), (c) => c.redirect(`/${c.req.header("accept-language")?.startsWith("fr") ? "fr" : "en"}/mail#token=${encodeURIComponent(c.req.valid("param").token)}`));
  doors.openapi(createRoute({ method: "post", path: "/api/mail/choices", request: jsonBody(input.openInput), responses: done }), (c) => asHolder(c, c.req.valid("json").token, readChoices));
  doors.openapi(createRoute({ method: "put", path: "/api/mail/choices", request: jsonBody(input.changeInput), responses: done }), (c) => { const { token, ...change } = c.req.valid("json"); return asHolder(c, token, (leaving) => changeChoices(leaving, change)); });
  doors.openapi(createRoute({ method: "get", path: "/api/me/mail", responses: done }), (c) => asMember(c, (actor) => readChoices(mine(actor.id))));
  doors.openapi(createRoute({ method: "put", path: "/api/me/mail", request: jsonBody(input.myChangeInput), responses: done }), (c) => asMember(c, async (actor) => (await spend("mail-choices", actor.id)) ?? changeChoices(mine(actor.id), c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/mail/to/{id}/{signed}", request: { params: input.wayParam, query: input.wayQuery }, responses: done }), async (c) => {
    const target = await takeWay({ ...c.req.valid("param"), path: c.req.valid("query").path }, !isbot(c.req.header("user-agent") ?? ""));
    return typeof target === "string" ? c.redirect(target) : problem(c, target);
  });
  // It answers everybody alike, so that nobody learns from it which letters there are.
  doors.openapi(createRoute({ method: "get", path: "/api/mail/seen/{token}", request: { params: input.seenParam }, responses: done }), async (c) => {
    if (!(await spend("mail-seen", c.get("address")))) await noteOpened(c.req.valid("param").token);
    return c.body(point, 200, { "Content-Type": "image/gif", "Cache-Control": "no-store" });
  });
  return doors;
}
