import { type Door, type Expect, firstSignIn, is, moderators, owned, reads, removed, staff, type Thing, uuid } from "./expect.ts";

const plain = (thing: Thing): boolean => thing === "nothing" || !(thing.own || thing.removed);
const seen = (then: Expect): Expect => (who, thing) => (reads(who, thing) ? then(who, thing) : 404);
const inside = (then: Expect): Expect => firstSignIn(seen(then));
const standing = (thing: Thing): boolean => thing === "nothing" || !thing.removed;
const confirmed = (then: Expect): Expect => (who, thing) => (who === "unconfirmed" ? 403 : then(who, thing));
const sells = (then: Expect): Expect => (who, thing) => (who === "marketer" && thing !== "nothing" && (thing.audience === "premier" || thing.audience === "circle") ? 403 : then(who, thing));
/** What was taken away is there for moderators alone; in the matrix it is never the actor's own. */
const there = (then: Expect): Expect => inside((who, thing) => (removed(thing) ? 404 : then(who, thing)));
const keeps: Expect = (who) => (is(moderators, who) ? 200 : 403);
const takes: Expect = (who, thing) => (owned(thing) || is(moderators, who) ? 200 : 403);
const kept = (then: Expect): Expect => inside((who, thing) => (removed(thing) ? (is(moderators, who) ? 200 : 404) : then(who, thing)));
const room = "/api/chat/rooms/:id";
const message = "/api/chat/messages/:id";
const mine = firstSignIn(() => 200);

export const chatRules: Door[] = [
  { door: "GET /api/chat/rooms", about: "nobody", expect: () => 200 },
  { door: "GET /api/chat/categories/:id/rooms", about: "category", expect: () => 200 },
  { door: "GET /api/chat/products/:id/rooms", about: "product", only: (thing) => thing === "nothing" || !(thing.own || thing.removed), expect: () => 200 },
  { door: "POST /api/chat/rooms", about: "nobody", body: () => ({ name: "By the stove", audience: "members", clientId: uuid() }), expect: firstSignIn((who) => (is(staff, who) ? 201 : 403)) },
  { door: "POST /api/chat/direct", about: "somebody", only: plain, body: (made) => ({ handles: [made.slug] }), expect: firstSignIn(confirmed((_, thing) => (thing === "nothing" ? 422 : 200))) },
  { door: `GET ${room}`, about: "room", only: plain, expect: seen(() => 200) },
  { door: `PATCH ${room}`, about: "room", only: plain, body: () => ({ version: 1, topic: "Of tea" }), expect: inside(confirmed(keeps)) },
  { door: `PATCH ${room}/mine`, about: "room", only: plain, body: () => ({ muted: true }), expect: inside(() => 409) },
  { door: `GET ${room}/members`, about: "room", only: plain, expect: inside(() => 200) },
  { door: `POST ${room}/members`, about: "room", only: plain, body: () => ({}), expect: inside(() => 200) },
  { door: `DELETE ${room}/members`, about: "room", only: plain, expect: inside(() => 200) },
  { door: `PATCH ${room}/members/:accountId`, about: "room", only: plain, body: () => ({ role: "moderator" }), expect: inside(confirmed((who) => (is(moderators, who) ? 404 : 403))) },
  { door: `DELETE ${room}/members/:accountId`, about: "room", only: plain, expect: inside(confirmed(keeps)) },
  { door: `GET ${room}/messages`, about: "room", only: plain, expect: seen(() => 200) },
  { door: `POST ${room}/messages`, about: "room", only: plain, body: () => ({ body: "Hello there.", clientId: uuid() }), expect: inside(sells(confirmed(() => 201))) },
  { door: `PUT ${room}/read`, about: "room", only: plain, body: () => ({ seq: 1 }), expect: inside(() => 200) },
  { door: `GET ${room}/search`, about: "room", only: plain, query: "?q=tea", expect: seen(() => 200) },
  { door: `GET ${room}/files`, about: "room", only: plain, expect: seen(() => 200) },
  { door: `GET ${room}/people`, about: "room", only: plain, query: "?prefix=a", expect: inside(() => 200) },
  { door: `PATCH ${message}`, about: "message", body: () => ({ body: "Said better.", version: 1 }), expect: there(sells(confirmed((_, thing) => (owned(thing) ? 200 : 403)))) },
  { door: `DELETE ${message}`, about: "message", expect: kept(confirmed(takes)) },
  { door: `POST ${message}/restore`, about: "message", expect: kept(confirmed(takes)) },
  { door: `GET ${message}/history`, about: "message", expect: kept(() => 200) },
  { door: `PUT ${message}/reactions/:emoji`, about: "message", expect: there(sells(confirmed(() => 200))) },
  { door: `DELETE ${message}/reactions/:emoji`, about: "message", expect: there(sells(confirmed(() => 200))) },
  { door: `PUT ${message}/pin`, about: "message", expect: there(sells(confirmed(keeps))) },
  { door: `DELETE ${message}/pin`, about: "message", expect: there(sells(confirmed(keeps))) },
  { door: `POST ${room}/topic`, about: "room", only: plain, body: () => ({ seqs: [1], categoryId: 2_000_000_000, title: "What was said of tea", clientId: uuid() }), expect: inside(sells(confirmed(() => 422))) },
  { door: "POST /api/chat/live", about: "nobody", body: () => ({ name: "Ask the maker", audience: "members", hostHandle: "nobody-of-that-name", startsAt: "2030-01-01T18:00:00Z", clientId: uuid() }), expect: firstSignIn((who) => (is(staff, who) ? 422 : 403)) },
  { door: `POST ${room}/start`, about: "session", only: plain, expect: inside(confirmed(keeps)) },
  { door: `POST ${room}/end`, about: "session", only: plain, body: () => ({ categoryId: null }), expect: inside(confirmed((who) => (is(moderators, who) ? 409 : 403))) },
  { door: `GET ${room}/questions`, about: "session", only: plain, expect: seen(() => 200) },
  { door: `POST ${room}/questions`, about: "session", only: plain, body: () => ({ text: "How hot should it be?", clientId: uuid() }), expect: inside(sells(confirmed(() => 201))) },
  { door: "PUT /api/chat/questions/:id/vote", about: "liveQuestion", only: standing, expect: inside(sells(confirmed((_, thing) => (owned(thing) ? 403 : 200)))) },
  { door: "DELETE /api/chat/questions/:id/vote", about: "liveQuestion", only: standing, expect: inside(sells(confirmed((_, thing) => (owned(thing) ? 403 : 200)))) },
  { door: "PUT /api/chat/questions/:id/answer", about: "liveQuestion", only: standing, body: () => ({ seq: 1 }), expect: inside(sells(confirmed(keeps))) },
  { door: "DELETE /api/chat/questions/:id", about: "liveQuestion", only: standing, expect: inside(takes) },
  { door: "GET /api/me/chat", about: "nobody", expect: mine },
  { door: "PUT /api/me/chat", about: "nobody", body: () => ({ messagesFrom: "known" }), expect: mine },
  { door: "GET /api/me/chat/blocks", about: "nobody", expect: mine },
  { door: "POST /api/me/chat/blocks", about: "somebody", only: (thing) => plain(thing) && thing !== "nothing", body: (made) => ({ accountId: made.id }), expect: mine },
  { door: "DELETE /api/me/chat/blocks/:accountId", about: "somebody", only: plain, expect: mine },
];
