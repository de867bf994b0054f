import { leaveToken } from "#lib/outreach/leave-token.ts";
import { type Door, firstSignIn, uuid } from "./expect.ts";

// A token opens what it was made for, whoever holds it: that is what it is for. One that names nobody opens nothing.
const nobody = (): string => leaveToken({ what: "digest", of: "", accountId: uuid() });
export const outreachRules: Door[] = [
  { door: "POST /api/mail/leave/:token", about: "nobody", expect: () => 410 },
  { door: "GET /api/mail/leave/:token", about: "nobody", expect: () => 302 },
  { door: "POST /api/mail/choices", about: "nobody", body: () => ({ token: nobody() }), expect: () => 410 },
  { door: "PUT /api/mail/choices", about: "nobody", body: () => ({ token: nobody(), digest: "off" }), expect: () => 410 },
  { door: "GET /api/mail/to/:id/:signed", about: "nobody", query: "?path=/en", expect: () => 404 },
  { door: "GET /api/me/mail", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/mail", about: "nobody", body: () => ({ digest: "weekly", mostADay: 3 }), expect: firstSignIn(() => 200) },
];
