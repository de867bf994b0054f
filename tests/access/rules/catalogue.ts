import { type Door, type Expect, firstSignIn, is, signedIn } from "./expect.ts";

const admins: Expect = firstSignIn((who) => (who === "admin" ? 200 : 403));
const always = (thing: unknown): boolean => typeof thing === "object" && thing !== null && "audience" in thing && thing.audience === "public" && "own" in thing && !thing.own && "removed" in thing && !thing.removed;

export const catalogueRules: Door[] = [
  { door: "GET /api/products", about: "nobody", expect: admins },
  { door: "PUT /api/products/:code", about: "product", only: always, body: () => ({ name: "A kettle of the matrix", priceCents: 100 }), expect: admins },
  { door: "PUT /api/products/:code/images", about: "product", only: (thing) => always(thing) || thing === "nothing", body: () => ({ images: [] }), expect: firstSignIn((who, thing) => (who === "admin" ? (thing === "nothing" ? 404 : 200) : 403)) },
  { door: "GET /api/product-categories", about: "nobody", expect: () => 200 },
  { door: "PUT /api/product-categories/:slug", about: "nobody", body: () => ({ name: "Kettles" }), expect: admins },
  { door: "GET /api/catalogue", about: "nobody", expect: admins },
  { door: "PATCH /api/catalogue", about: "nobody", body: () => ({ currency: "EUR" }), expect: (who) => (is(signedIn, who) ? (who === "admin" ? 200 : 403) : 401) },
];
