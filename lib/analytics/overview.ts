import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import type { Night } from "#lib/relationship/segments/night.ts";
import { shownTo } from "./policy.ts";
import type { Rule } from "./segments/types.ts";
import { thinned } from "#lib/core/small-groups.ts";
import { type Counts, type OverviewView, type Said, seesIndividuals, segmentNames } from "./types.ts";

type Kept = { day: string; summary: Night & { turned?: Record<string, number> }; buyers: number | null; making80: number | null };
const readNights = `
  SELECT day::text AS day, summary, (picture::jsonb #>> '{concentration,buyers}')::int AS buyers, (picture::jsonb #>> '{concentration,making80}')::int AS making80
  FROM (SELECT day, summary, CASE WHEN day >= (SELECT max(day) FROM portfolio_day) - 8 THEN picture END AS picture FROM portfolio_day ORDER BY day DESC LIMIT 60) last ORDER BY day`;
const readRisk = "SELECT count(*) AS count, coalesce(sum(loss_cents), 0)::float8 AS loss FROM portfolio WHERE alive < 0.5 AND loss_cents > 0";
const readTiers = `SELECT count(*) FILTER (WHERE kind = 'up') AS up, count(*) FILTER (WHERE kind = 'down') AS down, count(*) FILTER (WHERE kind = 'notice') AS told FROM tier_change WHERE made_at > now() - interval '7 days'`;
const readJoined = `
  SELECT count(*) AS joined, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM purchase p WHERE p.customer_id = a.id)) AS bought FROM account a WHERE a.role = 'customer' AND a.created_at > now() - interval '7 days'`;
const readLook = `SELECT still_valid AS valid, made_at AS at, report #>> '{measures,rf,auc,value}' AS auc, (report #>> '{measures,rf,auc,low}')::float8 AS low FROM validity_run ORDER BY made_at DESC, id DESC LIMIT 1`;

const sum = (of: Record<string, number>, where: (move: string) => boolean): number => Object.entries(of).filter(([move]) => where(move)).reduce((all, [, count]) => all + count, 0);

/** The list of exactly those whom a rule holds for. */
const listOf = (rule: Rule, sort: string): string => `/studio/customers?sort=${sort}&where=${encodeURIComponent(JSON.stringify(rule))}`;

/** What moved between two nights, by what each night in between says it turned. */
function turnedSince(nights: readonly Kept[], since: string): Record<string, number> {
  const all: Record<string, number> = {};
  for (const night of nights) if (night.day > since) for (const [move, count] of Object.entries(night.summary.turned ?? {})) all[move] = (all[move] ?? 0) + count;
  return all;
}

async function spoken(nights: readonly Kept[], before: Kept | undefined): Promise<Said[]> {
  const [[risk], [tiers], [joined], [look]] = await Promise.all([
    db().query<{ count: number; loss: number }>(readRisk), db().query<{ up: number; down: number; told: number }>(readTiers), db().query<{ joined: number; bought: number }>(readJoined),
    db().query<{ valid: boolean; at: Date; auc: string | null; low: number | null }>(readLook),
  ]);
  const last = nights.at(-1);
  const turned = last && before ? turnedSince(nights, before.day) : {};
  const all = sum(turned, () => true);
  const said: (Said | false)[] = [
    all > 0 && { key: "moved", figures: { count: all, intoA: sum(turned, (move) => move.endsWith("A")), outOfA: sum(turned, (move) => move.startsWith("A")) }, path: `/studio/portfolio?since=${before?.day ?? ""}` },
    (risk?.count ?? 0) > 0 && { key: "risk", figures: { count: risk?.count ?? 0, money: risk?.loss ?? 0 }, path: listOf({ all: [{ field: "alive", op: "lt", value: 0.5 }, { field: "loss", op: "gt", value: 0 }] }, "loss") },
    last !== undefined && before !== undefined && before !== last && last.summary.netCents !== before.summary.netCents && { key: "net", figures: { money: last.summary.netCents, change: last.summary.netCents - before.summary.netCents }, path: "/studio/customers?sort=net" },
    (last?.making80 ?? 0) > 0 && { key: "vital", figures: { count: last?.making80 ?? 0, buyers: last?.buyers ?? 0, change: before?.making80 ? (last?.making80 ?? 0) - before.making80 : 0 }, path: listOf({ field: "rank", op: "lte", value: last?.making80 ?? 0 }, "net") },
    (tiers?.up ?? 0) + (tiers?.down ?? 0) + (tiers?.told ?? 0) > 0 && { key: "tiers", figures: { up: tiers?.up ?? 0, down: tiers?.down ?? 0, told: tiers?.told ?? 0 }, path: "/studio/tiers" },
    (joined?.joined ?? 0) > 0 && { key: "joined", figures: { count: joined?.joined ?? 0, bought: joined?.bought ?? 0 }, path: listOf({ field: "joined", op: "within", value: 7 }, "joined") },
    look !== undefined && { key: !look.valid ? "invalid" : (look.low ?? 0) > 0.5 ? "validity" : "weak", figures: { auc: Number(look.auc ?? 0), at: look.at.toISOString() }, path: "/studio/validity" },
  ];
  return said.filter((one) => one !== false);
}

const people = new Set(["count", "intoA", "outOfA", "up", "down", "told", "bought", "buyers"]);

/** Whether a reader may see a sentence: where groups are too small for them, it is not said. */
function sayable(actor: Member, said: Said): boolean {
  const of = (name: string): number => Number(said.figures[name] ?? 0);
  // What is left of a whole that is said is said by it.
  const rests = said.key === "moved" ? [of("count") - of("intoA") - of("outOfA")] : said.key === "joined" ? [of("count") - of("bought")] : said.key === "vital" ? [of("buyers") - of("count")] : [];
  if (rests.some((rest) => shownTo(actor, Math.max(0, rest)) === null)) return false;
  return Object.entries(said.figures).every(([name, value]) => !people.has(name) || typeof value !== "number" || shownTo(actor, value) !== null);
}

// Where the figures are of whoever may not see individuals: what has no such page leads nowhere.
const figurePages: Partial<Record<Said["key"], string>> = { vital: "/studio/concentration", joined: "/studio/cohorts" };

/** What changed in the week: at most five sentences with something behind each, and where everybody stands. */
export async function readOverview(actor: Member): Promise<OverviewView> {
  const [nights, { currency }] = await Promise.all([db().query<Kept>(readNights), readSettings(db())]);
  const last = nights.at(-1);
  const weekAgo = last && new Date(new Date(last.day).getTime() - 7 * 86_400_000).toISOString().slice(0, 10);
  const before = nights.findLast((night) => weekAgo !== undefined && night.day <= weekAgo);
  const individuals = seesIndividuals(actor);
  const countsOf = (night: Kept | undefined): Counts => {
    const all = segmentNames.map((name) => night?.summary.segments[name] ?? 0);
    const shown = individuals ? all : thinned(all);
    return Object.fromEntries(segmentNames.map((name, at) => [name, shown[at] ?? null])) as Counts;
  };
  const moneyOf = (night: Kept | undefined): number | null => (night && shownTo(actor, night.summary.customers) === null ? null : (night?.summary.netCents ?? 0));
  const said = (await spoken(nights, before)).filter((one) => sayable(actor, one)).slice(0, 5);
  return {
    day: last?.day ?? null, since: before?.day ?? null, currency, customers: shownTo(actor, last?.summary.customers ?? 0), counts: countsOf(last), netCents: moneyOf(last),
    individuals, said: individuals ? said : said.map((one) => ({ ...one, path: figurePages[one.key] ?? null })),
    nights: nights.map((night) => ({ day: night.day, counts: countsOf(night), netCents: moneyOf(night) })),
  };
}
