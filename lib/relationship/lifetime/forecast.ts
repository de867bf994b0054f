import { type History, poolOf } from "./history.ts";
import { expectedNext, expectedOf, type Purchasing } from "./purchasing.ts";

/** A customer's history up to a date, and what was bought in the window after it (null: nobody has looked yet). */
export type Followed = { history: History; later: number | null };
export type Bin = { past: string; customers: number; actual: number; expected: number; meanError: number };
export type Judged = { expected: number; actual: number; errorPercent: number; meanAbsoluteError: number; rootMeanSquareError: number; bins: Bin[] };

const most = 7;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a model says of the window after, against what came, all in all and by how many repeat purchases were known (2005, table 3 and figure 5). */
export function judge(model: Purchasing, followed: readonly Followed[], window: number): Judged {
  const rows = followed.filter((one): one is { history: History; later: number } => one.later !== null)
    .map(({ history, later }) => ({ past: Math.min(history.x, most), later, expected: expectedNext(model, history, window) }));
  const expected = rows.reduce((sum, row) => sum + row.expected, 0);
  const actual = rows.reduce((sum, row) => sum + row.later, 0);
  const bins = Array.from({ length: most + 1 }, (_, past) => ({ past, inside: rows.filter((row) => row.past === past) })).filter(({ inside }) => inside.length > 0);
  return {
    expected, actual, errorPercent: (100 * (expected - actual)) / actual,
    meanAbsoluteError: mean(rows.map((row) => Math.abs(row.later - row.expected))), rootMeanSquareError: Math.sqrt(mean(rows.map((row) => (row.later - row.expected) ** 2))),
    bins: bins.map(({ past, inside }) => ({
      past: past === most ? `${most}+` : String(past), customers: inside.length, actual: mean(inside.map((row) => row.later)),
      expected: mean(inside.map((row) => row.expected)), meanError: mean(inside.map((row) => Math.abs(row.later - row.expected))),
    })),
  };
}

/** Repeat purchases of all these customers until each of the given times, where 0 is the end of what the model was fitted on (2005, figure 4). */
export function tracked(model: Purchasing, histories: readonly History[], times: readonly number[]): number[] {
  const known = poolOf(histories.map(({ T }) => ({ x: 0, tx: 0, T })));
  return times.map((time) => {
    let sum = 0;
    for (const [row, T] of known.T.entries()) sum += T + time > 0 ? (known.count[row] ?? 0) * expectedOf(model, T + time) : 0;
    return sum;
  });
}
