import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor, Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { spend } from "#lib/limits/limiter.ts";
import { maySeeFigures, maySeeIndividuals } from "../policy.ts";
import { findInTree, readBranch, readPath, readTree } from "./branch.ts";
import { setPaidCost } from "./cost.ts";
import { referralsCsv } from "./csv.ts";
import { readFeed } from "./feed.ts";
import { readFunnel, readThingsShared } from "./funnel.ts";
import { readGrowth } from "./growth.ts";
import { readOfCustomer } from "./of-customer.ts";
import { readRing } from "./ring.ts";
import * as input from "./schema.ts";
import { readLeaderRows, readWorthView } from "./standing.ts";

const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Changed meanwhile" }, 422: { description: "What is wrong, by field" } };
const kept = { "Cache-Control": "no-store" } as const;
type Policy = (actor: Actor) => Member | Refusal;
const at = "/api/studio/referrals";
const get = <Path extends string, Request extends object>(path: Path, request: Request) => createRoute({ method: "get", path, request, responses });

/** Answers whom the policy lets in; to everyone else there is nothing. Nobody keeps a copy. */
async function as(c: Context<DoorEnv>, policy: Policy, work: (actor: Member) => Promise<object | Refusal>): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : policy(signedIn);
  const value = refused(actor) ? actor : ((await spend("studio", actor.id)) ?? (await work(actor)));
  return refused(value) ? problem(c, value) : c.json(value, 200, kept);
}

function figures(doors: Doors): void {
  doors.openapi(get(at, { query: input.funnelQuery }), (c) => as(c, maySeeFigures, (actor) => readFunnel(actor, c.req.valid("query"))));
  doors.openapi(get(`${at}/growth`, { query: input.growthQuery }), (c) => as(c, maySeeFigures, (actor) => readGrowth(actor, c.req.valid("query").within)));
  doors.openapi(get(`${at}/things`, { query: input.daysQuery }), (c) => as(c, maySeeFigures, (actor) => readThingsShared(actor, c.req.valid("query").days)));
}

function people(doors: Doors): void {
  doors.openapi(get(`${at}/feed`, {}), (c) => as(c, maySeeIndividuals, readFeed));
  doors.openapi(get(`${at}/leaders`, { query: input.afterQuery }), (c) => as(c, maySeeIndividuals, (actor) => readLeaderRows(actor, c.req.valid("query").after)));
  doors.openapi(get(`${at}/worth`, {}), (c) => as(c, maySeeIndividuals, readWorthView));
  doors.openapi(get(`${at}/of/{id}`, { params: input.idParam }), (c) => as(c, maySeeIndividuals, (actor) => readOfCustomer(actor, c.req.valid("param").id)));
  doors.openapi(get(`${at}/ring/{id}`, { params: input.idParam }), (c) => as(c, maySeeIndividuals, (actor) => readRing(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: `${at}/cost`, request: jsonBody(input.costInput), responses }), (c) => as(c, maySeeIndividuals, (actor) => setPaidCost(actor, c.req.valid("json"))));
}

function tree(doors: Doors): void {
  doors.openapi(get(`${at}/tree`, { query: input.treeQuery }), (c) => as(c, maySeeIndividuals, (actor) => readTree(actor, c.req.valid("query").root)));
  doors.openapi(get(`${at}/branch`, { query: input.branchQuery }), (c) => as(c, maySeeIndividuals, (actor) => readBranch(actor, c.req.valid("query"))));
  doors.openapi(get(`${at}/path/{id}`, { params: input.idParam }), (c) => as(c, maySeeIndividuals, (actor) => readPath(actor, c.req.valid("param").id)));
  doors.openapi(get(`${at}/search`, { query: input.searchQuery }), (c) => as(c, maySeeIndividuals, (actor) => findInTree(actor, c.req.valid("query").q)));
}

function exported(doors: Doors): void {
  doors.openapi(get("/api/studio/referrals.csv", {}), async (c): Promise<Response> => {
    const signedIn = member(c);
    const actor = refused(signedIn) ? signedIn : maySeeIndividuals(signedIn);
    if (refused(actor)) return problem(c, actor);
    const limited = await spend("studio-exports", actor.id);
    if (limited) return problem(c, limited);
    await transact((tx) => noteAct(tx, actor, { act: "referrals.exported", subject: { type: "referrals", id: "list" } }));
    return new Response(referralsCsv(), { headers: { ...kept, "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="referrals.csv"', "X-Content-Type-Options": "nosniff" } });
  });
}

/** The doors of word of mouth in the studio: the funnel, growth, the tree, who brings whom and what it is worth. */
export function studioReferralDoors(): Doors {
  const doors = createDoors();
  figures(doors);
  people(doors);
  tree(doors);
  exported(doors);
  return doors;
}
