import { normal, seeded } from "#lib/relationship/lifetime/random.ts";
import { vitalSet } from "#lib/relationship/portfolio.ts";
import { type Axes, segmentAt, step } from "#lib/relationship/segments/axes.ts";
import { climb, type Facts, firstStanding, type Ladder, patience, type TierStanding } from "#lib/relationship/tiers/ladder.ts";
import type { Figure } from "./report.ts";

const ladder: Ladder = new Map([
  [1, { enter: { rf: 45 }, keep: { rf: 40 } }],
  [2, { enter: { segments: ["A", "B"], vital: 80 }, keep: { vital: 85 } }],
  [3, { enter: { segments: ["A"], stage: 3 }, keep: { segments: ["A"], stage: 3 } }],
]);
const [members, years, warmUp] = [2000, 4, 365];

/** Somebody whose days are drawn: how often they come and buy drifts over the seasons of their life. */
type Life = { mood: number; warmth: number; taste: number; held: { v: number; f: number; last: number }; sales: Float64Array; net: number; stageUntil: number; requestUntil: number; axes: Axes | undefined; standing: TierStanding };

function begin(random: () => number): Life {
  const warmth = normal(random);
  return { mood: 0, warmth, taste: Math.exp(3.5 + 0.9 * normal(random)), held: { v: 0, f: 0, last: -1000 }, sales: new Float64Array(365), net: 0, stageUntil: -1, requestUntil: -1, axes: undefined, standing: firstStanding(0, 0) };
}

// A factor of the real form: saturated, forward-decayed signals of visits, orders and recency. Money and the rest move with orders.
function dayOf(life: Life, day: number, random: () => number): number {
  life.mood = 0.995 * life.mood + 0.08 * normal(random);
  const keen = Math.exp(life.warmth + life.mood);
  const visits = Number(random() < 0.25 * keen) + Number(random() < 0.05 * keen);
  const buys = random() < 0.012 * keen;
  life.held.v = life.held.v * 2 ** (-1 / 30) + visits;
  life.held.f = life.held.f * 2 ** (-1 / 180) + Number(buys);
  if (visits || buys) life.held.last = day;
  const paid = buys ? life.taste * (0.5 + random()) : 0;
  life.net = Math.max(0, life.net + paid - (life.sales[day % 365] ?? 0));
  life.sales[day % 365] = paid;
  if (random() < 0.003 * keen) life.requestUntil = day + 1 + Math.floor(random() * 14);
  if (buys && random() < 0.1) life.stageUntil = day + 365;
  const saturated = (value: number, kappa: number): number => value / (value + kappa);
  return 15 * 2 ** (-(day - life.held.last) / 90) + 35 * saturated(life.held.f, 1) + 30 * saturated(life.held.v, 4) + 20 * saturated(life.held.v, 8);
}

/** A population over years on the default ladder: how often members change, and that nobody ever falls two steps or untold. */
export function tiers(): Figure[] {
  const random = seeded(2026);
  const lives = Array.from({ length: members }, () => begin(random));
  const seen = { changes: 0, ups: 0, downs: 0, notices: 0, recovered: 0, two: 0, untold: 0, open: 0, early: 0 };
  const began = performance.now();
  for (let day = 0; day < warmUp + years * 365; day += 1) {
    const rf = lives.map((life) => dayOf(life, day, random));
    const holdings = lives.map((life, at) => ({ customerId: String(at), netCents: life.net < 1e-6 ? 0 : life.net, rf: rf[at] ?? 0 }));
    const [vital, wider] = [vitalSet(holdings), vitalSet(holdings, 0.85)];
    for (const [at, life] of lives.entries()) {
      const own = { rf: rf[at] ?? 0, vital: vital.has(String(at)), wider: wider.has(String(at)) };
      life.axes = step(life.axes, own, { day });
      const facts: Facts = { ...own, rank: null, segment: segmentAt(life.axes), stage: life.stageUntil >= day ? 3 : 1, tenureDays: day };
      const before = life.standing;
      const { after, move } = climb(before, { day, ladder, facts, openRequest: life.requestUntil >= day });
      life.standing = after;
      if (day < warmUp || !move) continue;
      const distance = after.level - before.level;
      seen.changes += Number(distance !== 0);
      seen.ups += Number(move === "up");
      seen.downs += Number(move === "down");
      seen.notices += Number(move === "notice");
      seen.recovered += Number(move === "recovered");
      seen.two += Number(Math.abs(distance) > 1);
      seen.untold += Number(distance < 0 && (before.toldOn === null || day - before.toldOn < patience.notice));
      seen.open += Number(distance < 0 && life.requestUntil >= day);
      seen.early += Number(distance < 0 && day - before.since < patience.held);
    }
  }
  const rate = seen.changes / members / years;
  const levels = [0, 1, 2, 3].map((level) => lives.filter((life) => life.standing.level === level).length);
  return [
    { what: `tier changes per member and year, ${members} members, ${years} years`, value: `${rate.toFixed(2)} (${seen.ups} up, ${seen.downs} down; ${((performance.now() - began) / 1000).toFixed(0)} s)`, wanted: "≤ 1.5", good: rate <= 1.5 },
    { what: "falls: two steps, untold, with an open request, before 90 days", value: `${seen.two}, ${seen.untold}, ${seen.open}, ${seen.early}`, wanted: "none", good: seen.two + seen.untold + seen.open + seen.early === 0 && seen.downs > 0 },
    { what: "notices given, and made good in time", value: `${seen.notices}, ${seen.recovered}; on the ladder at the end ${levels.join(", ")}` },
  ];
}
