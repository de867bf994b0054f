import { type Door, firstSignIn, reads, removed } from "./expect.ts";

// One's own, always; only what one follows, marks or reads must be there for oneself.
export const readingRules: Door[] = [
  { door: "GET /api/me/follows", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/follows", about: "topic", body: (made) => ({ subject: { type: "topic", id: String(made.id) }, level: "follow" }), expect: firstSignIn((who, thing) => (reads(who, thing) ? 200 : 404)) },
  { door: "GET /api/me/follow", about: "nobody", query: "?type=topic&id=1", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/reading", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/reading", about: "nobody", body: () => ({ followOwn: true }), expect: firstSignIn(() => 200) },
  { door: "POST /api/topics/:id/read", about: "topic", body: () => ({ number: 2 }), expect: firstSignIn((who, thing) => (reads(who, thing) ? 200 : 404)) },
  // What one may not see is left out of the answer: tests/reading and the canary crawl see to that.
  { door: "GET /api/me/lists", about: "nobody", query: "?ids=1,2,3", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/unread", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/unread/count", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/me/unread/read", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/posts/:id/bookmark", about: "post", expect: firstSignIn((who, thing) => (reads(who, thing) ? 200 : 404)) },
  { door: "PUT /api/posts/:id/bookmark", about: "post", body: () => ({ note: "for later", remindAt: null }), expect: firstSignIn((who, thing) => (reads(who, thing) && !removed(thing) ? 200 : 404)) },
  { door: "DELETE /api/posts/:id/bookmark", about: "post", expect: firstSignIn((who, thing) => (reads(who, thing) ? 200 : 404)) },
  { door: "GET /api/me/bookmarks", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/drafts", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/topics/:id/timeline", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
  { door: "GET /api/topics/:id/place", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
];
