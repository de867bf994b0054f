import { createRoute } from "@hono/zod-openapi";
import { refused } from "#lib/core/errors.ts";
import { answeredOnce, asMember, byKey, createDoors, type Doors, jsonBody, member, onceHeaders, problem, say } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { readControls, setLeftOut } from "./control.ts";
import { readPlace } from "./member-history.ts";
import { listMargins, setMargin } from "./profit.ts";
import { readFactor, readRelationship } from "./queries.ts";
import * as input from "./schema.ts";
import { readStage } from "./stages/queries.ts";
import { draftIndicator, tellIndicator } from "./validity/indicator-versions.ts";

const mine = createRoute({
  method: "get", path: "/api/me/relationship",
  responses: { 200: { description: "The member's relationship factor, its terms and what stands behind them." } },
});

const factor = createRoute({
  method: "get", path: "/api/me/factor",
  responses: { 200: { description: "The member's factor alone, for the page's head; null for people who work here." } },
});

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 403: { description: "Not yours to see" }, 422: { description: "What is wrong, by field" } };
const noStore = { "Cache-Control": "no-store" };

function control(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/relationship/control", responses: done }), (c) => asMember(c, async (actor) => {
    const controls = await readControls(actor);
    return refused(controls) ? controls : { controls };
  }));
  doors.openapi(createRoute({ method: "put", path: "/api/me/relationship/control", request: jsonBody(input.controlInput), responses: done }), (c) => asMember(c, async (actor) => {
    const { choice, out } = c.req.valid("json");
    return (await spend("control", actor.id)) ?? setLeftOut(actor, choice, out);
  }));
  doors.openapi(createRoute({ method: "get", path: "/api/me/relationship/place", request: { query: input.historyQuery }, responses: done }), async (c): Promise<Response> => {
    const actor = member(c);
    const place = refused(actor) ? actor : await readPlace(actor);
    if (refused(place)) return problem(c, place);
    if (c.req.valid("query").format !== "csv") return c.json(place, 200, noStore);
    const lines = ["day,factor,tier", ...place.nights.map((one) => `${one.day},${one.factor},${one.tier}`)];
    return c.body(`${lines.join("\r\n")}\r\n`, 200, { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="factor.csv"', ...noStore });
  });
}

function stage(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/stage", responses: done }), (c) => asMember(c, readStage));
}

function model(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/indicators", request: jsonBody(input.indicatorInput), responses: done }), async (c) => say(c, await draftIndicator(c.get("actor"), c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/indicators/{name}", summary: "Tell an amount of an indicator about a customer", ...byKey("indicators:write"), request: { headers: onceHeaders, params: input.nameParam, ...jsonBody(input.toldInput) }, responses: { ...done, 201: { description: "Taken" } } }), (c) =>
    answeredOnce(c, 201, () => tellIndicator(c.get("actor"), c.req.valid("param").name, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/margin", responses: done }), async (c) => say(c, await listMargins(c.get("actor"))));
  doors.openapi(createRoute({ method: "put", path: "/api/margin", request: jsonBody(input.marginInput), responses: done }), async (c) => say(c, await setMargin(c.get("actor"), c.req.valid("json"))));
}

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
  control(doors);
  stage(doors);
  model(doors);
  return doors;
}
