import { createRoute } from "@hono/zod-openapi";
import { refused } from "#lib/core/errors.ts";
import { createDoors, type Doors, member, problem } from "#lib/identity/door.ts";
import { readFactor, readRelationship } from "./queries.ts";

const mine = createRoute({
  method: "get", path: "/api/me/relationship",
  responses: { 200: { description: "The member's relationship factor, its terms and what stands behind them." } },
});

const factor = createRoute({
  method: "get", path: "/api/me/factor",
  responses: { 200: { description: "The member's factor alone, for the page's head; null for people who work here." } },
});

/** The relationship room's doors. What they answer belongs to one member, so nobody may keep a copy. */
export function relationshipDoors(): Doors {
  const doors = createDoors();
  doors.openapi(mine, async (c): Promise<Response> => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const view = await readRelationship(actor);
    if (refused(view)) return problem(c, view);
    return c.json(view, 200, { "Cache-Control": "no-store" });
  });
  doors.openapi(factor, async (c): Promise<Response> => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    return c.json({ factor: actor.role === "customer" ? await readFactor(actor.id) : null }, 200, { "Cache-Control": "no-store" });
  });
  return doors;
}
