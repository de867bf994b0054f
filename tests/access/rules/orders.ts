import { type Door, type Expect, firstSignIn, type Thing, uuid } from "./expect.ts";

const admins: Expect = firstSignIn((who) => (who === "admin" ? 200 : 403));
// These doors are the same for all things of one kind.
const once = (thing: Thing): boolean => thing === "nothing" || (thing.audience === "public" && !thing.own && !thing.removed);
const found: Expect = firstSignIn((who, thing) => (who !== "admin" ? 403 : thing === "nothing" ? 404 : 200));
const gone = (door: Door): Door => ({ ...door, only: (thing) => once(thing) && thing !== "nothing" });
const closed: Expect = firstSignIn(() => 403);
const headers = (): Record<string, string> => ({ "idempotency-key": uuid() });

export const orderRules: Door[] = [
  { door: "GET /api/keys", about: "nobody", expect: admins },
  { door: "POST /api/keys", about: "nobody", body: () => ({ name: "A key", scopes: ["orders:read"] }), expect: admins },
  gone({ door: "DELETE /api/keys/:id", about: "apiKey", expect: found }),
  { door: "GET /api/openapi.json", about: "nobody", expect: () => 200 },
  { door: "POST /api/orders", about: "nobody", headers, body: () => ({ number: uuid(), currency: "EUR", placedAt: "2026-01-05T10:00:00Z", totals: { paidCents: 1000 }, lines: [] }), keys: { "orders:write": 201 }, expect: closed },
  gone({ door: "POST /api/orders/:id/refunds", about: "order", headers, body: () => ({ id: uuid(), amountCents: 1 }), keys: { "orders:write": 201 }, expect: closed }),
  gone({ door: "POST /api/orders/:id/status", about: "order", headers, body: () => ({ status: "sent" }), keys: { "orders:write": 201 }, expect: closed }),
  { door: "GET /api/orders", about: "nobody", keys: { "orders:read": 200 }, expect: closed },
  gone({ door: "GET /api/orders/:id", about: "order", keys: { "orders:read": 200 }, expect: closed }),
  { door: "GET /api/me/orders", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/shops", about: "nobody", expect: firstSignIn((who) => (who === "admin" || who === "marketer" ? 200 : 403)) },
  { door: "POST /api/shops", about: "nobody", body: () => ({ kind: "shopify", name: "A shop" }), expect: admins },
  gone({ door: "DELETE /api/shops/:id", about: "shop", expect: found }),
  gone({ door: "POST /api/shops/:id/secrets", about: "shop", body: () => ({ secret: uuid() }), expect: found }),
  gone({ door: "DELETE /api/shops/:id/secrets/:secret", about: "shop", expect: found }),
  // Whoever has the shop's secret may; being anybody here is nothing to it.
  gone({ door: "POST /api/shops/:id/events", about: "shop", expect: () => 401 }),
];
