import { createRoute } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem, say } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { maySeeIndividuals } from "../policy.ts";
import { linesOf, tellAmounts } from "./amounts.ts";
import { readAmounts, readIndicators } from "./queries.ts";
import * as input from "./schema.ts";

const at = "/api/studio/indicators";
const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.nameParam };

async function inRoom(c: Context<DoorEnv>, limit: LimitName, work: (actor: Member) => Promise<object | Refusal>): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : maySeeIndividuals(signedIn);
  return refused(actor) ? problem(c, actor) : say(c, (await spend(limit, actor.id)) ?? (await work(actor)));
}

/** The doors of external indicators in the studio: which there are, and what a marketer tells of them. Other systems tell by key (`/api/indicators/{name}`). */
export function indicatorDoors(): Doors {
  const doors = createDoors();
  doors.use(`${at}/:name/book`, bodyLimit({ maxSize: 2 * 1024 * 1024, onError: (c) => problem(c, new Refusal("too-large", "A file of amounts has at most 2 MB.", { field: "file" })) }));
  doors.openapi(createRoute({ method: "get", path: at, responses }), (c) => inRoom(c, "studio", readIndicators));
  doors.openapi(createRoute({ method: "get", path: `${at}/{name}/amounts`, request: params, responses }), (c) => inRoom(c, "studio", (actor) => readAmounts(actor, c.req.valid("param").name)));
  doors.openapi(createRoute({ method: "post", path: `${at}/{name}/amounts`, request: { ...params, ...jsonBody(input.oneInput) }, responses }), (c) => inRoom(c, "studio", (actor) => {
    const { id, customer, amount, day } = c.req.valid("json");
    return tellAmounts(actor, c.req.valid("param").name, { id, lines: [{ line: 1, customer, amount: String(amount), at: day ?? "" }] });
  }));
  doors.openapi(createRoute({ method: "post", path: `${at}/{name}/book`, summary: "Tell amounts as CSV: customer, amount, date", request: { ...params, query: input.bookQuery }, responses }), (c) =>
    inRoom(c, "studio-change", async (actor) => tellAmounts(actor, c.req.valid("param").name, { id: c.req.valid("query").id, lines: linesOf(await c.req.text()) })));
  return doors;
}
