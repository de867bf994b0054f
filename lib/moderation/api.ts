import { createRoute } from "@hono/zod-openapi";
import { refused } from "#lib/core/errors.ts";
import { createDoors, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { report } from "./flags.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 422: { description: "What is wrong, by field" } };

/** The desk's doors, and those of everyone whom it concerns. */
export function moderationDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "post", path: "/api/flags", request: jsonBody(input.flagInput), responses: done }), async (c) => {
    const actor = member(c);
    const result = refused(actor) ? actor : ((await spend("reports", actor.id)) ?? (await report(actor, c.req.valid("json"))));
    return refused(result) ? problem(c, result) : c.json({});
  });
  return doors;
}
