import { type Door, type Expect, firstSignIn, is, type Group, type Thing, uuid } from "./expect.ts";

// The studio is there for marketers and admins alone: everyone else is told that there is nothing.
const studio: Group = ["marketer", "admin"];
const inStudio = (then: Expect): Expect => firstSignIn((who, thing) => (is(studio, who) ? then(who, thing) : 404));
const done: Expect = () => 200;
const there: Expect = (_who, thing) => (thing === "nothing" ? 404 : 200);
const plain = (thing: Thing): boolean => thing === "nothing" || (thing.audience === "members" && !thing.own && !thing.removed);
const some = (thing: Thing): boolean => thing !== "nothing" && plain(thing);
const rule = { all: [{ field: "tier", op: "gte", value: 1 }, { not: { field: "did", kind: "visit", op: "gte", value: 2, days: 30 } }] };
const setting = { columns: ["name", "rf"], sort: "rf", dir: "desc", q: "", where: rule };
// Notes and views of another: an admin keeps order among notes, nobody changes another's view.
const own = (thing: Thing): boolean => thing !== "nothing" && thing.own;
const mine = (thing: Thing): boolean => thing !== "nothing" && thing.audience === "members" && !thing.removed;

export const customerRules: Door[] = [
  { door: "GET /api/studio/customers", about: "nobody", query: "?sort=net", expect: inStudio(done) },
  { door: "GET /api/studio/customers.csv", about: "nobody", query: "?sort=name&columns=name,rf", expect: inStudio(done) },
  { door: "GET /api/studio/views", about: "nobody", expect: inStudio(done) },
  { door: "POST /api/studio/views", about: "nobody", body: () => ({ id: uuid(), name: "Mine", shared: false, setting }), expect: inStudio(done) },
  { door: "PUT /api/studio/views/:id", about: "customerView", only: mine, body: () => ({ name: "Mine", shared: false, setting, version: 1 }), expect: inStudio((_who, thing) => (own(thing) ? 200 : 404)) },
  { door: "DELETE /api/studio/views/:id", about: "customerView", only: mine, expect: inStudio((_who, thing) => (own(thing) ? 200 : 404)) },
  { door: "GET /api/studio/customers/:id", about: "account", only: some, expect: inStudio(done) },
  { door: "GET /api/studio/customers/:id/timeline", about: "account", only: some, expect: inStudio(done) },
  { door: "GET /api/studio/customers/:id/orders", about: "account", only: some, expect: inStudio(done) },
  { door: "GET /api/studio/customers/:id/history", about: "account", only: some, expect: inStudio(done) },
  { door: "PUT /api/studio/customers/:id/tier", about: "account", only: some, body: () => ({ level: 3, reason: "Won the recipe contest.", until: null }), expect: inStudio(done) },
  { door: "DELETE /api/studio/customers/:id/tier", about: "account", only: some, expect: inStudio(() => 404) },
  { door: "POST /api/studio/customers/:id/notes", about: "account", only: some, body: () => ({ id: uuid(), body: "Asked for a call." }), expect: inStudio(done) },
  { door: "PATCH /api/studio/notes/:id", about: "customerNote", only: some, body: () => ({ body: "Asked twice.", version: 1 }), expect: inStudio((who) => (who === "admin" ? 200 : 403)) },
  { door: "PUT /api/studio/notes/:id/removed", about: "customerNote", only: some, body: () => ({ removed: true }), expect: inStudio((who) => (who === "admin" ? 200 : 403)) },
  { door: "GET /api/studio/notes/:id/versions", about: "customerNote", only: some, expect: inStudio(done) },
  { door: "GET /api/studio/segments", about: "nobody", expect: inStudio(done) },
  { door: "POST /api/studio/segments", about: "nobody", body: () => ({ name: "Quiet ones", description: "", rule, clientId: uuid() }), expect: inStudio(done) },
  { door: "POST /api/studio/segments/count", about: "nobody", body: () => ({ rule }), expect: inStudio(done) },
  { door: "GET /api/studio/segments/vocabulary", about: "nobody", expect: inStudio(done) },
  { door: "GET /api/studio/segments/:id", about: "segment", only: some, expect: inStudio(there) },
  { door: "PUT /api/studio/segments/:id", about: "segment", only: some, body: () => ({ name: "Others", description: "", rule, version: 1 }), expect: inStudio(there) },
  { door: "POST /api/studio/segments/:id/versions/:version", about: "segment", only: some, body: () => ({ version: 1 }), expect: inStudio(there) },
  { door: "PUT /api/studio/segments/:id/archived", about: "segment", only: some, body: () => ({ archived: true }), expect: inStudio(there) },
  { door: "GET /api/studio/segments/:id/count", about: "segment", only: some, expect: inStudio(there) },
  { door: "GET /api/studio/segments/:id/members", about: "segment", only: some, query: "?sort=rf", expect: inStudio(there) },
  { door: "GET /api/studio/segments/:id/members.csv", about: "segment", only: some, query: "?columns=name", expect: inStudio(there) },
  { door: "POST /api/studio/selections", about: "nobody", body: () => ({ ids: [uuid()] }), expect: inStudio(done) },
];
