import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { spend } from "#lib/limits/limiter.ts";
import { maySeeIndividuals } from "../policy.ts";
import { ruleIn, ruleOf } from "../segments/schema.ts";
import type { Rule } from "../segments/types.ts";
import { columnsIn, csvStream } from "./csv.ts";
import { readHistory } from "./history.ts";
import { everyCustomer, listCustomers } from "./list.ts";
import { endGrant, grantTier } from "#lib/relationship/tiers/grants.ts";
import { changeNote, readNoteHistory, removeNote, writeNote } from "./notes.ts";
import { readPerson } from "./person.ts";
import * as input from "./schema.ts";
import { readOrders, readTimeline } from "./timeline.ts";
import type { ColumnKey, ViewSetting } from "./types.ts";
import { changeView, listViews, removeView, saveView } from "./views.ts";

const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Changed meanwhile" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const kept = { "Cache-Control": "no-store" } as const;
type Answered = object | true | Refusal;

/** Answers someone of the studio; everyone else hears that there is nothing. What is read belongs to customers, so nobody keeps a copy. */
async function inRoom(c: Context<DoorEnv>, work: (actor: Member) => Promise<Answered>): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : maySeeIndividuals(signedIn);
  const value = refused(actor) ? actor : ((await spend("studio", actor.id)) ?? (await work(actor)));
  return refused(value) ? problem(c, value) : c.json(value === true ? {} : value, 200, kept);
}

const ruleOfText = (text: string | undefined): Rule | null => (text === undefined ? null : (ruleIn(text) ?? null));
const settingOf = ({ where, ...setting }: { columns: ColumnKey[]; sort: ColumnKey; dir: "asc" | "desc"; q: string; where: unknown }): ViewSetting => ({ ...setting, where: where === null ? null : (ruleOf(where) ?? null) });

function lists(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/customers", request: { query: input.listQuery }, responses }), (c) => inRoom(c, (actor) => {
    const { where, ...by } = c.req.valid("query");
    return listCustomers(actor, { ...by, where: ruleOfText(where) });
  }));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/customers.csv", request: { query: input.exportQuery }, responses }), async (c): Promise<Response> => {
    const signedIn = member(c);
    const actor = refused(signedIn) ? signedIn : maySeeIndividuals(signedIn);
    const limited = refused(actor) ? actor : await spend("studio-exports", actor.id);
    if (limited || refused(actor)) return problem(c, limited ?? (actor as Refusal));
    const { where, columns, ...by } = c.req.valid("query");
    const chosen = columnsIn(columns);
    await transact((tx) => noteAct(tx, actor, { act: "customers.exported", subject: { type: "customers", id: "list" }, detail: { sort: by.sort, filtered: where !== undefined || by.q !== "" } }));
    return new Response(csvStream(everyCustomer({ ...by, where: ruleOfText(where) }), chosen), { headers: { ...kept, "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="customers.csv"', "X-Content-Type-Options": "nosniff" } });
  });
}

function views(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/views", responses }), (c) => inRoom(c, listViews));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/views", request: jsonBody(input.viewInput), responses }), (c) => inRoom(c, (actor) => saveView(actor, { ...c.req.valid("json"), setting: settingOf(c.req.valid("json").setting) })));
  doors.openapi(createRoute({ method: "put", path: "/api/studio/views/{id}", request: { ...params, ...jsonBody(input.viewChange) }, responses }), (c) =>
    inRoom(c, (actor) => changeView(actor, c.req.valid("param").id, { ...c.req.valid("json"), setting: settingOf(c.req.valid("json").setting) })));
  doors.openapi(createRoute({ method: "delete", path: "/api/studio/views/{id}", request: params, responses }), (c) => inRoom(c, (actor) => removeView(actor, c.req.valid("param").id)));
}

function person(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/customers/{id}", request: params, responses }), (c) => inRoom(c, (actor) => readPerson(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/customers/{id}/timeline", request: { ...params, query: input.timelineQuery }, responses }), (c) => inRoom(c, (actor) => readTimeline(actor, c.req.valid("param").id, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/customers/{id}/orders", request: { ...params, query: input.afterQuery }, responses }), (c) => inRoom(c, (actor) => readOrders(actor, c.req.valid("param").id, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/customers/{id}/history", request: params, responses }), (c) => inRoom(c, (actor) => readHistory(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/studio/customers/{id}/tier", request: { ...params, ...jsonBody(input.grantInput) }, responses }), (c) => inRoom(c, async (actor) => {
    const { until, ...grant } = c.req.valid("json");
    return (await spend("studio-change", actor.id)) ?? grantTier(actor, { customerId: c.req.valid("param").id, ...grant, until: until === null ? null : new Date(`${until}T23:59:59Z`) });
  }));
  doors.openapi(createRoute({ method: "delete", path: "/api/studio/customers/{id}/tier", request: params, responses }), (c) => inRoom(c, async (actor) => (await spend("studio-change", actor.id)) ?? endGrant(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/customers/{id}/notes", request: { ...params, ...jsonBody(input.noteInput) }, responses }), (c) => inRoom(c, (actor) => writeNote(actor, { customerId: c.req.valid("param").id, ...c.req.valid("json") })));
  doors.openapi(createRoute({ method: "patch", path: "/api/studio/notes/{id}", request: { ...params, ...jsonBody(input.noteChange) }, responses }), (c) => inRoom(c, (actor) => changeNote(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "put", path: "/api/studio/notes/{id}/removed", request: { ...params, ...jsonBody(input.removedInput) }, responses }), (c) => inRoom(c, (actor) => removeNote(actor, c.req.valid("param").id, c.req.valid("json").removed)));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/notes/{id}/versions", request: params, responses }), (c) => inRoom(c, (actor) => readNoteHistory(actor, c.req.valid("param").id)));
}

/** The doors of customers: lists, views, one customer's page, notes about them. */
export function customerDoors(): Doors {
  const doors = createDoors();
  lists(doors);
  views(doors);
  person(doors);
  return doors;
}
