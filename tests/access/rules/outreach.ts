import { leaveToken } from "#lib/outreach/leave-token.ts";
import { type Door, type Expect, firstSignIn, type Group, is, type Thing, uuid } from "./expect.ts";

// News is written by marketers and admins; what came of it, and mail with one person, is open to concierges too. To everyone else there is nothing.
const studio: Group = ["marketer", "admin"];
const reports: Group = ["concierge", "marketer", "admin"];
const inside = (group: Group) => (then: Expect): Expect => firstSignIn((who, thing) => (is(group, who) ? then(who, thing) : 404));
const inStudio = inside(studio);
const inReports = inside(reports);
const done: Expect = () => 200;
const some = (thing: Thing): boolean => thing !== "nothing" && (thing.audience === "members" && !thing.own && !thing.removed);
const text = { subject: "A kettle that sings again", preview: "", body: "Hello, and [read on](/t/1).", actionLabel: "", actionPath: "" };

// A token opens what it was made for, whoever holds it: that is what it is for. One that names nobody opens nothing.
const nobody = (): string => leaveToken({ what: "digest", of: "", accountId: uuid() });
export const outreachRules: Door[] = [
  { door: "POST /api/mail/leave/:token", about: "nobody", expect: () => 410 },
  { door: "GET /api/mail/leave/:token", about: "nobody", expect: () => 302 },
  { door: "POST /api/mail/choices", about: "nobody", body: () => ({ token: nobody() }), expect: () => 410 },
  { door: "PUT /api/mail/choices", about: "nobody", body: () => ({ token: nobody(), digest: "off" }), expect: () => 410 },
  { door: "GET /api/mail/to/:id/:signed", about: "nobody", query: "?path=/en", expect: () => 404 },
  { door: "GET /api/mail/seen/:token", about: "nobody", expect: () => 200 },
  { door: "GET /api/me/mail", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/mail", about: "nobody", body: () => ({ digest: "weekly", mostADay: 3 }), expect: firstSignIn(() => 200) },
  { door: "GET /api/studio/newsletters", about: "nobody", expect: inStudio(done) },
  { door: "GET /api/studio/mail-segments", about: "nobody", expect: inStudio(done) },
  { door: "POST /api/studio/newsletters", about: "nobody", body: () => ({ id: uuid(), name: "A letter", description: "" }), expect: inStudio(() => 201) },
  { door: "PUT /api/studio/newsletters/:id", about: "newsletter", only: some, body: () => ({ name: "Another", description: "", archived: false, version: 1 }), expect: inStudio(done) },
  { door: "GET /api/studio/mail", about: "nobody", expect: inReports(done) },
  { door: "POST /api/studio/mail", about: "newsletter", only: some, body: (made) => ({ id: uuid(), kind: "issue", newsletterId: made.id }), expect: inStudio(() => 201) },
  { door: "POST /api/studio/mail/check", about: "draft", only: some, body: (made) => ({ ...text, id: made.id }), expect: inStudio(done) },
  { door: "GET /api/studio/mail/:id", about: "draft", only: some, expect: inStudio(done) },
  { door: "PUT /api/studio/mail/:id", about: "draft", only: some, body: () => ({ ...text, version: 1 }), expect: inStudio(done) },
  { door: "DELETE /api/studio/mail/:id", about: "draft", only: some, expect: inStudio(done) },
  { door: "GET /api/studio/mail/:id/size", about: "draft", only: some, query: "?base=0.05&difference=0.03", expect: inStudio(done) },
  { door: "GET /api/studio/mail/:id/text", about: "draft", only: some, expect: inStudio(done) },
  { door: "GET /api/studio/mail/:id/letter", about: "draft", only: some, expect: inStudio(done) },
  { door: "POST /api/studio/mail/:id/test", about: "sentMailing", only: some, body: () => ({ arm: "a" }), expect: inStudio(done) },
  { door: "POST /api/studio/mail/:id/schedule", about: "sentMailing", only: some, body: () => ({ version: 1 }), expect: inStudio(() => 409) },
  { door: "POST /api/studio/mail/:id/stop", about: "draft", only: some, expect: inStudio(done) },
  { door: "POST /api/studio/mail/:id/winner", about: "sentMailing", only: some, body: () => ({ arm: "a" }), expect: inStudio(() => 409) },
  { door: "GET /api/studio/mail/:id/report", about: "sentMailing", only: some, expect: inReports(done) },
  { door: "GET /api/studio/mail/:id/readers", about: "sentMailing", only: some, expect: inStudio(done) },
  { door: "GET /api/desk/mail", about: "nobody", expect: inReports(done) },
  { door: "GET /api/desk/mail/:id", about: "account", only: some, expect: inReports(done) },
  { door: "POST /api/desk/mail/:id", about: "account", only: some, body: () => ({ subject: "Your grinder", body: "It is ready.", clientId: uuid() }), expect: inReports(() => 201) },
];
