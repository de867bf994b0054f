import { type Door, firstSignIn, is, moderators, uuid } from "./expect.ts";

export const identityRules: Door[] = [
  { door: "GET /api/me", about: "nobody", expect: () => 200 },
  { door: "PATCH /api/me", about: "nobody", body: () => ({ bio: "hello" }), expect: firstSignIn(() => 200) },
  { door: "POST /api/me/password", about: "nobody", body: () => ({ password: "four plain words here" }), expect: firstSignIn(() => 200) },
  { door: "POST /api/me/avatar", about: "nobody", expect: firstSignIn(() => 422) },
  { door: "GET /api/me/sessions", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "DELETE /api/me/sessions/:id", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/sign-out", about: "nobody", expect: () => 200 },
  { door: "POST /api/accounts/:id/suspension", about: "nobody", expect: firstSignIn((who) => (is(moderators, who) ? 200 : 404)) },
  { door: "DELETE /api/accounts/:id/suspension", about: "nobody", expect: firstSignIn((who) => (is(moderators, who) ? 200 : 404)) },
  { door: "GET /api/members", about: "nobody", expect: () => 200 },
  { door: "GET /api/people/:id", about: "nobody", expect: () => 200 },
  { door: "GET /api/people/:id/written", about: "nobody", expect: () => 200 },
  { door: "GET /api/avatars/:id", about: "nobody", expect: () => 200 },
  { door: "GET /api/dev/mail", about: "nobody", expect: () => 200 },
  { door: "POST /api/sign-up", about: "nobody", body: () => ({ email: `${uuid()}@example.org`, name: "Someone" }), expect: () => 202 },
  { door: "POST /api/sign-in", about: "nobody", body: () => ({ email: "nobody@example.org", password: "not the password" }), expect: () => 422 },
  { door: "POST /api/sign-in/link", about: "nobody", body: () => ({ email: "nobody@example.org" }), expect: () => 202 },
  { door: "POST /api/password/forgot", about: "nobody", body: () => ({ email: "nobody@example.org" }), expect: () => 202 },
  { door: "POST /api/sign-in/confirm", about: "nobody", body: () => ({ token: "x".repeat(43) }), expect: () => 410 },
  { door: "POST /api/password/reset", about: "nobody", body: () => ({ token: "x".repeat(43), password: "four plain words here" }), expect: () => 410 },
  // Without a provider these two are not there for anybody.
  { door: "GET /api/oidc/start", about: "nobody", expect: () => 404 },
  { door: "GET /api/oidc/callback", about: "nobody", expect: () => 404 },
  { door: "GET /api/docs", about: "nobody", expect: () => 200 },
];
