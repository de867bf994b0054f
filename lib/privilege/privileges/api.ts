import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import { asMember, createDoors, type DoorEnv, type Doors, jsonBody } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { claimPrivilege, returnClaim, spendClaim } from "./claims.ts";
import { findClaim, markUsed, unmarkUsed } from "./codes.ts";
import { listKept, listVersions, savePrivilege, setAllowance } from "./definitions.ts";
import { listPastClaims, readMyPrivileges } from "./queries.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not as it stands" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const limited = <T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, status: 200 | 201 = 200): Promise<Response> => asMember<T>(c, async (actor) => (await spend("space", actor.id)) ?? work(actor), status);

/** The doors of what members are given: what is theirs, claimed, used, given back; its use at the desk; and its keeping, for admins. */
export function privilegeDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/me/privileges", responses: done }), (c) => asMember(c, (actor) => readMyPrivileges(actor)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/privileges/past", request: { query: input.pastQuery }, responses: done }), (c) => asMember(c, (actor) => listPastClaims(actor.id, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "post", path: "/api/privileges/{id}/claims", request: { ...params, ...jsonBody(input.claimInput) }, responses: done }), (c) => limited(c, (actor) => claimPrivilege(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "put", path: "/api/privilege-claims/{id}/use", request: params, responses: done }), (c) => limited(c, (actor) => spendClaim(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "delete", path: "/api/privilege-claims/{id}", request: params, responses: done }), (c) => limited(c, (actor) => returnClaim(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/claims/{code}", request: { params: input.codeParam }, responses: done }), (c) => limited(c, (actor) => findClaim(actor, c.req.valid("param").code)));
  doors.openapi(createRoute({ method: "put", path: "/api/desk/claims/{id}/use", request: params, responses: done }), (c) => limited(c, (actor) => markUsed(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "delete", path: "/api/desk/claims/{id}/use", request: params, responses: done }), (c) => limited(c, (actor) => unmarkUsed(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/privileges/kept", responses: done }), (c) => asMember(c, listKept));
  doors.openapi(createRoute({ method: "put", path: "/api/privileges/allowance", request: jsonBody(input.allowanceInput), responses: done }), (c) => limited(c, (actor) => setAllowance(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/privileges", request: jsonBody(input.privilegeInput), responses: done }), (c) => limited(c, (actor) => savePrivilege(actor, null, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "put", path: "/api/privileges/{id}", request: { ...params, ...jsonBody(input.privilegeInput) }, responses: done }), (c) => limited(c, (actor) => savePrivilege(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/privileges/{id}/versions", request: params, responses: done }), (c) => asMember(c, (actor) => listVersions(actor, c.req.valid("param").id)));
  return doors;
}
