import { type Door, type Expect, firstSignIn, type Group, is, type Thing } from "./expect.ts";

// Figures over groups are there for concierges too; who stands where is for marketers and admins alone. To everyone else there is nothing.
const individuals: Group = ["marketer", "admin"];
const figures: Group = ["concierge", ...individuals];
const inside = (group: Group, then: Expect = () => 200): Expect => firstSignIn((who, thing) => (is(group, who) ? then(who, thing) : 404));
const some = (thing: Thing): boolean => thing !== "nothing" && thing.audience === "members" && !thing.own && !thing.removed;

export const stageRules: Door[] = [
  { door: "GET /api/studio/stages", about: "nobody", expect: inside(figures) },
  { door: "GET /api/studio/investment", about: "nobody", expect: inside(figures) },
  { door: "GET /api/studio/stages/of/:id", about: "account", only: some, expect: inside(individuals) },
];
