import { type Door, firstSignIn, is, moderators, reads, removed } from "./expect.ts";

export const mediaRules: Door[] = [
  // Nothing was sent, which only who may bring a file is told.
  { door: "POST /api/media", about: "nobody", expect: firstSignIn((who) => (who === "unconfirmed" ? 403 : 422)) },
  { door: "GET /media/:id/:name", about: "media", expect: (who, thing) => (reads(who, thing) && (!removed(thing) || is(moderators, who)) ? 200 : 404) },
];
