import { db, transact } from "#lib/core/transact.ts";
import { type History, poolOf } from "../lifetime/history.ts";
import { aliveOf, fitPurchasing, type Purchasing } from "../lifetime/purchasing.ts";
import { expectedSpend, fitSpending, type Spending, type Spent } from "../lifetime/spending.ts";
import { discountedNext, type Horizon } from "../lifetime/value.ts";
import { dateOf } from "./snapshots.ts";

export type Models = { purchasing: Purchasing; spending: Spending | null };
export type Outlook = { alive: number; nextYear: number; valueCents: number | null; lossCents: number | null };

const horizon: Horizon = { length: 365, perYear: 365.25, yearly: 0.1 };
const mostSpenders = 100_000;

/** Fits tonight's lifetime models to the histories of everybody, in days; undefined when too few bought twice. */
export async function fitNight(day: number): Promise<Models | undefined> {
  const rows = await db().query<{ x: number; tx: number; t: number; count: number }>("SELECT x, tx, t, count(*)::int AS count FROM night_life GROUP BY 1, 2, 3");
  const repeats = rows.reduce((sum, row) => sum + (row.x > 0 ? row.count : 0), 0);
  if (repeats < 30) return undefined;
  const pool = poolOf(rows.map(({ x, tx, t }): History => ({ x, tx, T: t })));
  for (const [at, { count }] of rows.entries()) pool.count[at] = count;
  pool.customers = rows.reduce((sum, row) => sum + row.count, 0);
  // Histories that are too alike have no best model, only ever better ones further out; any of those serves.
  const { model: purchasing, logLikelihood } = fitPurchasing("mbg", pool);
  if (!Number.isFinite(logLikelihood)) return undefined;
  const spent = await db().query<Spent>("SELECT x, mean / 100 AS mean FROM night_life WHERE x > 0 AND mean > 0 ORDER BY customer_id DESC LIMIT $1", [mostSpenders]);
  const spending = spent.length >= 30 ? fitSpending(spent).model : null;
  await transact((tx) => tx.query(
    `INSERT INTO lifetime_fit (day, purchasing, spending, customers, log_likelihood) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (day) DO UPDATE SET purchasing = excluded.purchasing, spending = excluded.spending, customers = excluded.customers, log_likelihood = excluded.log_likelihood`,
    [dateOf(day), JSON.stringify(purchasing), spending && JSON.stringify(spending), pool.customers, logLikelihood]));
  return { purchasing, spending };
}

/** What the models say of customers; those with the same history share the work. */
export function outlooks(models: Models): (history: History, meanCents: number) => Outlook {
  const known = new Map<number, { alive: number; next: number }>();
  return (history, meanCents) => {
    // Whole days, below two to the fifteenth of them: one number for each history.
    const key = (history.x * 32_768 + history.tx) * 32_768 + history.T;
    const found = known.get(key) ?? { alive: aliveOf(models.purchasing, history), next: discountedNext(models.purchasing, history, horizon) };
    if (known.size < 500_000) known.set(key, found);
    const spend = models.spending && expectedSpend(models.spending, { x: history.x, mean: meanCents / 100 });
    const value = spend === null ? null : Math.round(100 * spend * found.next);
    // What would be lost with them: their value if they are still there, by how likely they are not (model, section 8).
    return { alive: found.alive, nextYear: found.next, valueCents: value, lossCents: value === null ? null : Math.round(value * (1 - found.alive)) };
  };
}
