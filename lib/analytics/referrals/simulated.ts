import { gammaNumber } from "#lib/relationship/lifetime/random.ts";
import type { Cohort } from "./measures.ts";

/** How simulated members bring others: K within T days, days to joining by Weibull(shape, scale), and how unequal members are (the shape of Gamma: 1 is very, 100 hardly). */
export type Bringing = { members: number; k: number; within: number; scale: number; shape: number; unequal: number };

const by = ({ scale, shape }: Bringing, days: number): number => 1 - Math.exp(-((days / scale) ** shape));

/** The cycle time that is true of such members: the median of the days among those who join within T. */
export function trueCycle(bringing: Bringing): number {
  return bringing.scale * (-Math.log(1 - by(bringing, bringing.within) / 2)) ** (1 / bringing.shape);
}

function poisson(random: () => number, mean: number): number {
  const floor = Math.exp(-mean);
  let [n, product] = [0, random()];
  while (product > floor) { n += 1; product *= random(); }
  return n;
}

/** A cohort drawn from what is known, watched for a full T: those whom they bring later are not seen, as they would not be. */
export function simulateCohort(random: () => number, bringing: Bringing): Cohort {
  const all = bringing.k / by(bringing, bringing.within);
  const delays: number[][] = [];
  for (let member = 0; member < bringing.members; member += 1) {
    const brought = poisson(random, all * gammaNumber(random, bringing.unequal, bringing.unequal));
    const days = Array.from({ length: brought }, () => bringing.scale * (-Math.log(random())) ** (1 / bringing.shape)).filter((one) => one <= bringing.within);
    if (days.length > 0) delays.push(days);
  }
  return { members: bringing.members, delays };
}
