import { type Door, type Expect, firstSignIn, type Group, is } from "./expect.ts";

// Figures over groups are there for concierges too; who brought whom is for marketers and admins alone. To everyone else there is nothing.
const individuals: Group = ["marketer", "admin"];
const figures: Group = ["concierge", ...individuals];
const inside = (group: Group, then: Expect = () => 200): Expect => firstSignIn((who, thing) => (is(group, who) ? then(who, thing) : 404));
const at = "/api/studio/referrals";

export const studioReferralRules: Door[] = [
  { door: `GET ${at}`, about: "nobody", query: "?split=channel", expect: inside(figures) },
  { door: `GET ${at}/growth`, about: "nobody", expect: inside(figures) },
  { door: `GET ${at}/things`, about: "nobody", expect: inside(figures) },
  { door: `GET ${at}/feed`, about: "nobody", expect: inside(individuals) },
  { door: `GET ${at}/leaders`, about: "nobody", expect: inside(individuals) },
  { door: `GET ${at}/worth`, about: "nobody", expect: inside(individuals) },
  { door: `GET ${at}/of/:id`, about: "nobody", expect: inside(individuals, () => 200) },
  { door: `GET ${at}/ring/:id`, about: "nobody", expect: inside(individuals, () => 404) },
  { door: `PUT ${at}/cost`, about: "nobody", body: () => ({ paidCents: 4000, before: 123_456 }), expect: inside(individuals, () => 409) },
  { door: `GET ${at}/tree`, about: "nobody", expect: inside(individuals) },
  { door: `GET ${at}/branch`, about: "nobody", expect: inside(individuals) },
  { door: `GET ${at}/path/:id`, about: "nobody", expect: inside(individuals, () => 404) },
  { door: `GET ${at}/search`, about: "nobody", query: "?q=vale", expect: inside(individuals) },
  { door: "GET /api/studio/referrals.csv", about: "nobody", expect: inside(individuals) },
];
