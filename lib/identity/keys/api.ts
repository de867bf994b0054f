import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { spend } from "#lib/limits/limiter.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, problem } from "../door.ts";
import { listKeys, makeKey, mayKeepKeys, revokeKey } from "./keys.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 403: { description: "Not yours to do" }, 404: { description: "Not there" }, 422: { description: "What is wrong, by field" } };
const say = <T extends object>(c: Context<DoorEnv>, value: T | Refusal): Response => (refused(value) ? problem(c, value) : c.json(value, 200));

/** The doors at which admins look after the keys of other systems. A key enters none of them. */
export function keyDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/keys", responses: done }), async (c) => say(c, await listKeys(c.get("actor"))));
  doors.openapi(createRoute({ method: "post", path: "/api/keys", request: jsonBody(input.keyInput), responses: done }), async (c) => {
    const me = mayKeepKeys(c.get("actor"));
    return say(c, refused(me) ? me : ((await spend("keys-made", me.id)) ?? (await makeKey(me, c.req.valid("json")))));
  });
  doors.openapi(createRoute({ method: "delete", path: "/api/keys/{id}", request: { params: input.keyParam }, responses: done }), async (c) => say(c, await revokeKey(c.get("actor"), c.req.valid("param").id)));
  return doors;
}
