import { createRoute } from "@hono/zod-openapi";
import { createDoors, type Doors, jsonBody, say } from "#lib/identity/door.ts";
import { refused } from "#lib/core/errors.ts";
import { spend } from "#lib/limits/limiter.ts";
import { addEndpoint, changeSecret, listEndpoints, mayKeepWebhooks, pauseEndpoint, removeEndpoint, replay } from "./endpoints.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 403: { description: "Not yours to do" }, 404: { description: "Not there" }, 422: { description: "What is wrong, by field" } };

/** The doors at which admins say who hears of what happens here. */
export function webhookDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/webhooks", responses: done }), async (c) => say(c, await listEndpoints(c.get("actor"))));
  doors.openapi(createRoute({ method: "post", path: "/api/webhooks", request: jsonBody(input.endpointInput), responses: done }), async (c) => {
    const me = mayKeepWebhooks(c.get("actor"));
    return say(c, refused(me) ? me : ((await spend("shops", me.id)) ?? (await addEndpoint(me, c.req.valid("json")))));
  });
  doors.openapi(createRoute({ method: "delete", path: "/api/webhooks/{id}", request: { params: input.idParam }, responses: done }), async (c) => say(c, await removeEndpoint(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/webhooks/{id}/secret", request: { params: input.idParam }, responses: done }), async (c) => say(c, await changeSecret(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/webhooks/{id}/pause", request: { params: input.idParam, ...jsonBody(input.pauseInput) }, responses: done }), async (c) => say(c, await pauseEndpoint(c.get("actor"), c.req.valid("param").id, c.req.valid("json").paused)));
  doors.openapi(createRoute({ method: "post", path: "/api/webhooks/{id}/replay", request: { params: input.idParam, ...jsonBody(input.replayInput) }, responses: done }), async (c) => say(c, await replay(c.get("actor"), c.req.valid("param").id, c.req.valid("json").delivery)));
  return doors;
}
