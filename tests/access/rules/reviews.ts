import { type Door, type Expect, firstSignIn, is, moderators, owned, removed, staff, type Thing, uuid } from "./expect.ts";

const open = (thing: Thing): boolean => thing === "nothing" || thing.audience === "public";
const there = (thing: Thing): boolean => thing === "nothing" || (thing.audience === "public" && !thing.own && !thing.removed);
/** What was taken away only moderators know of: the things of the matrix that are removed are never the actor's own. */
const hidden: Expect = (who, thing) => (thing === "nothing" || (removed(thing) && !is(moderators, who)) ? 404 : 0);
const known = (then: Expect): Expect => firstSignIn((who, thing) => hidden(who, thing) || then(who, thing));
const confirmed = (then: Expect): Expect => known((who, thing) => (who === "unconfirmed" ? 403 : then(who, thing)));
const takes: Expect = (who, thing) => (owned(thing) || is(moderators, who) ? 200 : 403);
const votes = firstSignIn((who, thing) => (thing === "nothing" || removed(thing) ? 404 : who === "unconfirmed" || owned(thing) ? 403 : 200));
const writesProduct = (ok: (who: Parameters<Expect>[0]) => boolean): Expect => firstSignIn((who, thing) => (who === "unconfirmed" || !ok(who) ? 403 : thing === "nothing" ? 404 : 201));
const said = { rating: 4, title: "A good kettle", body: "It boils, and it pours where I want." };

export const reviewRules: Door[] = [
  { door: "POST /api/reviews", about: "product", only: there, body: (made) => ({ ...said, productId: made.id, clientId: uuid() }), expect: writesProduct((who) => !is(staff, who)) },
  { door: "PATCH /api/reviews/:id", about: "review", only: open, body: () => ({ ...said, version: 1 }), expect: confirmed((_, thing) => (removed(thing) || !owned(thing) ? 403 : 200)) },
  { door: "DELETE /api/reviews/:id", about: "review", only: open, expect: confirmed(takes) },
  { door: "POST /api/reviews/:id/restore", about: "review", only: open, expect: confirmed(takes) },
  { door: "POST /api/reviews/:id/publication", about: "review", only: open, expect: known((who, thing) => (is(moderators, who) ? (removed(thing) ? 409 : 200) : owned(thing) ? 403 : 404)) },
  { door: "PUT /api/reviews/:id/vote", about: "review", only: open, body: () => ({ helpful: true }), expect: votes },
  { door: "DELETE /api/reviews/:id/vote", about: "review", only: open, expect: votes },
  { door: "PUT /api/reviews/:id/reply", about: "review", only: open, body: () => ({ body: "Thank you." }), expect: confirmed((who, thing) => (!is(staff, who) ? 403 : removed(thing) ? 404 : 200)) },
  { door: "DELETE /api/reviews/:id/reply", about: "review", only: open, expect: confirmed((who) => (is(staff, who) ? 200 : 403)) },
  { door: "GET /api/reviews/:id/versions", about: "review", only: open, expect: (who, thing) => hidden(who, thing) || 200 },
  { door: "POST /api/questions", about: "product", only: there, body: (made) => ({ productId: made.id, text: "Does it come in blue?", clientId: uuid() }), expect: writesProduct(() => true) },
  { door: "DELETE /api/questions/:id", about: "question", only: open, expect: confirmed(takes) },
  { door: "POST /api/questions/:id/restore", about: "question", only: open, expect: confirmed(takes) },
  { door: "POST /api/questions/:id/answers", about: "question", only: open, body: () => ({ body: "It does.", clientId: uuid() }), expect: confirmed((_, thing) => (removed(thing) ? 404 : 201)) },
  { door: "PUT /api/questions/:id/best", about: "question", only: open, body: (made) => ({ answerId: made.postId }), expect: confirmed((who, thing) => (!owned(thing) && !is(staff, who) ? 403 : removed(thing) ? 422 : 200)) },
  { door: "DELETE /api/answers/:id", about: "answer", only: open, expect: confirmed(takes) },
  { door: "POST /api/answers/:id/restore", about: "answer", only: open, expect: confirmed(takes) },
  { door: "PUT /api/answers/:id/vote", about: "answer", only: open, expect: votes },
  { door: "DELETE /api/answers/:id/vote", about: "answer", only: open, expect: votes },
  { door: "GET /api/products/:id/reviews", about: "product", only: there, expect: () => 200 },
  { door: "GET /api/products/:id/questions", about: "product", only: there, expect: () => 200 },
  { door: "GET /api/me/product/:id", about: "product", only: there, expect: (_, thing) => (thing === "nothing" ? 404 : 200) },
  { door: "GET /api/me/reviews", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/review-invitations", about: "nobody", body: () => ({ invitations: false }), expect: firstSignIn(() => 200) },
  { door: "POST /api/review-invitations/decline", about: "nobody", body: () => ({ token: "x".repeat(60) }), expect: () => 410 },
  { door: "GET /widget/reviews/:code", about: "product", only: there, expect: (_, thing) => (thing === "nothing" ? 404 : 200) },
];
