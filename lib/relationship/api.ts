import { createRoute } from "@hono/zod-openapi";
import { refused } from "#lib/core/errors.ts";
import { createDoors, type Doors, member, problem } from "#lib/identity/door.ts";
import { readRelationship } from "./queries.ts";

const mine = createRoute({
  method: "get", path: "/api/me/relationship",
  responses: { 200: { description: "The member's relationship factor, its terms and what stands behind them." } },
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
  return doors;
}
