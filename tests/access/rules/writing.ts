import { type Door, firstSignIn, reads, removed, writes } from "./expect.ts";

export const writingRules: Door[] = [
  { door: "GET /api/people", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/topics/:id/polls", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
  { door: "PUT /api/polls/:id/vote", about: "poll", body: () => ({ choices: [1] }), expect: firstSignIn((who, thing) => (removed(thing) ? 404 : writes(() => 200)(who, thing))) },
  { door: "DELETE /api/polls/:id/vote", about: "poll", expect: firstSignIn((who, thing) => (removed(thing) ? 404 : writes(() => 200)(who, thing))) },
];
