import { type History, poolOf } from "./history.ts";
import { fitPurchasing, type Purchasing } from "./purchasing.ts";
import { betaNumber, gammaNumber, seeded } from "./random.ts";
import { fitSpending, type Spending, type Spent } from "./spending.ts";

/** One customer drawn from a model and watched for T. */
export function simulateHistory(random: () => number, model: Purchasing, T: number): History {
  const rate = gammaNumber(random, model.r, model.alpha);
  const leaving = betaNumber(random, model.a, model.b);
  let [x, tx, now] = [0, 0, 0];
  let present = !(model.kind === "mbg" && random() < leaving);
  while (present) {
    now -= Math.log(random()) / rate;
    if (!(now <= T)) break;
    x += 1;
    tx = now;
    present = random() >= leaving;
  }
  return { x, tx, T };
}

/** What a customer with x repeat purchases would have spent on the mean under a model. */
export function simulateSpent(random: () => number, { p, q, gamma }: Spending, x: number): Spent {
  return { x, mean: gammaNumber(random, p * x, gammaNumber(random, q, gamma)) / x };
}

export type Replicate = { purchasing: Purchasing; spending: Spending | undefined };

/**
 * Parametric bootstrap (Efron & Tibshirani 1993, chapter 6): as many customers as there are, with their own T, drawn from
 * the fitted models and fitted again. A replicate that does not converge is left out. The same seed gives the same ones.
 */
export function replicates(fitted: Replicate, histories: readonly History[], { count, seed }: { count: number; seed: number }): Replicate[] {
  const random = seeded(seed);
  const made: Replicate[] = [];
  for (let round = 0; round < count; round += 1) {
    const drawn = histories.map(({ T }) => simulateHistory(random, fitted.purchasing, T));
    if (drawn.every(({ x }) => x === 0)) continue;
    const purchasing = fitPurchasing(fitted.purchasing.kind, poolOf(drawn), fitted.purchasing);
    const { spending } = fitted;
    const spent = spending ? histories.filter(({ x }) => x > 0).map(({ x }) => simulateSpent(random, spending, x)) : [];
    const again = spending && spent.length >= 3 ? fitSpending(spent, spending) : undefined;
    if (purchasing.converged && again?.converged !== false) made.push({ purchasing: purchasing.model, spending: again?.model });
  }
  return made;
}

/** The quantile of values by linear interpolation between them (Hyndman & Fan 1996, type 7); NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const rising = Float64Array.from(values).sort();
  const at = share * (rising.length - 1);
  const [below = Number.NaN, above = below] = [rising[Math.floor(at)], rising[Math.ceil(at)]];
  return below + (at - Math.floor(at)) * (above - below);
}

/** The middle 95 % of a quantity over the replicates. */
export function intervalOf(made: readonly Replicate[], quantity: (one: Replicate) => number): [low: number, high: number] {
  const values = made.map(quantity).filter(Number.isFinite);
  return [quantile(values, 0.025), quantile(values, 0.975)];
}
