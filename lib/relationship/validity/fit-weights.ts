/** One column per signal, its saturation p of each customer; and who bought again. */
export type Evidence = { columns: readonly Float64Array[]; bought: Uint8Array };
export type Logistic = { intercept: number; slopes: number[]; rounds: number };

const logistic = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

// One coordinate's Newton step given what everybody's odds are now.
function stepOf(column: Float64Array | undefined, { odds, bought }: { odds: Float64Array; bought: Uint8Array }): { slope: number; bend: number } {
  let [slope, bend] = [0, 0];
  for (let one = 0; one < odds.length; one += 1) {
    const p = logistic(odds[one] as number);
    const x = column ? (column[one] as number) : 1;
    slope += ((bought[one] as number) - p) * x;
    bend += p * (1 - p) * x * x;
  }
  return { slope, bend };
}

/**
 * Non-negative logistic regression of buying again on the saturated signals, by cyclic coordinate descent with Newton
 * steps clipped at zero (Friedman, Hastie & Tibshirani, JSS 33, 2010). The problem is convex, so what is found is the
 * one best; a ridge of 1e-4 per customer keeps it finite where a signal tells the two apart completely.
 */
export function fitLogistic({ columns, bought }: Evidence, { most = 300, tolerance = 1e-7 } = {}): Logistic {
  const n = bought.length;
  const odds = new Float64Array(n);
  const slopes = columns.map(() => 0);
  const ridge = 1e-4 * n;
  let intercept = 0;
  let rounds = 0;
  for (; rounds < most; rounds += 1) {
    let moved = 0;
    const free = stepOf(undefined, { odds, bought });
    const shift = Math.max(-2, Math.min(2, free.bend > 0 ? free.slope / free.bend : 0));
    intercept += shift;
    for (let one = 0; one < n; one += 1) odds[one] = (odds[one] as number) + shift;
    moved = Math.max(moved, Math.abs(shift));
    for (const [index, column] of columns.entries()) {
      const { slope, bend } = stepOf(column, { odds, bought });
      const old = slopes[index] ?? 0;
      const wanted = bend + ridge > 0 ? old + Math.max(-2, Math.min(2, (slope - ridge * old) / (bend + ridge))) : old;
      const change = Math.max(0, wanted) - old;
      if (change === 0) continue;
      slopes[index] = old + change;
      for (let one = 0; one < n; one += 1) odds[one] = (odds[one] as number) + change * (column[one] as number);
      moved = Math.max(moved, Math.abs(change));
    }
    if (moved < tolerance) break;
  }
  return { intercept, slopes, rounds };
}

/** The median of the positive values; undefined when there is none. */
export function positiveMedian(values: readonly number[] | Float64Array): number | undefined {
  const rising = Float64Array.from(values).filter((value) => value > 0).sort();
  const half = rising.length / 2;
  if (rising.length === 0) return undefined;
  return rising.length % 2 ? rising[Math.floor(half)] : ((rising[half - 1] ?? 0) + (rising[half] ?? 0)) / 2;
}
