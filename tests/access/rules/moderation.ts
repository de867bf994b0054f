import { type Door, firstSignIn, owned, reads, removed } from "./expect.ts";

export const moderationRules: Door[] = [
  { door: "POST /api/flags", about: "post", body: (made) => ({ subjectType: "post", subjectId: String(made.id), reason: "rude", note: "It is." }),
    // Nobody reports their own words, nor what is gone.
    expect: firstSignIn((who, thing) => (who === "unconfirmed" ? 403 : !reads(who, thing) || removed(thing) ? 404 : owned(thing) ? 403 : 200)) },
];
