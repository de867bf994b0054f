import { type Door, firstSignIn, is, staff, uuid } from "./expect.ts";

export const relationshipRules: Door[] = [
  { door: "GET /api/me/relationship", about: "nobody", expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "GET /api/me/factor", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/relationship/control", about: "nobody", expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "PUT /api/me/relationship/control", about: "nobody", body: () => ({ choice: "clicks", out: false }), expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "GET /api/me/stage", about: "nobody", expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "GET /api/me/relationship/place", about: "nobody", expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "GET /api/margin", about: "nobody", expect: firstSignIn((who) => (who === "marketer" || who === "admin" ? 200 : 403)) },
  { door: "PUT /api/margin", about: "nobody", body: () => ({ percent: 100, note: "as it was" }), expect: firstSignIn((who) => (who === "marketer" || who === "admin" ? 200 : 403)) },
  { door: "POST /api/indicators", about: "nobody", body: () => ({ name: "matrix", label: "Of the matrix", halfLife: 30, kappa: 1, weight: 5 }), expect: firstSignIn((who) => (who === "marketer" || who === "admin" ? 200 : 403)) },
  // The matrix names nothing that any version knows.
  { door: "POST /api/indicators/:name", about: "nobody", headers: () => ({ "idempotency-key": uuid() }), body: () => ({ customer: uuid(), amount: 1 }), keys: { "indicators:write": 422 }, expect: firstSignIn(() => 403) },
];
