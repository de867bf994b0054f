import { type Door, firstSignIn } from "./expect.ts";

// One's own, always: no path names anybody, so there is nobody else's to ask for.
export const noticeRules: Door[] = [
  { door: "GET /api/me/notices", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/notices/unread", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/me/notices/read", about: "nobody", body: () => ({ all: true }), expect: firstSignIn(() => 200) },
  { door: "POST /api/me/notices/unread", about: "nobody", body: () => ({ ids: [1] }), expect: firstSignIn(() => 200) },
  { door: "POST /api/me/notices/seen", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/notices/settings", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/notices/settings", about: "nobody", body: () => ({ quiet: { from: 1320, to: 420 }, timezone: "Europe/Lisbon" }), expect: firstSignIn(() => 200) },
];
