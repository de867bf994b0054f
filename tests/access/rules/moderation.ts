import { type Door, type Expect, firstSignIn, is, moderators, owned, reads, removed, staff, type Thing } from "./expect.ts";

// The desk is there for its own people alone: everyone else is told that there is nothing.
const atDesk = (then: Expect): Expect => firstSignIn((who, thing) => (is(moderators, who) ? then(who, thing) : 404));
const plain = (thing: Thing): boolean => thing === "nothing" || (thing.audience === "members" && !thing.own && !thing.removed);
const there: Expect = (_who, thing) => (thing === "nothing" ? 404 : 200);

export const moderationRules: Door[] = [
  { door: "POST /api/flags", about: "post", only: (thing) => thing === "nothing" || ["public", "premier", "staff"].includes(thing.audience), body: (made) => ({ subjectType: "post", subjectId: String(made.id), reason: "rude", note: "It is." }),
    // Nobody reports their own words, nor what is gone.
    expect: firstSignIn((who, thing) => (who === "unconfirmed" ? 403 : !reads(who, thing) || removed(thing) ? 404 : owned(thing) ? 403 : 200)) },
  { door: "GET /api/desk/queue", about: "nobody", expect: atDesk(() => 200) },
  { door: "GET /api/desk/items/:id", about: "item", only: plain, expect: atDesk(there) },
  { door: "PUT /api/desk/items/:id/claim", about: "item", only: plain, expect: atDesk(there) },
  { door: "DELETE /api/desk/items/:id/claim", about: "item", only: plain, expect: atDesk(() => 200) },
  { door: "POST /api/desk/items/:id/notes", about: "item", only: plain, body: () => ({ text: "Seen before." }), expect: atDesk(there) },
  { door: "POST /api/desk/items/:id/decision", about: "item", only: plain, body: () => ({ decision: "dismiss", message: "" }), expect: atDesk(there) },
  { door: "POST /api/desk/decisions/:id/undo", about: "decision", only: plain, expect: atDesk(there) },
  { door: "GET /api/desk/filters", about: "nobody", expect: atDesk(() => 200) },
  { door: "POST /api/desk/filters", about: "nobody", body: () => ({ kind: "word", value: `word${crypto.randomUUID().slice(0, 8)}`, action: "hold", scope: "newcomers", note: "" }), expect: atDesk(() => 200) },
  { door: "PATCH /api/desk/filters/:id", about: "filter", only: plain, body: () => ({ action: "flag", scope: "newcomers", note: "", version: 1 }), expect: atDesk(there) },
  { door: "DELETE /api/desk/filters/:id", about: "filter", only: plain, expect: atDesk(there) },
  { door: "POST /api/desk/replies", about: "nobody", body: () => ({ name: crypto.randomUUID(), text: "Please be kind." }), expect: atDesk(() => 200) },
  { door: "DELETE /api/desk/replies/:id", about: "cannedReply", only: plain, expect: atDesk(there) },
  { door: "GET /api/desk/log", about: "nobody", expect: atDesk(() => 200) },
  { door: "GET /api/desk/health", about: "nobody", expect: atDesk(() => 200) },
  { door: "GET /api/desk/people/:id", about: "nobody", expect: atDesk(() => 200) },
  { door: "POST /api/accounts/:id/sanctions", about: "nobody", body: () => ({ kind: "warning", reason: "rude", message: "Be kind.", days: null }), expect: atDesk(() => 200) },
  { door: "DELETE /api/sanctions/:id", about: "sanction", only: plain, expect: atDesk(there) },
  { door: "GET /api/me/data", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/me/exports", about: "nobody", expect: firstSignIn(() => 200) },
  // Nobody fetches a file that is not their own: the id is another's.
  { door: "GET /api/me/exports/:id", about: "nobody", expect: firstSignIn(() => 404) },
  { door: "PUT /api/me/erasure", about: "nobody", body: () => ({ words: false }), expect: firstSignIn((who) => (is(staff, who) ? 409 : 200)) },
  { door: "DELETE /api/me/erasure", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/accounts/:id/erasure", about: "nobody", body: () => ({ words: false }), expect: firstSignIn((who) => (who === "admin" ? 200 : 404)) },
  { door: "DELETE /api/accounts/:id/erasure", about: "nobody", expect: firstSignIn((who) => (who === "admin" ? 200 : 404)) },
  { door: "POST /api/accounts/:id/merges", about: "account", only: (thing) => thing !== "nothing" && plain(thing), body: (made) => ({ from: made.slug }), expect: firstSignIn((who, thing) => (who === "admin" && thing !== "nothing" ? 200 : 404)) },
  { door: "DELETE /api/merges/:id", about: "merge", only: plain, expect: firstSignIn((who, thing) => (who === "admin" && thing !== "nothing" ? 200 : 404)) },
  { door: "GET /api/me/held", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PATCH /api/me/held/:id", about: "held", only: (thing) => thing === "nothing" || thing.audience === "public", body: () => ({ text: "Said better.", version: 1 }), expect: firstSignIn((_who, thing) => (owned(thing) ? 200 : 404)) },
  { door: "DELETE /api/me/held/:id", about: "held", only: (thing) => thing === "nothing" || thing.audience === "public", expect: firstSignIn((_who, thing) => (owned(thing) ? 200 : 404)) },
  { door: "GET /api/me/standing", about: "nobody", expect: firstSignIn(() => 200) },
  // A removal is read by its author alone; the maker's post is removed without a ruling, so there is none to read.
  { door: "GET /api/me/removals/:id", about: "post", only: plain, expect: firstSignIn(() => 404) },
  { door: "POST /api/standing", about: "nobody", body: () => ({ token: "not.a.token" }), expect: () => 404 },
  { door: "POST /api/appeals", about: "nobody", body: () => ({ rulingId: 2_000_000_000, text: "Please look at it again." }), expect: firstSignIn(() => 404) },
];
