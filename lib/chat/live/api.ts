import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import * as input from "../schema.ts";
import { makeTopic } from "../topic-making.ts";
import { ask, listQuestions, removeQuestion, setAnswer, voteFor } from "./questions.ts";
import { end, schedule, start } from "./sessions.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 202: { description: "It waits for a moderator" }, 404: { description: "Not there, or not for you" }, 409: { description: "It was done before" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };

async function asMember<T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, { limit, status = 200 }: { limit?: LimitName; status?: 200 | 201 } = {}): Promise<Response> {
  const actor = member(c);
  if (refused(actor)) return problem(c, actor);
  const value = (limit ? await spend(limit, actor.id) : undefined) ?? (await work(actor));
  if (refused(value)) return problem(c, value);
  return c.json(value === true ? {} : value, value !== true && "held" in value ? 202 : status);
}

/** The doors of live sessions, and of topics that are made of what was said. */
export function liveDoors(): Doors {
  const doors = createDoors();
  const room = "/api/chat/rooms/{id}";
  const one = "/api/chat/questions/{id}";
  doors.openapi(createRoute({ method: "post", path: `${room}/topic`, request: { ...params, ...jsonBody(input.topicInput) }, responses: done }), (c) => asMember(c, (actor) => makeTopic(actor, c.req.valid("param").id, c.req.valid("json")), { limit: "posts", status: 201 }));
  doors.openapi(createRoute({ method: "post", path: "/api/chat/live", request: jsonBody(input.liveInput), responses: done }), (c) => asMember(c, (actor) => schedule(actor, c.req.valid("json")), { limit: "rooms", status: 201 }));
  doors.openapi(createRoute({ method: "post", path: `${room}/start`, request: params, responses: done }), (c) => asMember(c, (actor) => start(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${room}/end`, request: { ...params, ...jsonBody(input.endInput) }, responses: done }), (c) => asMember(c, (actor) => end(actor, c.req.valid("param").id, c.req.valid("json").categoryId)));
  doors.openapi(createRoute({ method: "get", path: `${room}/questions`, request: params, responses: done }), async (c) => {
    const questions = await listQuestions(c.get("actor"), c.req.valid("param").id);
    return refused(questions) ? problem(c, questions) : c.json(questions, 200);
  });
  doors.openapi(createRoute({ method: "post", path: `${room}/questions`, request: { ...params, ...jsonBody(input.questionInput) }, responses: done }), (c) => asMember(c, (actor) => ask(actor, c.req.valid("param").id, c.req.valid("json")), { limit: "posts", status: 201 }));
  for (const [method, on] of [["put", true], ["delete", false]] as const) {
    doors.openapi(createRoute({ method, path: `${one}/vote`, request: params, responses: done }), (c) => asMember(c, (actor) => voteFor(actor, c.req.valid("param").id, on), { limit: "votes" }));
  }
  doors.openapi(createRoute({ method: "put", path: `${one}/answer`, request: { ...params, ...jsonBody(input.answeredInput) }, responses: done }), (c) => asMember(c, (actor) => setAnswer(actor, c.req.valid("param").id, c.req.valid("json").seq)));
  doors.openapi(createRoute({ method: "delete", path: one, request: params, responses: done }), (c) => asMember(c, (actor) => removeQuestion(actor, c.req.valid("param").id)));
  return doors;
}
