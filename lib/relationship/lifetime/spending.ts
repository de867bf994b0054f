import { compiled, lgam, psi } from "cephes";
import { minimise, type Objective } from "./minimise.ts";
import type { Fitted } from "./purchasing.ts";

await compiled;

/** Spend per purchase: Gamma(p, ν) for a customer whose ν is from Gamma(q, γ) (Gamma-Gamma; Fader & Hardie, note 025, 2013). */
export type Spending = { p: number; q: number; gamma: number };
/** A customer's repeat purchases and their mean value, in any one unit of money. */
export type Spent = { x: number; mean: number };

/** Minus the mean log-likelihood with its gradient (note 025, equation 1a), over the logarithms of p, q, γ. */
export function spendingObjective(spent: readonly Spent[]): Objective {
  const n = -spent.length;
  return ([lnP = 0, lnQ = 0, lnGamma = 0]) => {
    const [p, q, gamma] = [Math.exp(lnP), Math.exp(lnQ), Math.exp(lnGamma)];
    const [lgQ, psiQ] = [lgam(q), psi(q)];
    const byX = new Map<number, { both: number; own: number; psiBoth: number; psiOwn: number }>();
    let [sum, dp, dq, dGamma] = [0, 0, 0, 0];
    for (const { x, mean } of spent) {
      const known = byX.get(x) ?? { both: lgam(p * x + q), own: lgam(p * x), psiBoth: psi(p * x + q), psiOwn: psi(p * x) };
      byX.set(x, known);
      const whole = Math.log(gamma + x * mean);
      const all = Math.log(x * mean);
      sum += known.both - known.own - lgQ + q * lnGamma + p * x * all - Math.log(mean) - (p * x + q) * whole;
      dp += x * (known.psiBoth - known.psiOwn + all - whole);
      dq += known.psiBoth - psiQ + lnGamma - whole;
      dGamma += q / gamma - (p * x + q) / (gamma + x * mean);
    }
    return { value: sum / n, gradient: [(dp * p) / n, (dq * q) / n, (dGamma * gamma) / n] };
  };
}

/** The log-likelihood of what was spent under a model. */
export function spendingLikelihood({ p, q, gamma }: Spending, spent: readonly Spent[]): number {
  return -spent.length * spendingObjective(spent)([p, q, gamma].map(Math.log)).value;
}

/** The maximum likelihood model of those who bought again and spent something. Throws a sentence when there are too few. */
export function fitSpending(spent: readonly Spent[], start?: Spending): Fitted<Spending> {
  const buyers = spent.filter(({ x, mean }) => x > 0 && mean > 0);
  if (buyers.length < 3) throw new Error("Too few people bought again and paid something: there is nothing to fit their spending to.");
  const middle = buyers.reduce((sum, { mean }) => sum + mean, 0) / buyers.length;
  const from = start ?? { p: 2, q: 3, gamma: middle };
  const { at, value, iterations, converged } = minimise(spendingObjective(buyers), [from.p, from.q, from.gamma].map(Math.log));
  const [p = 0, q = 0, gamma = 0] = at.map(Math.exp);
  return { model: { p, q, gamma }, logLikelihood: -buyers.length * value, iterations, converged };
}

/** The mean spend expected of a customer per purchase (note 025, equation 5): between their own mean and everybody's. Null where the model has no mean (q ≤ 1 and nothing bought again). */
export function expectedSpend({ p, q, gamma }: Spending, { x, mean }: Spent): number | null {
  const paid = x > 0 && mean > 0 ? x : 0;
  const weight = p * paid + q - 1;
  return weight > 0 ? (p * (gamma + paid * mean)) / weight : null;
}
