import { type Door, type Expect, firstSignIn, is, owned, type Thing, uuid } from "./expect.ts";

// What members are given is theirs; what is given at all, admins say. Nobody else of the house has a part in it.
const plain = (thing: Thing): boolean => thing === "nothing" || (thing.audience === "members" && !thing.removed);
const some = (thing: Thing): boolean => plain(thing) && !owned(thing);
const members = (status: number): Expect => firstSignIn((who, thing) => (!is(["customer", "premium", "expired"], who) ? 403 : thing === "nothing" ? 404 : status));
const own: Expect = firstSignIn((who, thing) => (!is(["customer", "premium", "expired"], who) ? 403 : owned(thing) ? 200 : 404));
const admins = (status: number): Expect => firstSignIn((who, thing) => (who === "admin" && thing !== "nothing" ? status : 404));
const adminsAlone = (status: number): Expect => firstSignIn((who) => (who === "admin" ? status : 404));
// Those of the house, and who lost the tier, have no say; the desk of requests runs it.
const speaks = (then: Expect): Expect => firstSignIn((who, thing) => (who === "premium" ? then(who, thing) : 403));
const runs = (status: number): Expect => firstSignIn((who, thing) => (is(["concierge", "admin"], who) && thing !== "nothing" ? status : 404));
const runsAll = (status: number): Expect => firstSignIn((who) => (is(["concierge", "admin"], who) ? status : 404));
const there = (status: number): Expect => speaks((_who, thing) => (thing === "nothing" ? 404 : status));
const both = { en: "Quieter.", fr: "Plus doux." };
const invited = { kind: "beta", words: { en: { title: "A mill", text: "Try it." }, fr: { title: "Un moulin", text: "Essayez-le." } }, questions: [], minTier: 2, places: 5000, closesAt: "2099-01-01T00:00:00Z" };
const words = { name: "Sharpening", what: "A blade, sharpened.", how: "Bring it." };
const setting = { words: { en: words, fr: words }, kind: "counted", grants: [0, 0, 2, 4], period: "year", startsAt: null, endsAt: null, useDays: 60, units: 1, points: 0, valueCents: 2000, costCents: 900, position: 1, retired: false, note: "" };

export const spaceRules: Door[] = [
  { door: "GET /api/me/privileges", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/privileges/past", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/privileges/:id/claims", about: "privilege", only: some, body: () => ({ clientId: uuid() }), expect: members(201) },
  { door: "PUT /api/privilege-claims/:id/use", about: "privilegeClaim", only: plain, expect: own },
  { door: "DELETE /api/privilege-claims/:id", about: "privilegeClaim", only: plain, expect: own },
  // A code is shown to the desk; whoever else has one learns nothing by it.
  { door: "GET /api/desk/claims/:code", about: "privilegeClaim", only: plain, expect: runs(200) },
  { door: "PUT /api/desk/claims/:id/use", about: "privilegeClaim", only: plain, expect: runs(200) },
  { door: "DELETE /api/desk/claims/:id/use", about: "usedClaim", only: plain, expect: runs(200) },
  { door: "GET /api/privileges/kept", about: "nobody", expect: adminsAlone(200) },
  { door: "POST /api/privileges", about: "nobody", body: () => ({ ...setting, version: 0, clientId: uuid() }), expect: adminsAlone(201) },
  { door: "PUT /api/privileges/:id", about: "privilege", only: some, body: () => ({ ...setting, version: 1, clientId: uuid() }), expect: admins(200) },
  // Nobody read version 0 of it: who may change it is told so, everybody else that there is none.
  { door: "PUT /api/privileges/allowance", about: "nobody", body: () => ({ choices: [0, 0, 2, 4], version: 0 }), expect: adminsAlone(409) },
  { door: "GET /api/me/voice", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/invitations/:id/place", about: "invitation", only: some, expect: there(201) },
  { door: "DELETE /api/invitations/:id/place", about: "place", only: plain, expect: there(200) },
  { door: "PUT /api/invitations/:id/answers", about: "place", only: plain, body: () => ({ answers: ["4"] }), expect: speaks((_who, thing) => (thing === "nothing" ? 404 : owned(thing) ? 200 : 409)) },
  // Nobody is called so: who may say it is told that.
  { door: "POST /api/nominations", about: "nobody", body: () => ({ handle: "there.is.none", words: "Mends everything.", clientId: uuid() }), expect: speaks(() => 422) },
  { door: "GET /api/desk/voice", about: "nobody", expect: runsAll(200) },
  { door: "POST /api/desk/invitations", about: "nobody", body: () => ({ ...invited, version: 0, clientId: uuid() }), expect: runsAll(201) },
  { door: "PUT /api/desk/invitations/:id", about: "invitation", only: some, body: () => ({ ...invited, version: 1, clientId: uuid() }), expect: runs(200) },
  { door: "POST /api/desk/invitations/:id/outcome", about: "invitation", only: some, body: () => both, expect: runs(200) },
  { door: "PUT /api/desk/nominations/:id", about: "nomination", only: some, body: () => ({ accepted: true, answer: "Gladly." }), expect: runs(200) },
  { door: "GET /api/privileges/:id/versions", about: "privilege", only: some, expect: admins(200) },
];
