import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem, say } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { mayConverse } from "./policy.ts";
import { listWritten, readConversation } from "./queries.ts";
import * as input from "./schema.ts";
import { writeTo } from "./writing.ts";

const responses = { 200: { description: "Done" }, 201: { description: "Written" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not as it stands" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };

async function inRoom<T extends object>(c: Context<DoorEnv>, work: (actor: Actor) => Promise<T | Refusal>, status: 200 | 201 = 200): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : mayConverse(signedIn);
  if (refused(actor)) return problem(c, actor);
  c.header("Cache-Control", "no-store");
  return say(c, (await spend("studio", actor.id)) ?? (await work(actor)), status);
}

/** The doors of mail with one person: all of it, what was written to the house, and an answer. */
export function conversationDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/desk/mail", request: { query: input.pageQuery }, responses }), (c) => inRoom(c, (actor) => listWritten(actor, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/mail/{id}", request: { ...params, query: input.pageQuery }, responses }), (c) => inRoom(c, (actor) => readConversation(actor, c.req.valid("param").id, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/mail/{id}", request: { ...params, ...jsonBody(input.letterInput) }, responses }), (c) => inRoom(c, (actor) => writeTo(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  return doors;
}
