import { type Door, type Expect, firstSignIn, type Group, is, owned, signedIn, type Thing, uuid } from "./expect.ts";

// A request is its member's and the desk's; whoever sells or moderates is told that there is none.
const desk: Group = ["concierge", "admin"];
const plain = (thing: Thing): boolean => thing === "nothing" || (thing.audience === "members" && !thing.removed);
const there = (thing: Thing): boolean => thing !== "nothing" && plain(thing);
const some = (thing: Thing): boolean => there(thing) && !owned(thing);
const sees = (then: Expect): Expect => (who, thing) => (thing !== "nothing" && is(signedIn, who) && (owned(thing) || is(desk, who)) ? then(who, thing) : 404);
const inside = (then: Expect): Expect => firstSignIn(sees((who, thing) => (who === "unconfirmed" ? 403 : then(who, thing))));
const members: Expect = (_who, thing) => (owned(thing) ? 200 : 403);
const own: Expect = firstSignIn((who, thing) => (owned(thing) ? (who === "unconfirmed" ? 403 : 200) : who === "unconfirmed" ? 403 : 404));
const atDesk = (then: Expect): Expect => firstSignIn((who, thing) => (is(desk, who) ? then(who, thing) : 404));
const stands = (status: number): Expect => (_who, thing) => (thing === "nothing" ? 404 : status);
const done: Expect = () => 200;
const admins = (status: number): Expect => firstSignIn((who, thing) => (who === "admin" && thing !== "nothing" ? status : 404));
const one = "/api/requests/:id";
const taking = firstSignIn((who) => (who === "premium" ? 201 : 403));
const setting = { name: "Lids", does: "", doesNot: "", alternative: "", taken: true, hours: { zone: "Europe/Paris", spans: [{ day: 1, from: 540, to: 720 }], holidays: [] }, targets: Array.from({ length: 4 }, () => ({ first: 60, next: 60, resolve: 600 })), weeklyCases: 5, lineWeeks: 2, caseCents: 0, minuteCents: 0, position: 1, archived: false, note: "" };

export const requestRules: Door[] = [
  { door: "GET /api/me/requests", about: "nobody", expect: firstSignIn(done) },
  { door: "POST /api/requests", about: "nobody", body: () => ({ wish: "A lid that fits.", clientId: uuid() }), expect: taking },
  { door: `GET ${one}`, about: "request", only: plain, expect: sees(done) },
  { door: `POST ${one}/messages`, about: "request", only: plain, body: () => ({ body: "Gladly.", clientId: uuid() }), expect: inside(() => 201) },
  { door: `PUT ${one}/read`, about: "request", only: plain, body: () => ({ seq: 1 }), expect: firstSignIn(sees(done)) },
  { door: `PUT ${one}/needs/:version`, about: "request", only: plain, body: () => ({ confirmed: true }), expect: inside(members) },
  { door: "PUT /api/request-options/:id/answer", about: "requestOption", only: plain, body: () => ({ accepted: true }), expect: inside(members) },
  { door: `POST ${one}/withdraw`, about: "request", only: plain, body: () => ({}), expect: inside(members) },
  { door: `PUT ${one}/rating`, about: "doneRequest", only: plain, body: () => ({ rating: 5 }), expect: inside(members) },
  { door: `POST ${one}/reopen`, about: "doneRequest", only: plain, body: () => ({ reason: "It leaks." }), expect: inside(done) },
  { door: `POST ${one}/readers`, about: "request", only: plain, body: (made) => ({ handles: [made.slug] }), expect: inside(members) },
  { door: `DELETE ${one}/readers/:accountId`, about: "request", only: plain, expect: inside((_who, thing) => (owned(thing) ? 404 : 403)) },
  { door: "GET /api/me/request-preferences", about: "nobody", expect: firstSignIn(done) },
  { door: "POST /api/me/request-preferences", about: "nobody", body: () => ({ text: "No plastic.", clientId: uuid() }), expect: firstSignIn((who) => (who === "unconfirmed" ? 403 : 201)) },
  { door: "PATCH /api/me/request-preferences/:id", about: "requestPreference", only: plain, body: () => ({ text: "No tin.", version: 1 }), expect: own },
  { door: "DELETE /api/me/request-preferences/:id", about: "requestPreference", only: plain, expect: own },
  { door: "GET /api/me/request-consents", about: "nobody", expect: firstSignIn(done) },
  { door: "PUT /api/me/request-consents/:id", about: "requestConsent", only: plain, body: () => ({ agreed: false }), expect: own },
  { door: "GET /api/desk/requests", about: "nobody", expect: atDesk(done) },
  { door: "GET /api/desk/requests/workload", about: "nobody", expect: atDesk(done) },
  { door: "GET /api/desk/requests/macros", about: "nobody", expect: atDesk(done) },
  { door: "PUT /api/desk/requests/macros", about: "nobody", body: () => ({ name: uuid(), text: "Gladly, {name}." }), expect: atDesk(done) },
  { door: "DELETE /api/desk/requests/macros/:id", about: "requestMacro", only: (thing) => plain(thing) && !owned(thing), expect: atDesk(stands(200)) },
  { door: "PUT /api/desk/requests/capacity/:accountId", about: "nobody", body: () => ({ cases: 9 }), expect: atDesk((who) => (who === "admin" ? 404 : 403)) },
  { door: "POST /api/desk/requests/consents", about: "spaceMember", only: some, body: (made) => ({ customerId: made.id, serviceId: 1, wish: "A lid.", origin: "topic", originId: "1", clientId: uuid() }), expect: atDesk(() => 201) },
  { door: `POST ${one}/needs`, about: "request", only: plain, body: () => ({ text: "A lid, then." }), expect: atDesk(stands(201)) },
  { door: `POST ${one}/options`, about: "request", only: plain, body: () => ({ title: "A lid", clientId: uuid() }), expect: atDesk(stands(201)) },
  { door: "DELETE /api/request-options/:id", about: "requestOption", only: plain, expect: atDesk(stands(200)) },
  { door: `POST ${one}/fulfil`, about: "request", only: plain, body: () => ({ outcome: "Sent." }), expect: atDesk(stands(200)) },
  { door: `POST ${one}/decline`, about: "request", only: plain, body: () => ({ reason: "Nobody makes it." }), expect: atDesk(stands(200)) },
  { door: `POST ${one}/notes`, about: "request", only: plain, body: () => ({ text: "Ask the makers.", clientId: uuid() }), expect: atDesk(stands(201)) },
  { door: `POST ${one}/work`, about: "request", only: plain, body: () => ({ minutes: 5, clientId: uuid() }), expect: atDesk(stands(201)) },
  { door: "DELETE /api/request-work/:id", about: "requestWork", only: plain, expect: atDesk(stands(200)) },
  { door: `PUT ${one}/concierge`, about: "request", only: plain, body: () => ({ conciergeId: null }), expect: atDesk(stands(200)) },
  { door: `PUT ${one}/snooze`, about: "request", only: plain, body: () => ({ until: null }), expect: atDesk(stands(200)) },
  { door: `POST ${one}/merge`, about: "request", only: plain, body: (made) => ({ into: made.postId }), expect: atDesk(stands(200)) },
  { door: `POST ${one}/split`, about: "request", only: plain, body: () => ({ wish: "And a handle.", serviceId: 1, clientId: uuid() }), expect: atDesk(stands(201)) },
  { door: `PUT ${one}/links`, about: "request", only: plain, body: (made) => ({ other: made.postId, on: true }), expect: atDesk(stands(200)) },
  { door: `PUT ${one}/called`, about: "request", only: plain, expect: atDesk(stands(200)) },
  { door: `PUT ${one}/complaint`, about: "request", only: plain, expect: atDesk(stands(200)) },
  { door: `DELETE ${one}/complaint`, about: "request", only: plain, expect: atDesk(stands(200)) },
  { door: "GET /api/services", about: "nobody", expect: firstSignIn(done) },
  { door: "GET /api/services/kept", about: "nobody", expect: firstSignIn((who) => (who === "admin" ? 200 : 404)) },
  { door: "POST /api/services", about: "nobody", body: () => ({ ...setting, version: 0 }), expect: firstSignIn((who) => (who === "admin" ? 201 : 404)) },
  { door: "PUT /api/services/:id", about: "service", only: (thing) => plain(thing) && !owned(thing), body: () => ({ ...setting, version: 1 }), expect: admins(200) },
  { door: "GET /api/services/:id/versions", about: "service", only: (thing) => plain(thing) && !owned(thing), expect: admins(200) },
];
