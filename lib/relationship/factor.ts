import { countedChange } from "./counted.ts";
import { add, type Decayed, dayOf, forward, recency, remaining } from "./decay.ts";
import { type Indicator, type IndicatorTerm, signals, type Signal, type Term, type Told } from "./types.ts";
import { type Decaying, weighings } from "./weights.ts";

/** A numbered, frozen model version: half-saturation points and weights. */
export type Model = { version: number; kappa: Record<Decaying, number>; weights: Record<Signal, number>; indicators?: readonly Indicator[] };
/** Everything the factor of one customer is computed from; nobody else's behaviour is in it. */
export type Standing = { decayed: Decayed | undefined; lastAt: Date | null; told?: readonly Told[] };

const weightOf = ({ weights, indicators = [] }: Model): number => signals.reduce((sum, signal) => sum + weights[signal], 0) + indicators.reduce((sum, one) => sum + one.weight, 0);

/** p = s / (s + κ), in [0, 1). Money can be below zero after refunds; that is no relationship, not a negative one. */
export function saturation(value: number, kappa: number): number {
  return value > 0 ? value / (value + kappa) : 0;
}

/** The seven terms at an instant (model, section 3); their points add up to the factor. */
export function termsOf(standing: Standing, model: Model, at: Date): Term[] {
  const now = standing.decayed && forward(standing.decayed, dayOf(at));
  const total = weightOf(model);
  return signals.map((signal) => {
    const weight = model.weights[signal];
    const kappa = signal === "r" ? null : model.kappa[signal];
    const value = signal === "r" ? recency(standing.lastAt, at) : (now?.[signal] ?? 0);
    const p = kappa === null ? value : saturation(value, kappa);
    return { signal, value, kappa, p, weight, points: total > 0 ? (100 * weight * p) / total : 0 };
  });
}

/** The terms of the model's external indicators, each a decayed sum of what it said, like the seven. */
export function indicatorTermsOf(standing: Standing, model: Model, at: Date): IndicatorTerm[] {
  const total = weightOf(model);
  const today = dayOf(at);
  return (model.indicators ?? []).map((one) => {
    const value = (standing.told ?? []).reduce((sum, told) => (told.name === one.name && told.day <= today ? sum + remaining(told.amount, today - told.day, one.halfLife) : sum), 0);
    const p = saturation(value, one.kappa);
    return { ...one, value, p, points: total > 0 ? (100 * one.weight * p) / total : 0 };
  });
}

/** The relationship factor, always in [0, 100]. */
export function factorOf(standing: Standing, model: Model, at: Date): number {
  const own = termsOf(standing, model, at).reduce((points, term) => points + term.points, 0);
  const sum = model.indicators?.length ? indicatorTermsOf(standing, model, at).reduce((points, term) => points + term.points, own) : own;
  return Math.min(100, Math.max(0, sum));
}

/**
 * What one more of each kind would add right now, given how many of today already count. A purchase is taken at
 * value 0, which is the least it can add. Greatest first.
 */
export function wouldAdd(
  standing: Standing, model: Model, now: { at: Date; today: ReadonlyMap<string, number> },
): { kind: string; points: number; cappedToday: boolean }[] {
  const before = factorOf(standing, model, now.at);
  const day = dayOf(now.at);
  return [...weighings].filter(([, weighing]) => weighing.weight > 0).map(([kind, weighing]) => {
    const count = now.today.get(kind) ?? 0;
    const gain = countedChange(kind, { day, before: count, after: count + 1, value: 0 });
    const after: Standing = {
      ...standing,
      decayed: standing.decayed ? add(standing.decayed, gain) : gain,
      lastAt: weighing.made && (standing.lastAt === null || standing.lastAt < now.at) ? now.at : standing.lastAt,
    };
    const points = Math.max(0, factorOf(after, model, now.at) - before);
    return { kind, points, cappedToday: weighing.cap !== null && count >= weighing.cap };
  }).sort((a, b) => b.points - a.points || (a.kind < b.kind ? -1 : 1));
}
