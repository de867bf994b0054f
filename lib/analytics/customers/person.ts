import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { choicesOf } from "#lib/relationship/control.ts";
import { factorOf, indicatorTermsOf, termsOf, wouldAdd } from "#lib/relationship/factor.ts";
import { intervalOf } from "#lib/relationship/lifetime/bootstrap.ts";
import { aliveOf, expectedNext } from "#lib/relationship/lifetime/purchasing.ts";
import { expectedSpend } from "#lib/relationship/lifetime/spending.ts";
import { discountedNext, type Horizon } from "#lib/relationship/lifetime/value.ts";
import { readHistory as readNights } from "#lib/relationship/segments/snapshots.ts";
import { readThresholds } from "#lib/relationship/segments/thresholds.ts";
import { readStanding } from "#lib/relationship/queries.ts";
import { maySeeIndividuals } from "../policy.ts";
import { isOne } from "../segments/compile.ts";
import { noteRead } from "./access-log.ts";
import { type FactRow, rowColumns, rowOf } from "./columns.ts";
import { movesOf } from "./nights.ts";
import { listNotes } from "./notes.ts";
import { readReplicates } from "./replicates.ts";
import { ordersOf } from "./timeline.ts";
import type { GrantView, Interval, LifetimeView, PersonView, TierChange } from "./types.ts";
import { wouldChange } from "./would-change.ts";

const horizon: Horizon = { length: 365, perYear: 365.25, yearly: 0.1 };
const epoch = "'1970-01-01'::date";
const readHead = `
  SELECT ${rowColumns}, a.suspended_at IS NOT NULL AND coalesce(a.suspended_until > now(), true) AS suspended, s.currency, night.total, night.day AS "asOf",
    p.x_high AS "xHigh", p.x_turning - ${epoch} AS "xTurning", p.y_high AS "yHigh", p.y_turning - ${epoch} AS "yTurning",
    CASE WHEN h.granted IS NOT NULL THEN json_build_object('level', h.granted, 'until', h.grant_until, 'reason', h.grant_reason, 'by', (SELECT g.name FROM account g WHERE g.id = h.granted_by)) END AS grant,
    (SELECT min(v.net_cents) FROM customer_fact v WHERE v.vital) AS edge, ARRAY(SELECT badge FROM badge b WHERE b.account_id = c.customer_id ORDER BY awarded_at) AS badges, ARRAY(SELECT kind FROM left_out x WHERE x.customer_id = c.customer_id) AS out
  FROM customer_fact c JOIN account a ON a.id = c.customer_id LEFT JOIN portfolio p ON p.customer_id = c.customer_id LEFT JOIN tier_standing h ON h.customer_id = c.customer_id
    LEFT JOIN catalogue_setting s ON true LEFT JOIN (SELECT (summary->>'netCents')::float8 AS total, day::text AS day FROM portfolio_day ORDER BY day DESC LIMIT 1) night ON true
  WHERE c.customer_id = $1 AND ${isOne}`;
type Head = FactRow & { suspended: boolean; currency: string | null; total: number | null; asOf: string | null; xHigh: boolean | null; xTurning: number | null; yHigh: boolean | null; yTurning: number | null; edge: number | null; badges: string[]; out: string[]; grant: GrantView | null };
const readToday = `SELECT kind, count FROM interaction_day WHERE customer_id = $1 AND day = (now() AT TIME ZONE 'UTC')::date`;
const readTiers = `SELECT kind, before, after, cause, day::text AS day FROM tier_change WHERE customer_id = $1 ORDER BY made_at DESC, id DESC LIMIT 30`;
// By days on which they paid, as the lifetime models see them; `mean` is of repeat purchases, `paid` of all.
const readLife = `
  SELECT (count(*) - 1)::int AS x, (max(day) - min(day))::int AS tx, min(day) - ${epoch} AS first, (sum(paid) FILTER (WHERE day > first) / nullif(count(*) - 1, 0))::float8 AS mean, avg(paid)::float8 AS paid
  FROM (SELECT day, paid, min(day) OVER () AS first FROM (SELECT (placed_at AT TIME ZONE 'UTC')::date AS day, sum(net_cents) AS paid FROM purchase WHERE customer_id = $1 AND counts AND net_cents > 0 GROUP BY 1) d) lined HAVING count(*) > 0`;
type Life = { x: number; tx: number; first: number; mean: number | null; paid: number };

/** What the last night's lifetime models say of a history, with the middle 95 % of what their replicates say. */
export function lifetimeOf(life: Life, models: NonNullable<Awaited<ReturnType<typeof readReplicates>>>): LifetimeView {
  const { fit, made, drawn } = models;
  const day = dayOf(new Date(fit.day));
  const history = { x: life.x, tx: Math.min(life.tx, day - life.first), T: Math.max(0, day - life.first) };
  const spent = { x: life.x, mean: (life.mean ?? 0) / 100 };
  const between = (value: number, of: Parameters<typeof intervalOf>[1]): Interval => {
    const [low, high] = made.length >= 10 ? intervalOf(made, of) : [null, null];
    return { value, low, high };
  };
  const alive = aliveOf(fit.purchasing, history);
  const worth = (spend: number | null, next: number): number => (spend === null ? Number.NaN : 100 * spend * next);
  const told = fit.spending ? worth(expectedSpend(fit.spending, spent), discountedNext(fit.purchasing, history, horizon)) : Number.NaN;
  const value = Number.isNaN(told) ? null : Math.round(told);
  return {
    asOf: fit.day, drawn, alive: between(alive, (one) => aliveOf(one.purchasing, history)), nextYear: between(expectedNext(fit.purchasing, history, horizon.length), (one) => expectedNext(one.purchasing, history, horizon.length)),
    value: value === null ? null : between(value, (one) => (one.spending ? worth(expectedSpend(one.spending, spent), discountedNext(one.purchasing, history, horizon)) : Number.NaN)),
    loss: value === null ? null : Math.round(value * (1 - alive)),
  };
}

const axisOf = (high: boolean | null, turning: number | null) => ({ high: high ?? false, turning });

/** A customer as the studio knows them; that it was read is noted for them. Thirteen statements, most of them at once. */
export async function readPerson(actor: Actor, id: string): Promise<PersonView | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [head] = await db().query<Head>(readHead, [id]);
  if (!head) return missing();
  const { suspended, currency, total, asOf, xHigh, xTurning, yHigh, yTurning, edge, badges, out: left, grant, ...row } = head;
  const out = new Set(left);
  const at = new Date();
  const [, { standing, model }, thresholds, today, tiers, [life], models, nights, orders, notes] = await Promise.all([
    noteRead(db(), { accountId: id, readerId: me.id, what: "page" }), readStanding(id), readThresholds(db()), db().query<{ kind: string; count: number }>(readToday, [id]), db().query<TierChange>(readTiers, [id]),
    db().query<Life>(readLife, [id]), readReplicates(), readNights(id, dayOf(at) - 400), ordersOf(id, undefined), listNotes(db(), id, me),
  ]);
  const axes = { x: axisOf(xHigh, xTurning), y: axisOf(yHigh, yTurning) };
  return {
    customer: rowOf(row, total ?? 0), asOf, currency: currency ?? "EUR", suspended, badges, grant, tiers, orders, notes, segments: movesOf(nights),
    relationship: { factor: factorOf(standing, model, at), terms: termsOf(standing, model, at), indicators: indicatorTermsOf(standing, model, at), leftOut: choicesOf(out), version: model.version, wouldAdd: wouldAdd(standing, model, { at, today: new Map(today.map((one) => [one.kind, one.count])) }).filter((one) => !out.has(one.kind)) },
    lifetime: life && models && row.orders > 0 ? lifetimeOf(life, models) : null,
    changes: asOf === null ? [] : wouldChange({ standing, model, at, axes, threshold: thresholds.threshold, netCents: row.net ?? 0, edgeCents: edge, meanPaidCents: life ? Math.round(life.paid) : null }),
  };
}
