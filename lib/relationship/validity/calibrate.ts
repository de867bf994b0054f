import { db } from "#lib/core/transact.ts";
import { type Decaying, decaying } from "../weights.ts";
import { indicatorTermsOf, type Model } from "../factor.ts";
import type { Heard } from "../rebuild.ts";
import { readModel } from "../standing.ts";
import { type Indicator, signals } from "../types.ts";
import { amountsAt, type Evidence, factorsAt, partOf, readEvidence, saturations } from "./evidence.ts";
import { fitLogistic, positiveMedian } from "./fit-weights.ts";
import { measureAll, type Measures } from "./measures.ts";
import { draftVersion } from "./versions.ts";

export type Calibration = {
  asOf: string; window: number; trainedOn: number; judgedOn: number; from: number;
  kappa: Model["kappa"]; weights: Model["weights"]; indicators: Indicator[]; judged: Record<"live" | "draft", Measures>;
};

// FNV-1a: the same half for the same customer, whatever the order and whoever else there is.
function half(id: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 16) & 1;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** κ of every signal: the median of its positive values at the date; a signal that nobody has keeps the κ it had. */
export function halfSaturations(evidence: Pick<Evidence, "standings" | "asOf">, before: Model["kappa"]): Model["kappa"] {
  const kappa = { ...before };
  for (const signal of decaying) kappa[signal] = rounded(positiveMedian(amountsAt(evidence, signal)) ?? before[signal as Decaying], 6) || before[signal];
  return kappa;
}

/** The same of the external indicators. */
export function halfSaturationsOf(evidence: Pick<Evidence, "standings" | "asOf">, indicators: readonly Indicator[]): Indicator[] {
  const model = { version: 0, kappa: { f: 1, m: 1, v: 1, e: 1, p: 1, b: 1 }, weights: { r: 0, f: 0, m: 0, v: 0, e: 0, p: 0, b: 0 }, indicators };
  const amounts = evidence.standings.map((one) => indicatorTermsOf(one, model, evidence.asOf).map((term) => term.value));
  return indicators.map((one, index) => ({ ...one, kappa: rounded(positiveMedian(amounts.map((values) => values[index] ?? 0)) ?? one.kappa, 6) || one.kappa }));
}

/** The weights that tell best who buys again, in parts of 100; the ones before when no signal tells anything. An indicator that tells nothing keeps a weight too small to move anybody, so that it is still known. */
export function fittedWeights(evidence: Evidence, model: Model): Pick<Model, "weights"> & { indicators: Indicator[] } {
  const { slopes } = fitLogistic({ columns: saturations(evidence, model), bought: evidence.outcome.bought });
  const sum = slopes.reduce((all, one) => all + one, 0);
  const indicators = [...(model.indicators ?? [])];
  if (!(sum > 0)) return { weights: model.weights, indicators };
  const part = (index: number): number => rounded((100 * (slopes[index] ?? 0)) / sum, 2);
  return { weights: Object.fromEntries(signals.map((signal, index) => [signal, part(index)])) as Model["weights"], indicators: indicators.map((one, index) => ({ ...one, weight: Math.max(0.01, part(signals.length + index)) })) };
}

/**
 * A new version from evidence: κ are the medians at the date, the weights are fitted on one half of the customers, and both
 * the live model and the new one are judged on the other half, which the fit has never seen.
 */
export function calibrationOf(evidence: Evidence, live: Model, { count = 500, seed = 1 } = {}): Calibration {
  const kappa = halfSaturations(evidence, live.kappa);
  const places = evidence.ids.map((id, place) => ({ place, side: half(id, seed) }));
  const side = (which: number): Evidence => partOf(evidence, places.filter((one) => one.side === which).map((one) => one.place));
  const [train, judge] = [side(0), side(1)];
  const { weights, indicators } = fittedWeights(train, { ...live, kappa, indicators: halfSaturationsOf(evidence, live.indicators ?? []) });
  const judged = measureAll({ live: factorsAt(judge, live), draft: factorsAt(judge, { ...live, kappa, weights, indicators }) }, judge.outcome, { count, seed });
  return { asOf: evidence.asOf.toISOString(), window: evidence.window, trainedOn: train.ids.length, judgedOn: judge.ids.length, from: live.version, kappa, weights, indicators, judged };
}

/** Calibrates on what is known and writes the result down as a draft: nobody's factor changes until a person adopts it. */
export async function calibrate({ asOf, window, seed, madeBy, hears }: { asOf: Date; window: number; seed?: number; madeBy: string | null; hears?: Heard }): Promise<Calibration & { version: number }> {
  const live = await readModel(db());
  const found = calibrationOf(await readEvidence(asOf, window, hears), live, seed === undefined ? {} : { seed });
  if (found.trainedOn === 0) throw new Error("Nobody had done anything by then: there is nothing to calibrate on.");
  const { kappa, weights, indicators, ...metrics } = found;
  const version = await draftVersion({ kappa, weights, indicators, metrics, note: `Calibrated on ${found.asOf.slice(0, 10)} and the ${window} days after it`, madeBy });
  return { ...found, version };
}
