import { createRoute } from "@hono/zod-openapi";
import { readSettings } from "#lib/catalogue/settings.ts";
import { db } from "#lib/core/transact.ts";
import { asMember, createDoors, type Doors, jsonBody } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { listOffers } from "./queries.ts";
import * as input from "./schema.ts";
import { listKept, listVersions, saveService } from "./services.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 404: { description: "Not there, or not for you" }, 409: { description: "Changed meanwhile" }, 422: { description: "What is wrong, by field" } };

/** The doors of the service catalogue: what can be expected now, for members; and its keeping, for admins. */
export function serviceDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/services", responses: done }), (c) => asMember(c, async (actor) => ({ services: await listOffers(db(), actor.tier), currency: (await readSettings(db())).currency })));
  doors.openapi(createRoute({ method: "get", path: "/api/services/kept", responses: done }), (c) => asMember(c, listKept));
  doors.openapi(createRoute({ method: "post", path: "/api/services", request: jsonBody(input.serviceInput), responses: done }), (c) => asMember(c, async (actor) => (await spend("studio-change", actor.id)) ?? saveService(actor, null, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "put", path: "/api/services/{id}", request: { params: input.idParam, ...jsonBody(input.serviceInput) }, responses: done }), (c) => asMember(c, async (actor) => (await spend("studio-change", actor.id)) ?? saveService(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/services/{id}/versions", request: { params: input.idParam }, responses: done }), (c) => asMember(c, (actor) => listVersions(actor, c.req.valid("param").id)));
  return doors;
}
