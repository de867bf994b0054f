import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import type { Model } from "../factor.ts";
import type { Heard } from "../rebuild.ts";
import { readModel } from "../standing.ts";
import { type Evidence, factorsAt, readEvidence } from "./evidence.ts";
import { measureAll, type Measures } from "./measures.ts";

export const criteria = ["rf", "rfm", "recency"] as const;
export type Criterion = (typeof criteria)[number];
export type Validity = {
  asOf: string; window: number; version: number; customers: number; bought: number; cameBack: number; seconds: number;
  /** `own`: the factor without what other systems say, where the model has indicators: what they add. */
  measures: Record<Criterion, Measures> & { own?: Measures }; stillValid: boolean; warning: string | null;
};


/** How well a model, plain RFM and recency alone told what followed. */
export function compareCriteria(model: Model, evidence: Evidence, options: { count?: number; seed?: number } = {}): Validity["measures"] {
  return measureAll({
    ...(model.indicators?.length ? { own: factorsAt(evidence, { ...model, indicators: [] }) } : {}),
    // Recency and RFM are meant with their usual weight even where the model has none for them.
    rf: factorsAt(evidence, model), rfm: factorsAt(evidence, { ...model, indicators: [], weights: { r: 15, f: 20, m: 15, v: 0, e: 0, p: 0, b: 0 } }), recency: factorsAt(evidence, { ...model, indicators: [], weights: { r: 1, f: 0, m: 0, v: 0, e: 0, p: 0, b: 0 } }),
  } as Record<Criterion, Float64Array>, evidence.outcome, options);
}

/** Whether the live criterion still stands: its AUC is not below the interval of the best alternative (model, section 3). Else a sentence that says so. */
export function warningOf(measures: Record<Criterion, Measures>): string | null {
  const live = measures.rf.auc;
  const [best] = (["rfm", "recency"] as const).map((name) => ({ name, auc: measures[name].auc })).sort((a, b) => (b.auc?.value ?? 0) - (a.auc?.value ?? 0));
  if (!live || !best?.auc || live.value >= best.auc.low) return null;
  const shown = best.name === "rfm" ? "plain RFM" : "recency alone";
  return `The factor tells who buys again worse than ${shown}: AUC ${live.value.toFixed(3)} against ${best.auc.value.toFixed(3)} (95 % ${best.auc.low.toFixed(3)}–${best.auc.high.toFixed(3)}). Calibrate, look at the preview, and adopt a new version.`;
}

/**
 * Checks the criterion of analysis (Ko & Shikama, II.D): the factor as of a date against what followed in the window, beside
 * plain RFM and recency alone. Whatever it says is said.
 */
export async function examineValidity({ asOf, window, count, seed, hears }: { asOf: Date; window: number; count?: number; seed?: number; hears?: Heard }): Promise<Validity> {
  const began = performance.now();
  const model = await readModel(db());
  const evidence = await readEvidence(asOf, window, hears);
  const measures = compareCriteria(model, evidence, { ...(count === undefined ? {} : { count }), ...(seed === undefined ? {} : { seed }) });
  const warning = warningOf(measures);
  const sum = (list: Uint8Array): number => list.reduce((all, one) => all + one, 0);
  return {
    asOf: asOf.toISOString(), window, version: model.version, customers: evidence.ids.length, bought: sum(evidence.outcome.bought), cameBack: sum(evidence.outcome.back),
    measures, stillValid: warning === null, warning, seconds: (performance.now() - began) / 1000,
  };
}

/** Keeps what was found, for whoever asks since when the criterion is valid. */
export async function keepValidity(found: Validity): Promise<void> {
  await db().query("INSERT INTO validity_run (id, as_of, window_days, version, still_valid, report) VALUES ($1, $2, $3, $4, $5, $6)",
    [newId(), found.asOf, found.window, found.version, found.stillValid, JSON.stringify(found)]);
}

/** The last looks at the criterion's validity, the newest first. */
export async function readValidity(limit = 20): Promise<(Validity & { madeAt: string })[]> {
  const rows = await db().query<{ report: Validity; madeAt: Date }>(`SELECT report, made_at AS "madeAt" FROM validity_run ORDER BY made_at DESC, id DESC LIMIT $1`, [limit]);
  return rows.map(({ report, madeAt }) => ({ ...report, madeAt: madeAt.toISOString() }));
}
