import { createRoute } from "@hono/zod-openapi";
import { refused } from "#lib/core/errors.ts";
import { createDoors, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { fromQuery, idParam } from "../schema.ts";
import { readPolls } from "./queries.ts";
import * as input from "./schema.ts";
import { vote, withdrawVote } from "./votes.ts";

const done = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Closed" }, 422: { description: "What is wrong, by field" } };

/** The doors of polls: what stands on a page of a topic, voting, and taking it back. */
export function pollDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/topics/{id}/polls", request: { params: idParam, query: fromQuery }, responses: done }), async (c) => {
    const polls = await readPolls(c.get("actor"), c.req.valid("param").id, c.req.valid("query").from ?? 1);
    return refused(polls) ? problem(c, polls) : c.json({ polls });
  });
  doors.openapi(createRoute({ method: "put", path: "/api/polls/{id}/vote", request: { params: idParam, ...jsonBody(input.voteInput) }, responses: done }), async (c) => {
    const actor = member(c);
    const said = refused(actor) ? actor : (await spend("votes", actor.id)) ?? (await vote(actor, c.req.valid("param").id, c.req.valid("json").choices));
    return refused(said) ? problem(c, said) : c.json({});
  });
  doors.openapi(createRoute({ method: "delete", path: "/api/polls/{id}/vote", request: { params: idParam }, responses: done }), async (c) => {
    const actor = member(c);
    const said = refused(actor) ? actor : (await spend("votes", actor.id)) ?? (await withdrawVote(actor, c.req.valid("param").id));
    return refused(said) ? problem(c, said) : c.json({});
  });
  return doors;
}
