import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import { asMember, createDoors, type DoorEnv, type Doors, jsonBody } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { askConsent } from "../requests/consent.ts";
import { readQueue, readWorkload } from "../requests/desk.ts";
import { dropWork, handOver, markComplaint, noteCalled, noteWork, snooze, writeNote } from "../requests/handling.ts";
import { linkRequests, mergeRequest, splitRequest } from "../requests/joining.ts";
import { listMacros, removeMacro, saveMacro, setCapacity } from "../requests/macros.ts";
import { understand } from "../requests/needs.ts";
import { proposeOption, withdrawOption } from "../requests/options.ts";
import { decline, fulfil } from "../requests/outcomes.ts";
import * as input from "../requests/schema.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not as it stands" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const one = "/api/requests/{id}";
const limited = <T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, status: 200 | 201 = 200): Promise<Response> => asMember<T>(c, async (actor) => (await spend("request-desk", actor.id)) ?? work(actor), status);

function queue(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/desk/requests", request: { query: input.queueQuery }, responses: done }), (c) => asMember(c, (actor) => readQueue(actor, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/requests/workload", responses: done }), (c) => asMember(c, readWorkload));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/requests/macros", responses: done }), (c) => asMember(c, listMacros));
  doors.openapi(createRoute({ method: "put", path: "/api/desk/requests/macros", request: jsonBody(input.macroInput), responses: done }), (c) => limited(c, (actor) => saveMacro(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: "/api/desk/requests/macros/{id}", request: params, responses: done }), (c) => limited(c, (actor) => removeMacro(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/desk/requests/capacity/{accountId}", request: { params: input.personParam, ...jsonBody(input.capacityInput) }, responses: done }), (c) => limited(c, (actor) => setCapacity(actor, c.req.valid("param").accountId, c.req.valid("json").cases)));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/requests/consents", request: jsonBody(input.consentInput), responses: done }), (c) => limited(c, (actor) => askConsent(actor, c.req.valid("json")), 201));
}

function work(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: `${one}/needs`, request: { ...params, ...jsonBody(input.needInput) }, responses: done }), (c) => limited(c, (actor) => understand(actor, c.req.valid("param").id, c.req.valid("json").text), 201));
  doors.openapi(createRoute({ method: "post", path: `${one}/options`, request: { ...params, ...jsonBody(input.optionInput) }, responses: done }), (c) => limited(c, (actor) => proposeOption(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "delete", path: "/api/request-options/{id}", request: { params: input.optionParam }, responses: done }), (c) => limited(c, (actor) => withdrawOption(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${one}/fulfil`, request: { ...params, ...jsonBody(input.fulfilInput) }, responses: done }), (c) => limited(c, (actor) => fulfil(actor, c.req.valid("param").id, c.req.valid("json").outcome)));
  doors.openapi(createRoute({ method: "post", path: `${one}/decline`, request: { ...params, ...jsonBody(input.declineInput) }, responses: done }), (c) => limited(c, (actor) => decline(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: `${one}/notes`, request: { ...params, ...jsonBody(input.noteInput) }, responses: done }), (c) => limited(c, (actor) => writeNote(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "post", path: `${one}/work`, request: { ...params, ...jsonBody(input.workInput) }, responses: done }), (c) => limited(c, (actor) => noteWork(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "delete", path: "/api/request-work/{id}", request: params, responses: done }), (c) => limited(c, (actor) => dropWork(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: `${one}/concierge`, request: { ...params, ...jsonBody(input.handInput) }, responses: done }), (c) => limited(c, (actor) => handOver(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "put", path: `${one}/snooze`, request: { ...params, ...jsonBody(input.snoozeInput) }, responses: done }), (c) => limited(c, (actor) => snooze(actor, c.req.valid("param").id, c.req.valid("json").until)));
  doors.openapi(createRoute({ method: "post", path: `${one}/merge`, request: { ...params, ...jsonBody(input.mergeInput) }, responses: done }), (c) => limited(c, (actor) => mergeRequest(actor, c.req.valid("param").id, c.req.valid("json").into)));
  doors.openapi(createRoute({ method: "post", path: `${one}/split`, request: { ...params, ...jsonBody(input.splitInput) }, responses: done }), (c) => limited(c, (actor) => splitRequest(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "put", path: `${one}/links`, request: { ...params, ...jsonBody(input.linkInput) }, responses: done }), (c) => limited(c, (actor) => linkRequests(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "put", path: `${one}/called`, request: params, responses: done }), (c) => limited(c, (actor) => noteCalled(actor, c.req.valid("param").id)));
  for (const [method, complaint] of [["put", true], ["delete", false]] as const) {
    doors.openapi(createRoute({ method, path: `${one}/complaint`, request: params, responses: done }), (c) => limited(c, (actor) => markComplaint(actor, c.req.valid("param").id, complaint)));
  }
}

/** The doors of the desk of requests: its queue, and what is done with one. */
export function requestDeskDoors(): Doors {
  const doors = createDoors();
  queue(doors);
  work(doors);
  return doors;
}
