import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { closeHandover } from "#lib/relationship/segments/handovers.ts";
import { setThresholds } from "#lib/relationship/segments/thresholds.ts";
import { handOverWatched, readChurnQuality, readChurnView, readHandovers } from "./churn.ts";
import { readCohortsView } from "./cohorts.ts";
import { readConcentration } from "./concentration.ts";
import { adoptRules, askLadderPreview, readLadderView } from "./ladder.ts";
import { readOverview } from "./overview.ts";
import { maySeeFigures, maySeeIndividuals } from "./policy.ts";
import { readCounts, readNear, readPortfolioView, readSelected, readTrailsView } from "./portfolio.ts";
import * as input from "./schema.ts";
import { readTask, startTask } from "./tasks.ts";
import { adoptNow, askVersionPreview, readValidityView } from "./validity.ts";

const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Changed meanwhile" }, 422: { description: "What is wrong, by field" } };
type Policy = (actor: Actor) => Member | Refusal;
type Work = (actor: Member) => Promise<object | true | undefined | Refusal>;

/** Runs something for whom the policy lets in. What is computed over many customers spends of a limit; nobody may keep a copy. */
async function as(c: Context<DoorEnv>, policy: Policy, { work, limit }: { work: Work; limit?: LimitName }): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : policy(signedIn);
  if (refused(actor)) return problem(c, actor);
  const value = (limit && (await spend(limit, actor.id))) ?? (await work(actor)) ?? missing();
  if (refused(value)) return problem(c, value);
  return c.json(value === true ? {} : value, 200, { "Cache-Control": "no-store" });
}

const route = <Path extends string, Request extends object>(method: "get" | "post" | "put" | "delete", path: Path, request: Request) => createRoute({ method, path, request, responses });

function figures(doors: Doors): void {
  doors.openapi(route("get", "/api/studio/overview", {}), (c) => as(c, maySeeFigures, { work: readOverview }));
  doors.openapi(route("get", "/api/studio/concentration", {}), (c) => as(c, maySeeFigures, { work: readConcentration }));
  doors.openapi(route("get", "/api/studio/cohorts", {}), (c) => as(c, maySeeFigures, { work: readCohortsView }));
}

function portfolio(doors: Doors): void {
  doors.openapi(route("get", "/api/studio/portfolio", {}), (c) => as(c, maySeeIndividuals, { limit: "studio", work: readPortfolioView }));
  doors.openapi(route("get", "/api/studio/portfolio/counts", { query: input.countsQuery }), (c) => as(c, maySeeIndividuals, { limit: "studio", work: () => readCounts(c.req.valid("query")) }));
  doors.openapi(route("get", "/api/studio/portfolio/part", { query: input.partQuery }), (c) => as(c, maySeeIndividuals, { limit: "studio", work: () => readNear(c.req.valid("query")) }));
  doors.openapi(route("get", "/api/studio/portfolio/trails", { query: input.sinceQuery }), (c) => as(c, maySeeIndividuals, { limit: "studio", work: () => readTrailsView(c.req.valid("query").since) }));
  doors.openapi(route("post", "/api/studio/portfolio/selection", jsonBody(input.selectionInput)), (c) => as(c, maySeeIndividuals, { limit: "studio", work: (actor) => readSelected(actor, c.req.valid("json")) }));
  doors.openapi(route("put", "/api/studio/portfolio/thresholds", jsonBody(input.thresholdsInput)), (c) => as(c, maySeeIndividuals, { limit: "studio-change", work: (actor) => setThresholds(actor, c.req.valid("json")) }));
}

function churn(doors: Doors): void {
  const customer = { params: input.idParam };
  doors.openapi(route("get", "/api/studio/churn", { query: input.afterQuery }), (c) => as(c, maySeeIndividuals, { limit: "studio", work: () => readChurnView(c.req.valid("query").after) }));
  doors.openapi(route("get", "/api/studio/churn/quality", {}), (c) => as(c, maySeeIndividuals, { limit: "studio", work: readChurnQuality }));
  // Concierges read whom they were handed: these customers are theirs to speak to.
  doors.openapi(route("get", "/api/studio/handovers", {}), (c) => as(c, maySeeFigures, { work: readHandovers }));
  doors.openapi(route("put", "/api/studio/churn/{id}/handover", { ...customer, ...jsonBody(input.noteInput) }), (c) => as(c, maySeeIndividuals, { limit: "studio", work: (actor) => handOverWatched(actor, { customerId: c.req.valid("param").id, note: c.req.valid("json").note }) }));
  doors.openapi(route("delete", "/api/studio/churn/{id}/handover", customer), (c) => as(c, maySeeIndividuals, { limit: "studio", work: (actor) => closeHandover(actor, c.req.valid("param").id) }));
}

function validity(doors: Doors): void {
  const version = { params: input.versionParam };
  doors.openapi(route("get", "/api/studio/validity", {}), (c) => as(c, maySeeIndividuals, { work: readValidityView }));
  doors.openapi(route("post", "/api/studio/validity/looks", jsonBody(input.windowInput)), (c) => as(c, maySeeIndividuals, { limit: "studio-change", work: (actor) => startTask(actor, "look", c.req.valid("json")) }));
  doors.openapi(route("post", "/api/studio/validity/calibrations", jsonBody(input.windowInput)), (c) => as(c, maySeeIndividuals, { limit: "studio-change", work: (actor) => startTask(actor, "calibration", c.req.valid("json")) }));
  doors.openapi(route("post", "/api/studio/validity/versions/{version}/preview", version), (c) => as(c, maySeeIndividuals, { limit: "studio-change", work: (actor) => askVersionPreview(actor, c.req.valid("param").version) }));
  doors.openapi(route("put", "/api/studio/validity/versions/{version}/adopted", { ...version, ...jsonBody(input.reasonInput) }), (c) =>
    as(c, maySeeIndividuals, { limit: "studio-change", work: (actor) => adoptNow(actor, { version: c.req.valid("param").version, reason: c.req.valid("json").reason }) }));
}

function ladder(doors: Doors): void {
  doors.openapi(route("get", "/api/studio/tiers", {}), (c) => as(c, maySeeIndividuals, { work: readLadderView }));
  doors.openapi(route("post", "/api/studio/tiers/preview", jsonBody(input.ladderInput)), (c) => as(c, maySeeIndividuals, { limit: "studio", work: (actor) => askLadderPreview(actor, c.req.valid("json").rules) }));
  doors.openapi(route("put", "/api/studio/tiers", jsonBody(input.ladderEdit)), (c) => as(c, maySeeIndividuals, { limit: "studio-change", work: (actor) => adoptRules(actor, c.req.valid("json")) }));
}

// What takes longer than somebody waits: asked for above, looked after here.
function tasks(doors: Doors): void {
  doors.openapi(route("get", "/api/studio/tasks/{id}", { params: input.idParam }), (c) => as(c, maySeeIndividuals, { limit: "studio", work: (actor) => readTask(actor, c.req.valid("param").id) }));
}

/** The studio's doors. */
export function analyticsDoors(): Doors {
  const doors = createDoors();
  figures(doors);
  portfolio(doors);
  churn(doors);
  validity(doors);
  ladder(doors);
  tasks(doors);
  return doors;
}
