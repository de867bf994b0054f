import { countedChange } from "./counted.ts";
import { add, type Decayed, dayOf, forward, recency } from "./decay.ts";
import { signals, type Signal, type Term } from "./types.ts";
import { type Decaying, weighings } from "./weights.ts";

/** A numbered, frozen model version: half-saturation points and weights. */
export type Model = { version: number; kappa: Record<Decaying, number>; weights: Record<Signal, number> };
/** Everything the factor of one customer is computed from; nobody else's behaviour is in it. */
export type Standing = { decayed: Decayed | undefined; lastAt: Date | null };

/** p = s / (s + κ), in [0, 1). Money can be below zero after refunds; that is no relationship, not a negative one. */
export function saturation(value: number, kappa: number): number {
  return value > 0 ? value / (value + kappa) : 0;
}

/** The seven terms at an instant (model, section 3); their points add up to the factor. */
export function termsOf(standing: Standing, model: Model, at: Date): Term[] {
  const now = standing.decayed && forward(standing.decayed, dayOf(at));
  const total = signals.reduce((sum, signal) => sum + model.weights[signal], 0);
  return signals.map((signal) => {
    const weight = model.weights[signal];
    const kappa = signal === "r" ? null : model.kappa[signal];
    const value = signal === "r" ? recency(standing.lastAt, at) : (now?.[signal] ?? 0);
    const p = kappa === null ? value : saturation(value, kappa);
    return { signal, value, kappa, p, weight, points: total > 0 ? (100 * weight * p) / total : 0 };
  });
}

/** The relationship factor, always in [0, 100]. */
export function factorOf(standing: Standing, model: Model, at: Date): number {
  const sum = termsOf(standing, model, at).reduce((points, term) => points + term.points, 0);
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
      decayed: standing.decayed ? add(standing.decayed, gain) : gain,
      lastAt: weighing.made && (standing.lastAt === null || standing.lastAt < now.at) ? now.at : standing.lastAt,
    };
    const points = Math.max(0, factorOf(after, model, now.at) - before);
    return { kind, points, cappedToday: weighing.cap !== null && count >= weighing.cap };
  }).sort((a, b) => b.points - a.points || (a.kind < b.kind ? -1 : 1));
}
