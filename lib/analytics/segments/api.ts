import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { spend } from "#lib/limits/limiter.ts";
import { columnsIn, csvStream } from "../customers/csv.ts";
import { everyCustomer, listCustomers } from "../customers/list.ts";
import { exportQuery, listQuery } from "../customers/schema.ts";
import { maySeeIndividuals } from "../policy.ts";
import { countFor, countSegment, listSegments, readSegment, readVocabulary } from "./queries.ts";
import * as input from "./schema.ts";
import { archiveSegment, changeSegment, restoreVersion, saveSegment, saveSelection } from "./segments.ts";
import type { Rule } from "./types.ts";

const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Changed meanwhile, or in use" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const kept = { "Cache-Control": "no-store" } as const;
type Answered = object | true | Refusal;

async function inRoom(c: Context<DoorEnv>, work: (actor: Member) => Promise<Answered>): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : maySeeIndividuals(signedIn);
  const value = refused(actor) ? actor : ((await spend("studio", actor.id)) ?? (await work(actor)));
  return refused(value) ? problem(c, value) : c.json(value === true ? {} : value, 200, kept);
}

const there = async (id: string): Promise<boolean> => (await db().query<{ id: string }>("SELECT id FROM segment WHERE id = $1", [id])).length > 0;
const inside = (id: string): Rule => ({ field: "saved", op: "in", value: [id] });

function rules(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/segments", request: { query: input.listQuery }, responses }), (c) => inRoom(c, (actor) => listSegments(actor, { archived: c.req.valid("query").archived === "1" })));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/segments", request: jsonBody(input.segmentInput), responses }), (c) => inRoom(c, (actor) => saveSegment(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/segments/count", request: jsonBody(input.countInput), responses }), (c) => inRoom(c, (actor) => countFor(actor, c.req.valid("json").rule)));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/segments/vocabulary", responses }), (c) => inRoom(c, readVocabulary));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/segments/{id}", request: params, responses }), (c) => inRoom(c, (actor) => readSegment(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/studio/segments/{id}", request: { ...params, ...jsonBody(input.segmentChange) }, responses }), (c) => inRoom(c, (actor) => changeSegment(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/segments/{id}/versions/{version}", request: { params: input.versionParam, ...jsonBody(input.backInput) }, responses }), (c) =>
    inRoom(c, (actor) => restoreVersion(actor, { ...c.req.valid("param"), from: c.req.valid("json").version })));
  doors.openapi(createRoute({ method: "put", path: "/api/studio/segments/{id}/archived", request: { ...params, ...jsonBody(input.archiveInput) }, responses }), (c) => inRoom(c, (actor) => archiveSegment(actor, c.req.valid("param").id, c.req.valid("json").archived)));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/selections", request: jsonBody(input.selectionInput), responses }), (c) => inRoom(c, (actor) => saveSelection(actor, c.req.valid("json"))));
}

function members(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/segments/{id}/count", request: params, responses }), (c) => inRoom(c, (actor) => countSegment(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/segments/{id}/members", request: { ...params, query: listQuery.omit({ where: true }) }, responses }), (c) =>
    inRoom(c, async (actor) => ((await there(c.req.valid("param").id)) ? listCustomers(actor, { ...c.req.valid("query"), where: inside(c.req.valid("param").id) }) : missing())));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/segments/{id}/members.csv", request: { ...params, query: exportQuery.omit({ where: true }) }, responses }), async (c): Promise<Response> => {
    const signedIn = member(c);
    const actor = refused(signedIn) ? signedIn : maySeeIndividuals(signedIn);
    const { id } = c.req.valid("param");
    const no = refused(actor) ? actor : ((await spend("studio-exports", actor.id)) ?? ((await there(id)) ? undefined : missing()));
    if (no || refused(actor)) return problem(c, no ?? (actor as Refusal));
    const { columns, ...by } = c.req.valid("query");
    await transact((tx) => noteAct(tx, actor, { act: "segment.exported", subject: { type: "segment", id } }));
    return new Response(csvStream(everyCustomer({ ...by, where: inside(id) }), columnsIn(columns)), { headers: { ...kept, "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="segment.csv"', "X-Content-Type-Options": "nosniff" } });
  });
}

/** The doors of segments: rules, their counts and versions, who is in them, and selections picked by hand. */
export function segmentDoors(): Doors {
  const doors = createDoors();
  rules(doors);
  members(doors);
  return doors;
}
