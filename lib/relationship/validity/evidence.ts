import { type Reader, transact } from "#lib/core/transact.ts";
import { forward, dayOf, nothing } from "../decay.ts";
import { factorOf, indicatorTermsOf, type Model, type Standing, termsOf } from "../factor.ts";
import { type Heard, heardPages, nobodyHears, recomputeIn } from "../rebuild.ts";
import { madeKinds } from "../weights.ts";
import { type Signal, signals } from "../types.ts";
import type { Outcome } from "./measures.ts";

/** Every customer as they stood at a date, and what followed in the window after it. */
export type Evidence = { asOf: Date; window: number; ids: string[]; standings: Standing[]; outcome: Outcome };

// The book's own money: a refund in the window takes back what was bought in it. Bought is to have paid for something.
const readSales = `
  SELECT p.customer_id AS "customerId", sum(p.net_cents)::float8 AS net, bool_or(p.net_cents > 0) AS bought
  FROM purchase p WHERE p.placed_at > $1::timestamptz AND p.placed_at <= $1::timestamptz + make_interval(days => $2) AND p.customer_id IS NOT NULL GROUP BY 1`;
const readBack = `
  SELECT DISTINCT customer_id AS "customerId" FROM interaction i
  WHERE occurred_at > $1::timestamptz AND occurred_at <= $1::timestamptz + make_interval(days => $2) AND kind = ANY($3::text[]) AND reverses IS NULL
    AND NOT (kind = 'purchase' AND coalesce(value, 0) < 0) AND NOT EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id)`;

async function outcomeOf(tx: Reader, ids: readonly string[], { asOf, window }: { asOf: Date; window: number }): Promise<Outcome> {
  const sales = new Map((await tx.query<{ customerId: string; net: number; bought: boolean }>(readSales, [asOf, window])).map((row) => [row.customerId, row]));
  const back = new Set((await tx.query<{ customerId: string }>(readBack, [asOf, window, madeKinds])).map((row) => row.customerId));
  return {
    bought: Uint8Array.from(ids, (id) => Number(sales.get(id)?.bought ?? false)), back: Uint8Array.from(ids, (id) => Number(back.has(id))),
    revenue: Float64Array.from(ids, (id) => sales.get(id)?.net ?? 0),
  };
}

/**
 * Splits history at a date: the standing of everybody who had done anything by then, from the ledger alone, and what they
 * did in the `window` days that followed. One snapshot.
 */
export function readEvidence(asOf: Date, window: number, hears: Heard = nobodyHears): Promise<Evidence> {
  return transact(async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const ids: string[] = [];
    const standings: Standing[] = [];
    for await (const page of heardPages(recomputeIn(tx, { asOf }), tx, hears)) {
      for (const { customerId, decayed, lastAt, told } of page) {
        if (!decayed) continue;
        ids.push(customerId);
        standings.push({ decayed, lastAt, ...(told?.length ? { told } : {}) });
      }
    }
    return { asOf, window, ids, standings, outcome: await outcomeOf(tx, ids, { asOf, window }) };
  });
}

/** The factor everybody had at the date under a model. */
export function factorsAt({ standings, asOf }: Pick<Evidence, "standings" | "asOf">, model: Model): Float64Array {
  return Float64Array.from(standings, (one) => factorOf(one, model, asOf));
}

/** The saturated signals at the date under a model, a column each: in the order of `signals`, and after them the model's indicators. */
export function saturations({ standings, asOf }: Pick<Evidence, "standings" | "asOf">, model: Model): Float64Array[] {
  const columns = [...signals, ...(model.indicators ?? [])].map(() => new Float64Array(standings.length));
  for (const [row, one] of standings.entries())
    for (const [index, { p }] of [...termsOf(one, model, asOf), ...indicatorTermsOf(one, model, asOf)].entries()) (columns[index] as Float64Array)[row] = p;
  return columns;
}

/** The raw values of one decaying signal at the date. */
export function amountsAt({ standings, asOf }: Pick<Evidence, "standings" | "asOf">, signal: Exclude<Signal, "r">): Float64Array {
  const day = dayOf(asOf);
  return Float64Array.from(standings, (one) => forward(one.decayed ?? nothing(day), day)[signal]);
}

/** Those of the evidence whose place is named. */
export function partOf(evidence: Evidence, places: readonly number[]): Evidence {
  const { bought, back, revenue } = evidence.outcome;
  const pick = <T>(list: readonly T[]): T[] => places.map((place) => list[place] as T);
  return {
    ...evidence, ids: pick(evidence.ids), standings: pick(evidence.standings),
    outcome: { bought: Uint8Array.from(places, (place) => bought[place] ?? 0), back: Uint8Array.from(places, (place) => back[place] ?? 0), revenue: Float64Array.from(places, (place) => revenue[place] ?? 0) },
  };
}
