import { type Door, firstSignIn, is, staff } from "./expect.ts";

export const relationshipRules: Door[] = [
  { door: "GET /api/me/relationship", about: "nobody", expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "GET /api/me/factor", about: "nobody", expect: firstSignIn(() => 200) },
];
