import type { History } from "./history.ts";
import { expectedNextAt, type Purchasing } from "./purchasing.ts";

/** Over how long, and what later money is worth now: `yearly` 0.1 makes 1.00 in a year worth 0.909 today. Both in the unit of the histories. */
export type Horizon = { length: number; perYear: number; yearly: number };

// Gauss-Legendre on [0, 1] with twelve points: exact for polynomials up to degree 23.
const half: readonly (readonly [node: number, weight: number])[] = [
  [0.1252334085114689, 0.2491470458134028], [0.3678314989981802, 0.2334925365383548], [0.5873179542866175, 0.2031674267230659],
  [0.7699026741943047, 0.1600783285433462], [0.9041172563704749, 0.1069393259953184], [0.9815606342467192, 0.0471753363865118],
];
const points = half.flatMap(([node, weight]) => [{ at: (1 - node) / 2, weight: weight / 2 }, { at: (1 + node) / 2, weight: weight / 2 }]).sort((a, b) => a.at - b.at);

/**
 * The purchases expected of a customer within the horizon, each counted at what its money is worth now:
 *   ∫₀ᴴ e^(−δt) dE[Y(t)] = e^(−δH) E[Y(H)] + δ ∫₀ᴴ e^(−δt) E[Y(t)] dt   (by parts, so that only E[Y] is needed).
 */
export function discountedNext(model: Purchasing, history: History, { length, perYear, yearly }: Horizon): number {
  const delta = Math.log1p(yearly) / perYear;
  const expected = expectedNextAt(model, history, [...points.map(({ at }) => at * length), length]);
  const end = Math.exp(-delta * length) * (expected[points.length] ?? 0);
  const inside = points.reduce((sum, { at, weight }, index) => sum + weight * Math.exp(-delta * at * length) * (expected[index] ?? 0), 0);
  return end + delta * length * inside;
}

/**
 * Customer lifetime value over the horizon: discounted expected purchases × expected margin of one. It rises with the
 * horizon and the margin and falls with the discount, always. It rises with recency (t_x) at the same x. It need not rise
 * with x: many purchases long ago say more surely that somebody left (the increasing frequency paradox, 2005, section 6).
 */
export function lifetimeValue(model: Purchasing, history: History, { margin, horizon }: { margin: number; horizon: Horizon }): number {
  return margin * discountedNext(model, history, horizon);
}
