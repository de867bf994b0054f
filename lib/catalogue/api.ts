import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, problem } from "#lib/identity/door.ts";
import { mayManage } from "./policy.ts";
import { putCategory } from "./product-categories.ts";
import { putProduct, setImages } from "./products.ts";
import { listCategories, listManaged } from "./queries.ts";
import * as input from "./schema.ts";
import { changeSettings, readSettings } from "./settings.ts";

const done = { 200: { description: "Done" }, 403: { description: "Not yours to do" }, 404: { description: "Not there, or not for you" }, 422: { description: "What is wrong, by field" } };
const say = <T extends object>(c: Context<DoorEnv>, value: T | Refusal): Response => (refused(value) ? problem(c, value) : c.json(value, 200));

/** The catalogue's doors. Whoever acts is asked by the commands themselves, so that a key will fit where a person does. */
export function catalogueDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/products", request: { query: input.listQuery }, responses: done }), async (c) => say(c, await listManaged(c.get("actor"), c.req.valid("query"))));
  doors.openapi(createRoute({ method: "put", path: "/api/products/{code}", request: { params: input.codeParam, ...jsonBody(input.productInput) }, responses: done }), async (c) =>
    say(c, await putProduct(c.get("actor"), c.req.valid("param").code, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "put", path: "/api/products/{code}/images", request: { params: input.codeParam, ...jsonBody(input.imagesInput) }, responses: done }), async (c) =>
    say(c, await setImages(c.get("actor"), c.req.valid("param").code, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/product-categories", responses: done }), async (c) => c.json({ categories: await listCategories() }, 200));
  doors.openapi(createRoute({ method: "put", path: "/api/product-categories/{slug}", request: { params: input.slugParam, ...jsonBody(input.categoryInput) }, responses: done }), async (c) =>
    say(c, await putCategory(c.get("actor"), c.req.valid("param").slug, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/catalogue", responses: done }), async (c) => {
    const allowed = mayManage(c.get("actor"));
    return say(c, allowed === true ? await readSettings(db()) : allowed);
  });
  doors.openapi(createRoute({ method: "patch", path: "/api/catalogue", request: jsonBody(input.settingsInput), responses: done }), async (c) => say(c, await changeSettings(c.get("actor"), c.req.valid("json"))));
  return doors;
}
