import { type Door, firstSignIn } from "./expect.ts";

export const writingRules: Door[] = [
  { door: "GET /api/people", about: "nobody", expect: firstSignIn(() => 200) },
];
