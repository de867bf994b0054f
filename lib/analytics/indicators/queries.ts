import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readModel } from "#lib/relationship/standing.ts";
import { maySeeIndividuals } from "../policy.ts";
import { known } from "./kept.ts";
import type { AmountsView, IndicatorRow, IndicatorsView } from "./types.ts";

const notLeftOut = "NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = c.customer_id AND x.kind = 'indicator.' || c.name)";
const readAll = `
  SELECT k.name, k.label, k.half_life AS "halfLife", k.kappa, k.weight, k.version, k.live, coalesce(t.customers, 0) AS customers, t.median, t.last::text AS "lastDay"
  FROM ${known} k LEFT JOIN (SELECT name, count(*)::int AS customers, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median, max(last_day) AS last FROM customer_indicator GROUP BY 1) t ON t.name = k.name ORDER BY k.live DESC, k.name`;

/** The indicators that any model version names, with what was told of each. Two statements. */
export async function readIndicators(actor: Actor): Promise<IndicatorsView | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const [indicators, model] = await Promise.all([db().query<IndicatorRow>(readAll), readModel(db())]);
  const total = Object.values(model.weights).reduce((sum, one) => sum + one, 0) + (model.indicators ?? []).reduce((sum, one) => sum + one.weight, 0);
  return { indicators, liveVersion: model.version, total };
}

const most = 20_000;
/** What one indicator of the live model amounts to for those it was told of, for the picture; no more of them than the picture draws one by one. */
export async function readAmounts(actor: Actor, name: string): Promise<AmountsView | Refusal> {
  const me = maySeeIndividuals(actor);
  if (refused(me)) return me;
  const one = (await readModel(db())).indicators?.find((each) => each.name === name);
  if (!one) return missing();
  const rows = await db().query<{ id: string; amount: number }>(`SELECT customer_id AS id, amount FROM customer_indicator c WHERE name = $1 AND ${notLeftOut} ORDER BY amount DESC, customer_id LIMIT ${most}`, [name]);
  return { name, kappa: one.kappa, ids: rows.map((row) => row.id), amounts: rows.map((row) => Math.round(row.amount * 1000) / 1000) };
}

const ofPage = `SELECT customer_id AS id, json_object_agg(name, round(amount::numeric, 3)::float8) AS told FROM customer_indicator c WHERE customer_id = ANY($1::uuid[]) AND ${notLeftOut} GROUP BY 1`;

/** What indicators amount to for these customers, by name; whoever leaves them out is not in it. */
export async function indicatorsOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, Record<string, number>>> {
  const rows = await db().query<{ id: string; told: Record<string, number> }>(ofPage, [customerIds]);
  return new Map(rows.map((row) => [row.id, row.told]));
}
