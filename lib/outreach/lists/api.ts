import { createRoute } from "@hono/zod-openapi";
import { asMember, createDoors, type Doors, jsonBody, problem, say } from "#lib/identity/door.ts";
import { refused } from "#lib/core/errors.ts";
import { spend } from "#lib/limits/limiter.ts";
import { leaveByToken, listLists, setList } from "./lists.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 410: { description: "No token of ours" } };

/** The doors of categories as mailing lists: which one gets, and leaving one from its letter. */
export function listDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/me/mail/lists", responses: done }), (c) => asMember(c, listLists));
  doors.openapi(createRoute({ method: "put", path: "/api/me/mail/lists", request: jsonBody(input.listInput), responses: done }), (c) => asMember(c, async (actor) => (await spend("mail-choices", actor.id)) ?? setList(actor, c.req.valid("json"))));
  // Mail programs press this without cookies and without an Origin (RFC 8058); what only reads it changes nothing.
  doors.openapi(createRoute({ method: "post", path: "/api/mail/lists/leave/{token}", request: { params: input.leaveParam }, responses: done }), async (c) => {
    const left = (await spend("mail-choices", c.get("address"))) ?? (await leaveByToken(c.req.valid("param").token));
    return refused(left) ? problem(c, left) : say(c, left);
  });
  doors.openapi(createRoute({ method: "get", path: "/api/mail/lists/leave/{token}", request: { params: input.leaveParam }, responses: done }), (c) => c.redirect(`/${c.req.header("accept-language")?.startsWith("fr") ? "fr" : "en"}/mail`));
  return doors;
}
