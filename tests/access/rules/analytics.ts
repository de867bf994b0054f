import { type Door, type Expect, firstSignIn, type Group, is } from "./expect.ts";

// Marketers and admins see individuals, concierges figures over groups; to everyone else the studio is not there.
const individuals: Group = ["marketer", "admin"];
const figures: Group = ["concierge", ...individuals];
const inside = (group: Group, then: Expect = () => 200): Expect => firstSignIn((who, thing) => (is(group, who) ? then(who, thing) : 404));
const rule = { enter: { rf: 45 }, keep: { rf: 40 } };

export const analyticsRules: Door[] = [
  { door: "GET /api/studio/overview", about: "nobody", expect: inside(figures) },
  { door: "GET /api/studio/concentration", about: "nobody", expect: inside(figures) },
  { door: "GET /api/studio/cohorts", about: "nobody", expect: inside(figures) },
  { door: "GET /api/studio/handovers", about: "nobody", expect: inside(figures) },
  { door: "GET /api/studio/portfolio", about: "nobody", expect: inside(individuals) },
  { door: "GET /api/studio/portfolio/counts", about: "nobody", query: "?threshold=40&vital=70", expect: inside(individuals) },
  { door: "GET /api/studio/portfolio/part", about: "nobody", query: "?rfFrom=10&rfTo=40&netFrom=0&netTo=100000", expect: inside(individuals) },
  { door: "GET /api/studio/portfolio/trails", about: "nobody", query: "?since=2026-01-01", expect: inside(individuals) },
  { door: "POST /api/studio/portfolio/selection", about: "nobody", body: () => ({ shape: { kind: "box", rf: [0, 100], netCents: [0, 1000] } }), expect: inside(individuals) },
  // Version 0 is what stands unless somebody set it: the first set it, and whoever comes later has looked at an older one.
  { door: "PUT /api/studio/portfolio/thresholds", about: "nobody", body: () => ({ threshold: 50, vital: 80, reason: "To see.", version: 4000 }), expect: inside(individuals, () => 409) },
  { door: "GET /api/studio/churn", about: "nobody", expect: inside(individuals) },
  { door: "GET /api/studio/churn/quality", about: "nobody", expect: inside(individuals) },
  { door: "PUT /api/studio/churn/:id/handover", about: "nobody", body: () => ({ note: "Has been quiet." }), expect: inside(individuals) },
  { door: "DELETE /api/studio/churn/:id/handover", about: "nobody", expect: inside(individuals, () => 404) },
  { door: "GET /api/studio/validity", about: "nobody", expect: inside(individuals) },
  { door: "POST /api/studio/validity/looks", about: "nobody", body: () => ({ window: 90 }), expect: inside(individuals) },
  { door: "POST /api/studio/validity/calibrations", about: "nobody", body: () => ({ window: 90 }), expect: inside(individuals) },
  { door: "POST /api/studio/validity/versions/:version/preview", about: "nobody", expect: inside(individuals) },
  { door: "PUT /api/studio/validity/versions/:version/adopted", about: "nobody", body: () => ({ reason: "It tells more." }), expect: inside(individuals) },
  { door: "GET /api/studio/tasks/:id", about: "nobody", expect: inside(individuals, () => 404) },
  { door: "GET /api/studio/tiers", about: "nobody", expect: inside(individuals) },
  { door: "POST /api/studio/tiers/preview", about: "nobody", body: () => ({ rules: [{ level: 1, rule }] }), expect: inside(individuals) },
  { door: "PUT /api/studio/tiers", about: "nobody", body: () => ({ edits: [{ level: 1, rule }], reason: "As it was." }), expect: inside(individuals) },
];
