import { createRoute } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem, say } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { bringOrders, listImports, nameColumns, readImport, startImport, stopImport } from "./order-imports.ts";
import { mayBringOrders } from "./policy.ts";
import * as input from "./schema.ts";

const at = "/api/studio/order-imports";
const responses = { 200: { description: "Done" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not in this state" }, 413: { description: "Too large" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.importParam };

async function inRoom(c: Context<DoorEnv>, limit: LimitName, work: (actor: Member) => Promise<object | true | Refusal>): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : mayBringOrders(signedIn);
  if (refused(actor)) return problem(c, actor);
  return say(c, (await spend(limit, actor.id)) ?? (await work(actor)));
}

/** The doors by which a marketer brings an order book: look at it, name its columns, write it, stop it. */
export function exchangeDoors(): Doors {
  const doors = createDoors();
  doors.use(at, bodyLimit({ maxSize: 24 * 1024 * 1024, onError: (c) => problem(c, new Refusal("too-large", "A file has at most 24 MB; gzip it, or use the command line.", { field: "file" })) }));
  doors.openapi(createRoute({ method: "get", path: at, responses }), (c) => inRoom(c, "studio", listImports));
  doors.openapi(createRoute({ method: "post", path: at, summary: "Bring an order book as CSV, plain or gzip; nothing is written yet", request: { query: input.broughtQuery }, responses }), (c) =>
    inRoom(c, "studio-change", async (actor) => bringOrders(actor, { ...c.req.valid("query"), body: Buffer.from(await c.req.arrayBuffer()) })));
  doors.openapi(createRoute({ method: "get", path: `${at}/{id}`, request: params, responses }), (c) => inRoom(c, "studio", async () => (await readImport(db(), c.req.valid("param").id)) ?? missing()));
  doors.openapi(createRoute({ method: "put", path: `${at}/{id}/columns`, request: { ...params, ...jsonBody(input.columnsInput) }, responses }), (c) =>
    inRoom(c, "studio", (actor) => nameColumns(actor, c.req.valid("param").id, Object.fromEntries(Object.entries(c.req.valid("json").mapping).filter(([, column]) => column)))));
  doors.openapi(createRoute({ method: "post", path: `${at}/{id}/started`, request: params, responses }), (c) => inRoom(c, "studio-change", (actor) => startImport(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "delete", path: `${at}/{id}`, request: params, responses }), (c) => inRoom(c, "studio-change", (actor) => stopImport(actor, c.req.valid("param").id)));
  return doors;
}
