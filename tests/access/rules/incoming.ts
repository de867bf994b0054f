import { type Door, firstSignIn, is, moderators, owned } from "./expect.ts";

// Without a secret of the operator's there is no door for providers; a token of nobody's opens nothing. What was written to us about
// a topic is read whole by who wrote it and by moderators.
const token = "1.aaaaaaaaaaaaaaaaaaaaaa";
export const incomingRules: Door[] = [
  { door: "POST /api/mail/in", about: "nobody", query: "?to=needs@rapport.invalid", expect: () => 404 },
  { door: "POST /api/mail/asked", about: "nobody", body: () => ({ token }), expect: () => 410 },
  { door: "PUT /api/mail/asked", about: "nobody", body: () => ({ token, mine: true }), expect: () => 410 },
  { door: "GET /api/me/mails", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/mails/:id", about: "incomingMail", expect: firstSignIn((who, thing) => (thing !== "nothing" && (owned(thing) || is(moderators, who)) ? 200 : 404)) },
  // Of whom it says what, tests/outreach/by-mail.test.ts asks.
  { door: "GET /api/me/mails/of", about: "nobody", query: "?type=post&ids=1,2", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/mail/lists", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/mail/lists", about: "nobody", body: () => ({ categoryId: 999_999_999, on: false }), expect: firstSignIn(() => 404) },
  { door: "POST /api/mail/lists/leave/:token", about: "nobody", expect: () => 410 },
  { door: "GET /api/mail/lists/leave/:token", about: "nobody", expect: () => 302 },
];
