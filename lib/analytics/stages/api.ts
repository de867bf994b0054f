import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor, Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, member, problem } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { maySeeFigures, maySeeIndividuals } from "../policy.ts";
import { idParam } from "../schema.ts";
import { readInvestment } from "../investment/queries.ts";
import { readNeeds } from "./of-customer.ts";
import { readStages } from "./queries.ts";

const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" } };

/** Answers whom the policy lets in; to everyone else there is nothing. Nobody keeps a copy. */
async function as(c: Context<DoorEnv>, policy: (actor: Actor) => Member | Refusal, work: (actor: Member) => Promise<object | Refusal>): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : policy(signedIn);
  const value = refused(actor) ? actor : ((await spend("studio", actor.id)) ?? (await work(actor)));
  return refused(value) ? problem(c, value) : c.json(value, 200, { "Cache-Control": "no-store" });
}

/** The studio's doors to the loop of needs, and to what serving it costs and brings. */
export function stageDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/studio/stages", responses }), (c) => as(c, maySeeFigures, readStages));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/stages/of/{id}", request: { params: idParam }, responses }), (c) => as(c, maySeeIndividuals, (actor) => readNeeds(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/investment", responses }), (c) => as(c, maySeeFigures, readInvestment));
  return doors;
}
