import { simulateHistory } from "#lib/relationship/lifetime/bootstrap.ts";
import { poolOf } from "#lib/relationship/lifetime/history.ts";
import { fitPurchasing, type Purchasing } from "#lib/relationship/lifetime/purchasing.ts";
import { seeded } from "#lib/relationship/lifetime/random.ts";
import type { Figure } from "./report.ts";

// What the CDNOW sample is fitted by; histories to the day over 39 weeks, as its are.
const models: readonly Purchasing[] = [{ kind: "bg", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { kind: "mbg", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }];
const toTheDay = (weeks: number): number => Math.round(weeks * 7) / 7;

function timed(model: Purchasing, customers: number, wanted: number): Figure {
  const random = seeded(customers);
  const histories = Array.from({ length: customers }, () => {
    const { x, tx, T } = simulateHistory(random, model, toTheDay(27 + 12 * random()));
    return { x, tx: toTheDay(tx), T };
  });
  const began = performance.now();
  const found = fitPurchasing(model.kind, poolOf(histories));
  const seconds = (performance.now() - began) / 1000;
  const numbers = Object.entries(found.model).filter(([, value]) => typeof value === "number") as [string, number][];
  const finite = Number.isFinite(found.logLikelihood) && numbers.every(([, value]) => Number.isFinite(value));
  return {
    what: `${model.kind === "bg" ? "BG/NBD" : "MBG/NBD"} fitted to ${customers.toLocaleString("en")} simulated customers`, value: `${seconds.toFixed(2)} s; ${numbers.map(([name, value]) => `${name} ${value.toFixed(3)}`).join(" ")}`, wanted: `≤ ${wanted} s, no NaN`, good: finite && seconds <= wanted,
  };
}

/** How long lifetime models take to fit: a shop's first two thousand customers, and three hundred thousand. */
export function lifetimes(): Figure[] {
  return models.flatMap((model) => [timed(model, 2357, 1), timed(model, 300_000, 30)]);
}
