import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import { asMember, createDoors, type DoorEnv, type Doors, jsonBody, say } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { answerConsent, listConsents } from "./consent.ts";
import { readRequest, sayInRequest } from "./dialogue.ts";
import { forwardRequest } from "./forwarding.ts";
import { answerNeed } from "./needs.ts";
import { answerOption } from "./options.ts";
import { rate, reopen, withdraw } from "./outcomes.ts";
import { addPreference, editPreference, forgetPreference, myPreferences } from "./preferences.ts";
import { listMine, openOne } from "./queries.ts";
import { letRead, stopReading } from "./readers.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not as it stands" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const one = "/api/requests/{id}";

/** Runs a write as the signed-in member after a point of a limit, or says to sign in. */
export function limited<T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, { limit = "requests", status = 200 }: { limit?: LimitName; status?: 200 | 201 } = {}): Promise<Response> {
  return asMember<T>(c, async (actor) => (await spend(limit, actor.id)) ?? work(actor), status);
}

function dialogue(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/requests", request: { query: input.listQuery }, responses: done }), (c) => asMember(c, (actor) => listMine(actor, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "post", path: "/api/requests", request: jsonBody(input.forwardInput), responses: done }), (c) => limited(c, (actor) => forwardRequest(actor, c.req.valid("json")), { limit: "requests-made", status: 201 }));
  doors.openapi(createRoute({ method: "get", path: one, request: params, responses: done }), async (c) => say(c, await openOne(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${one}/messages`, request: { ...params, ...jsonBody(input.sayInput) }, responses: done }), (c) => limited(c, (actor) => sayInRequest(actor, c.req.valid("param").id, c.req.valid("json")), { limit: "chat", status: 201 }));
  doors.openapi(createRoute({ method: "put", path: `${one}/read`, request: { ...params, ...jsonBody(input.readInput) }, responses: done }), (c) => limited(c, (actor) => readRequest(actor, c.req.valid("param").id, c.req.valid("json").seq), { limit: "reading" }));
  doors.openapi(createRoute({ method: "put", path: `${one}/needs/{version}`, request: { params: input.versionParam, ...jsonBody(input.needAnswer) }, responses: done }), (c) => {
    const { id, version } = c.req.valid("param");
    return limited(c, (actor) => answerNeed(actor, id, { version, ...c.req.valid("json") }));
  });
  doors.openapi(createRoute({ method: "put", path: "/api/request-options/{id}/answer", request: { params: input.optionParam, ...jsonBody(input.optionAnswer) }, responses: done }), (c) => limited(c, (actor) => answerOption(actor, c.req.valid("param").id, c.req.valid("json"))));
}

function ends(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: `${one}/withdraw`, request: { ...params, ...jsonBody(input.withdrawInput) }, responses: done }), (c) => limited(c, (actor) => withdraw(actor, c.req.valid("param").id, c.req.valid("json").reason)));
  doors.openapi(createRoute({ method: "put", path: `${one}/rating`, request: { ...params, ...jsonBody(input.rateInput) }, responses: done }), (c) => limited(c, (actor) => rate(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: `${one}/reopen`, request: { ...params, ...jsonBody(input.reopenInput) }, responses: done }), (c) => limited(c, (actor) => reopen(actor, c.req.valid("param").id, c.req.valid("json").reason)));
  doors.openapi(createRoute({ method: "post", path: `${one}/readers`, request: { ...params, ...jsonBody(input.readersInput) }, responses: done }), (c) => limited(c, (actor) => letRead(actor, c.req.valid("param").id, c.req.valid("json").handles)));
  doors.openapi(createRoute({ method: "delete", path: `${one}/readers/{accountId}`, request: { params: input.readerParam }, responses: done }), (c) => limited(c, (actor) => stopReading(actor, c.req.valid("param").id, c.req.valid("param").accountId)));
}

function mine(doors: Doors): void {
  const preferences = "/api/me/request-preferences";
  doors.openapi(createRoute({ method: "get", path: preferences, responses: done }), (c) => asMember(c, myPreferences));
  doors.openapi(createRoute({ method: "post", path: preferences, request: jsonBody(input.preferenceInput), responses: done }), (c) => limited(c, (actor) => addPreference(actor, c.req.valid("json")), { status: 201 }));
  doors.openapi(createRoute({ method: "patch", path: `${preferences}/{id}`, request: { ...params, ...jsonBody(input.preferenceEdit) }, responses: done }), (c) => limited(c, (actor) => editPreference(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: `${preferences}/{id}`, request: params, responses: done }), (c) => limited(c, (actor) => forgetPreference(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/request-consents", responses: done }), (c) => asMember(c, listConsents));
  doors.openapi(createRoute({ method: "put", path: "/api/me/request-consents/{id}", request: { ...params, ...jsonBody(input.consentAnswer) }, responses: done }), (c) => limited(c, (actor) => answerConsent(actor, c.req.valid("param").id, c.req.valid("json").agreed)));
}

/** The doors of requests that their members use; the desk's own are beside. */
export function requestDoors(): Doors {
  const doors = createDoors();
  dialogue(doors);
  ends(doors);
  mine(doors);
  return doors;
}
