import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { factorOf, indicatorTermsOf, type Model, type Standing, termsOf, wouldAdd } from "./factor.ts";
import { modelOf, standingColumns, standingOf, type StandingRow } from "./standing.ts";
import { choicesOf, readLeftOut } from "./control.ts";
import { toldSql } from "./indicators.ts";
import type { RelationshipView, Told } from "./types.ts";
import { decaying, feeds, scoredKind, scoredKinds, weighings } from "./weights.ts";

const standingAndModel = `
  SELECT model.*, ${standingColumns}
  FROM (SELECT version, kappa, weights, indicators, ${toldSql("$1::uuid")} AS told FROM model_version WHERE status = 'adopted') model
  LEFT JOIN (SELECT r.* FROM relationship r JOIN account a ON a.id = r.customer_id AND a.role = 'customer') r ON r.customer_id = $1`;

/** A customer's standing, and the model it is read under. */
export async function readStanding(customerId: string): Promise<{ standing: Standing; model: Model }> {
  const [row] = await db().query<StandingRow & { version: number; kappa: unknown; weights: unknown; indicators: unknown; told: Told[] | null }>(standingAndModel, [customerId]);
  if (!row) throw new Error("There is no model version.");
  return { standing: { ...standingOf(row), told: row.told ?? [] }, model: modelOf(row) };
}

/** The customer's factor right now, in [0, 100]; 0 for staff and for whoever has not done anything yet. One statement. */
export async function readFactor(customerId: string): Promise<number> {
  const { standing, model } = await readStanding(customerId);
  return factorOf(standing, model, new Date());
}

const readToday = `SELECT kind, count FROM interaction_day WHERE customer_id = $1 AND day = ($2::timestamptz AT TIME ZONE 'UTC')::date`;
// The last few of each signal, so that a hundred visits never hide the one purchase.
const readBehind = `
  SELECT found.* FROM unnest($2::text[]) AS signal (kinds), LATERAL (
    SELECT i.id, i.kind, i.value, i.occurred_at AS "occurredAt", i.subject_type AS "subjectType", i.subject_id AS "subjectId",
           EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id) AS reversed
    FROM interaction i
    WHERE i.customer_id = $1 AND i.reverses IS NULL AND i.kind = ANY(string_to_array(signal.kinds, ','))
    ORDER BY i.occurred_at DESC, i.id DESC LIMIT 5) found
  ORDER BY found."occurredAt" DESC, found.id DESC`;
const kindsOfSignals = decaying.map((signal) => scoredKinds.filter((kind) => weighings.get(kind)?.signal === signal).join(","));

type BehindRow = { id: string; kind: string; value: number | null; occurredAt: Date; subjectType: string; subjectId: string; reversed: boolean };

/** The member's own relationship: the factor, its seven terms, what stands behind them, and what one more of each kind would add. */
export async function readRelationship(actor: Member): Promise<RelationshipView | Refusal> {
  if (actor.role !== "customer") return new Refusal("forbidden", "People who work here have no relationship factor.");
  return relationshipOf(actor.id, new Date());
}

/** The same of any customer, for who may see it. Four statements. */
export async function relationshipOf(customerId: string, at: Date): Promise<RelationshipView> {
  const [{ standing, model }, today, behind, out] = await Promise.all([
    readStanding(customerId),
    db().query<{ kind: string; count: number }>(readToday, [customerId, at]),
    db().query<BehindRow>(readBehind, [customerId, kindsOfSignals]),
    readLeftOut(db(), customerId),
  ]);
  return {
    factor: factorOf(standing, model, at), version: model.version, asOf: at.toISOString(), terms: termsOf(standing, model, at), indicators: indicatorTermsOf(standing, model, at), leftOut: choicesOf(out),
    behind: behind.map(({ value, occurredAt, ...row }) => (
      { ...row, signal: feeds(scoredKind(row.kind, value))[0] ?? null, leftOut: out.has(row.kind), occurredAt: occurredAt.toISOString() })),
    wouldAdd: wouldAdd(standing, model, { at, today: new Map(today.map((row) => [row.kind, row.count])) }).filter((one) => !out.has(one.kind)),
  };
}
