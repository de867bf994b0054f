import { createRoute, z } from "@hono/zod-openapi";
import { missing, refused } from "#lib/core/errors.ts";
import { createDoors, type Doors, problem } from "#lib/identity/door.ts";
import { readPerson } from "#lib/identity/people.ts";
import { listWritten } from "../person-posts.ts";
import { listTopics } from "../topic-list.ts";

const params = z.strictObject({ id: z.uuid() });
const query = z.strictObject({ tab: z.enum(["topics", "posts", "answers"]).optional(), after: z.string().max(200).optional() });
const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" } };

/** The door to what one person wrote, as whoever asks may see it. */
export function personDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/people/{id}/written", request: { params, query }, responses }), async (c) => {
    const [actor, { id }, { tab, after }] = [c.get("actor"), c.req.valid("param"), c.req.valid("query")];
    const person = await readPerson(actor, id);
    if (refused(person) || !person.activity) return problem(c, missing());
    return c.json(tab === "posts" || tab === "answers" ? await listWritten(actor, { authorId: id, accepted: tab === "answers", after }) : await listTopics(actor, { sort: "latest", authorId: id, after }));
  });
  return doors;
}
