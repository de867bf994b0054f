/** What a customer's purchases amount to: x repeat purchases, the last of them t_x after the first purchase, watched until T after it. */
export type History = { x: number; tx: number; T: number };
/** The distinct histories of many customers, in columns, each with how many customers have it. */
export type Pool = { x: Float64Array; tx: Float64Array; T: Float64Array; count: Float64Array; customers: number; xs: number[]; place: Int32Array };

/** What is wrong with a history, in a sentence; undefined when it is one. */
export function flawOf({ x, tx, T }: History): string | undefined {
  if (!Number.isSafeInteger(x) || x < 0) return `${x} is no number of repeat purchases`;
  if (!(T >= 0 && T < Number.POSITIVE_INFINITY)) return `${T} is no length of time`;
  if (!(tx >= 0 && tx <= T)) return `the last purchase at ${tx} is not within ${T}`;
  return x === 0 && tx !== 0 ? `there is a last repeat purchase at ${tx}, and yet none` : undefined;
}

/** Pools histories: the likelihood needs each distinct (x, t_x, T) once (Fader, Hardie & Lee 2005, section 5). Throws a sentence when one is none. */
export function poolOf(histories: readonly History[]): Pool {
  const seen = new Map<number, Map<number, Map<number, { x: number; tx: number; T: number; count: number }>>>();
  const rows: { x: number; tx: number; T: number; count: number }[] = [];
  for (const history of histories) {
    const flaw = flawOf(history);
    if (flaw) throw new Error(`This is no purchase history: ${flaw}.`);
    const { x, tx, T } = history;
    const byTx = seen.get(x) ?? new Map<number, Map<number, (typeof rows)[number]>>();
    const byT = byTx.get(tx) ?? new Map<number, (typeof rows)[number]>();
    const row = byT.get(T) ?? { x, tx, T, count: 0 };
    if (row.count === 0) {
      rows.push(row);
      seen.set(x, byTx.set(tx, byT.set(T, row)));
    }
    row.count += 1;
  }
  const xs = [...seen.keys()].sort((a, b) => a - b);
  const placeOf = new Map(xs.map((x, index) => [x, index]));
  return {
    x: Float64Array.from(rows, (row) => row.x), tx: Float64Array.from(rows, (row) => row.tx), T: Float64Array.from(rows, (row) => row.T),
    count: Float64Array.from(rows, (row) => row.count), customers: histories.length, xs, place: Int32Array.from(rows, (row) => placeOf.get(row.x) ?? 0),
  };
}
