import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import { asMember, createDoors, type DoorEnv, type Doors, jsonBody } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { answerForm, leavePlace, reportOutcome, saveInvitation, takePlace } from "./invitations.ts";
import { decideNomination, nominate } from "./nominations.ts";
import { readRunVoice, readVoice } from "./queries.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not as it stands" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const place = "/api/invitations/{id}/place";
const limited = <T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, status: 200 | 201 = 200): Promise<Response> => asMember<T>(c, async (actor) => (await spend("space", actor.id)) ?? work(actor), status);

/** The doors of what members can decide: invitations and their forms, nominations; and of those who run them. */
export function voiceDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/me/voice", responses: done }), (c) => asMember(c, readVoice));
  doors.openapi(createRoute({ method: "post", path: place, request: params, responses: done }), (c) => limited(c, (actor) => takePlace(actor, c.req.valid("param").id), 201));
  doors.openapi(createRoute({ method: "delete", path: place, request: params, responses: done }), (c) => limited(c, (actor) => leavePlace(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/invitations/{id}/answers", request: { ...params, ...jsonBody(input.answersInput) }, responses: done }), (c) => limited(c, (actor) => answerForm(actor, c.req.valid("param").id, c.req.valid("json").answers)));
  doors.openapi(createRoute({ method: "post", path: "/api/nominations", request: jsonBody(input.nominateInput), responses: done }), (c) => limited(c, (actor) => nominate(actor, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/voice", responses: done }), (c) => asMember(c, readRunVoice));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/invitations", request: jsonBody(input.invitationInput), responses: done }), (c) => limited(c, (actor) => saveInvitation(actor, null, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "put", path: "/api/desk/invitations/{id}", request: { ...params, ...jsonBody(input.invitationInput) }, responses: done }), (c) => limited(c, (actor) => saveInvitation(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/invitations/{id}/outcome", request: { ...params, ...jsonBody(input.outcomeInput) }, responses: done }), (c) => limited(c, (actor) => reportOutcome(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "put", path: "/api/desk/nominations/{id}", request: { ...params, ...jsonBody(input.decideInput) }, responses: done }), (c) => limited(c, (actor) => decideNomination(actor, c.req.valid("param").id, c.req.valid("json"))));
  return doors;
}
