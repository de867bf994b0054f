import { createRoute } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import { Refusal, refused } from "#lib/core/errors.ts";
import { answeredOnce, byKey, createDoors, type DoorEnv, type Doors, jsonBody, member, onceHeaders, problem } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { addRefund, putOrder, setStatus } from "./orders.ts";
import { mayKeepShops } from "./policy.ts";
import { listMine, listOrders, orderFor } from "./queries.ts";
import * as input from "./schema.ts";
import { addShop, endSecret, listShops, removeShop, setSecret } from "./shops.ts";
import { takeMessage } from "./webhooks.ts";

const done = { 200: { description: "Done" }, 401: { description: "No key, or none that opens anything" }, 403: { description: "Not with this key" }, 404: { description: "Not there" }, 422: { description: "What is wrong, by field" } };
const written = { ...done, 201: { description: "Taken: the order as it stands" }, 400: { description: "Without an Idempotency-Key" }, 409: { description: "A request with this Idempotency-Key is under way" } };
const say = <T extends object>(c: Context<DoorEnv>, value: T | Refusal): Response => (refused(value) ? problem(c, value) : c.json(value, 200));

function forKeys(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/orders", summary: "Tell of an order, or of what changed on it", ...byKey("orders:write"), request: { headers: onceHeaders, ...jsonBody(input.orderInput) }, responses: written }), (c) =>
    answeredOnce(c, 201, () => putOrder(c.get("actor"), c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/orders/{id}/refunds", summary: "Tell of a refund", ...byKey("orders:write"), request: { headers: onceHeaders, params: input.orderParam, ...jsonBody(input.refundInput) }, responses: written }), (c) =>
    answeredOnce(c, 201, () => addRefund(c.get("actor"), c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/orders/{id}/status", summary: "Tell that an order was paid, sent, delivered or cancelled", ...byKey("orders:write"), request: { headers: onceHeaders, params: input.orderParam, ...jsonBody(input.statusInput) }, responses: written }), (c) =>
    answeredOnce(c, 201, () => setStatus(c.get("actor"), c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/orders", summary: "Orders, the newest first", ...byKey("orders:read"), request: { query: input.ordersQuery }, responses: done }), async (c) => say(c, await listOrders(c.get("actor"), c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: "/api/orders/{id}", summary: "One order", ...byKey("orders:read"), request: { params: input.orderParam }, responses: done }), async (c) => say(c, await orderFor(c.get("actor"), c.req.valid("param").id)));
}

function shops(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/shops", responses: done }), async (c) => say(c, await listShops(c.get("actor"))));
  doors.openapi(createRoute({ method: "post", path: "/api/shops", request: jsonBody(input.shopInput), responses: done }), async (c) => {
    const me = mayKeepShops(c.get("actor"));
    return say(c, refused(me) ? me : ((await spend("shops", me.id)) ?? (await addShop(me, c.req.valid("json")))));
  });
  doors.openapi(createRoute({ method: "delete", path: "/api/shops/{id}", request: { params: input.orderParam }, responses: done }), async (c) => say(c, await removeShop(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/shops/{id}/secrets", request: { params: input.orderParam, ...jsonBody(input.secretInput) }, responses: done }), async (c) =>
    say(c, await setSecret(c.get("actor"), c.req.valid("param").id, c.req.valid("json").secret)));
  doors.openapi(createRoute({ method: "delete", path: "/api/shops/{id}/secrets/{secret}", request: { params: input.secretParam }, responses: done }), async (c) =>
    say(c, await endSecret(c.get("actor"), c.req.valid("param").id, c.req.valid("param").secret)));
  // Signed over the body as it came, so it is read as bytes. Who may: whoever has the shop's secret.
  doors.openapi(createRoute({ method: "post", path: "/api/shops/{id}/events", summary: "Where a shop sends its signed webhooks", request: { params: input.orderParam }, responses: done }), async (c) => {
    const body = Buffer.from(await c.req.arrayBuffer());
    return say(c, await takeMessage({ shopId: c.req.valid("param").id, body, header: (name) => c.req.header(name) }));
  });
}

/** The doors of orders: other systems by key, shops by signature, admins who set them up, and members who look at their own. */
export function orderDoors(): Doors {
  const doors = createDoors();
  doors.use("/api/shops/:id/events", bodyLimit({ maxSize: 1024 * 1024, onError: (c) => problem(c, new Refusal("too-large", "That is more than fits.")) }));
  forKeys(doors);
  shops(doors);
  doors.openapi(createRoute({ method: "get", path: "/api/me/orders", request: { query: input.mineQuery }, responses: done }), async (c) => {
    const actor = member(c);
    return refused(actor) ? problem(c, actor) : c.json(await listMine(actor, c.req.valid("query").after), 200);
  });
  return doors;
}
