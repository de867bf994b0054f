import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, problem } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { instant, search, similarTopics } from "./queries.ts";
import * as input from "./schema.ts";

const responses = { 200: { description: "What was found" }, 422: { description: "What is wrong, by field" }, 429: { description: "Too often" } };

/** Searches after a point of the limit, which is the member's own or, for visitors, their address's. */
async function limited<T extends object>(c: Context<DoorEnv>, limit: LimitName, work: () => Promise<T | Refusal>): Promise<Response> {
  const actor = c.get("actor");
  const often = await spend(limit, actor.kind === "member" ? actor.id : c.get("address"));
  if (often) return problem(c, often);
  const answer = await work();
  return refused(answer) ? problem(c, answer) : c.json(answer);
}

/** The doors of search. */
export function searchDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/search", request: { query: input.searchInput }, responses }), (c) => limited(c, "search", () => search(c.get("actor"), c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/search/instant", request: { query: input.instantInput }, responses }), (c) => limited(c, "search-instant", () => instant(c.get("actor"), c.req.valid("query").q)));
  doors.openapi(createRoute({ method: "get", path: "/api/topics/similar", request: { query: input.similarInput }, responses }), (c) =>
    limited(c, "search-instant", async () => {
      const topics = await similarTopics(c.get("actor"), c.req.valid("query").title);
      return refused(topics) ? topics : { topics };
    }));
  return doors;
}
