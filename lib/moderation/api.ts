import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { appeal } from "./appeals.ts";
import { claim, note, release } from "./claims.ts";
import { decide, undo } from "./decisions.ts";
import { askErasure, cancelErasure, eraseFor, readErasure } from "./erasing.ts";
import { askExport, listExports, readExport } from "./exports.ts";
import { addFilter, changeFilter, keepReply, readFilters, removeFilter, removeReply } from "./filters.ts";
import { report } from "./flags.ts";
import { readHealth } from "./health.ts";
import { changeHeld, listHeld, withdrawHeld } from "./held.ts";
import { readLog } from "./log.ts";
import { mergeAccounts, unmerge } from "./merging.ts";
import { readDeskPerson } from "./persons.ts";
import { listQueue, readItem } from "./queue.ts";
import { lift, sanction } from "./sanctions.ts";
import * as input from "./schema.ts";
import { readRemoval, readStanding } from "./standing.ts";
import { accountOfLink } from "./standing-link.ts";

const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Decided otherwise meanwhile" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const person = { params: input.personParam };
type Answered = object | true | undefined | Refusal;

/** Runs something as the signed-in member, or says to sign in. What the policies refuse looks like what is not there. */
async function asMember(c: Context<DoorEnv>, work: (actor: Member) => Promise<Answered>): Promise<Response> {
  const actor = member(c);
  const value = refused(actor) ? actor : ((await work(actor)) ?? missing());
  return refused(value) ? problem(c, value) : c.json(value === true ? {} : value);
}

function desk(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/desk/queue", request: { query: input.queueQuery }, responses }), (c) => asMember(c, (actor) => listQueue(actor, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/items/{id}", request: params, responses }), (c) => asMember(c, (actor) => readItem(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/desk/items/{id}/claim", request: params, responses }), (c) => asMember(c, (actor) => claim(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "delete", path: "/api/desk/items/{id}/claim", request: params, responses }), (c) => asMember(c, (actor) => release(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/items/{id}/notes", request: { ...params, ...jsonBody(input.noteInput) }, responses }), (c) => asMember(c, (actor) => note(actor, c.req.valid("param").id, c.req.valid("json").text)));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/items/{id}/decision", request: { ...params, ...jsonBody(input.decisionInput) }, responses }), (c) => asMember(c, (actor) => decide(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/decisions/{id}/undo", request: params, responses }), (c) => asMember(c, (actor) => undo(actor, c.req.valid("param").id)));
}

function rulebook(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/desk/filters", responses }), (c) => asMember(c, readFilters));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/filters", request: jsonBody(input.filterInput), responses }), (c) => asMember(c, (actor) => addFilter(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "patch", path: "/api/desk/filters/{id}", request: { ...params, ...jsonBody(input.filterChange) }, responses }), (c) => asMember(c, (actor) => changeFilter(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: "/api/desk/filters/{id}", request: params, responses }), (c) => asMember(c, (actor) => removeFilter(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/desk/replies", request: jsonBody(input.replyInput), responses }), (c) => asMember(c, (actor) => keepReply(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: "/api/desk/replies/{id}", request: params, responses }), (c) => asMember(c, (actor) => removeReply(actor, c.req.valid("param").id)));
}

function glances(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/desk/log", request: { query: input.logQuery }, responses }), (c) => asMember(c, (actor) => readLog(actor, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/desk/health", responses }), (c) => asMember(c, readHealth));
}

function persons(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/desk/people/{id}", request: person, responses }), (c) => asMember(c, (actor) => readDeskPerson(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/accounts/{id}/sanctions", request: { ...person, ...jsonBody(input.sanctionInput) }, responses }), (c) =>
    asMember(c, (actor) => sanction(actor, { accountId: c.req.valid("param").id, ...c.req.valid("json") })));
  doors.openapi(createRoute({ method: "delete", path: "/api/sanctions/{id}", request: params, responses }), (c) => asMember(c, (actor) => lift(actor, c.req.valid("param").id)));
}

function concerned(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/flags", request: jsonBody(input.flagInput), responses }), (c) => asMember(c, async (actor) => (await spend("reports", actor.id)) ?? report(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/me/held", responses }), (c) => asMember(c, async (actor) => ({ held: await listHeld(actor) })));
  doors.openapi(createRoute({ method: "patch", path: "/api/me/held/{id}", request: { ...params, ...jsonBody(input.heldInput) }, responses }), (c) => asMember(c, (actor) => changeHeld(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: "/api/me/held/{id}", request: params, responses }), (c) => asMember(c, (actor) => withdrawHeld(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/standing", responses }), (c) => asMember(c, (actor) => readStanding(actor.id)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/removals/{id}", request: params, responses }), (c) => asMember(c, (actor) => readRemoval(actor.id, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/standing", request: jsonBody(input.tokenInput), responses }), async (c) => {
    const limited = await spend("sign-in-address", c.get("address"));
    const accountId = accountOfLink(c.req.valid("json").token);
    const standing = limited ?? (accountId && (await readStanding(accountId))) ?? missing();
    return refused(standing) ? problem(c, standing) : c.json(standing || {});
  });
  doors.openapi(createRoute({ method: "post", path: "/api/appeals", request: jsonBody(input.appealInput), responses }), async (c) => {
    const { token, ...said } = c.req.valid("json");
    const actor = token ? undefined : member(c);
    if (refused(actor ?? true)) return problem(c, actor as Refusal);
    const accountId = actor && !refused(actor) ? actor.id : accountOfLink(token ?? "");
    const result = accountId ? ((await spend("appeals", accountId)) ?? (await appeal(accountId, said))) : missing();
    return refused(result) ? problem(c, result) : c.json(result);
  });
}

function accounts(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/data", responses }), (c) => asMember(c, async (actor) => ({ exports: await listExports(actor), erasure: await readErasure(actor.id) })));
  doors.openapi(createRoute({ method: "post", path: "/api/me/exports", responses }), (c) => asMember(c, async (actor) => (await spend("exports", actor.id)) ?? askExport(actor)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/exports/{id}", request: person, responses }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const file = await readExport(actor, c.req.valid("param").id);
    return file ? c.body(new Uint8Array(file), 200, { "Content-Type": "application/json; charset=utf-8", "Content-Disposition": 'attachment; filename="my-data.json"' }) : problem(c, missing());
  });
  doors.openapi(createRoute({ method: "put", path: "/api/me/erasure", request: jsonBody(input.erasureInput), responses }), (c) => asMember(c, (actor) => askErasure(actor, c.req.valid("json").words)));
  doors.openapi(createRoute({ method: "delete", path: "/api/me/erasure", responses }), (c) => asMember(c, cancelErasure));
  doors.openapi(createRoute({ method: "put", path: "/api/accounts/{id}/erasure", request: { ...person, ...jsonBody(input.erasureInput) }, responses }), (c) => asMember(c, (actor) => eraseFor(actor, c.req.valid("param").id, c.req.valid("json").words)));
  doors.openapi(createRoute({ method: "delete", path: "/api/accounts/{id}/erasure", request: person, responses }), (c) => asMember(c, (actor) => eraseFor(actor, c.req.valid("param").id, undefined)));
  doors.openapi(createRoute({ method: "post", path: "/api/accounts/{id}/merges", request: { ...person, ...jsonBody(input.mergeInput) }, responses }), (c) => asMember(c, (actor) => mergeAccounts(actor, { from: c.req.valid("json").from, into: c.req.valid("param").id })));
  doors.openapi(createRoute({ method: "delete", path: "/api/merges/{id}", request: params, responses }), (c) => asMember(c, (actor) => unmerge(actor, c.req.valid("param").id)));
}

/** The desk's doors, and those of everyone whom it concerns. */
export function moderationDoors(): Doors {
  const doors = createDoors();
  desk(doors);
  rulebook(doors);
  glances(doors);
  persons(doors);
  concerned(doors);
  accounts(doors);
  return doors;
}
