import { db } from "#lib/core/transact.ts";
import { dayOf } from "../decay.ts";
import { poolOf } from "../lifetime/history.ts";
import { fitPurchasing } from "../lifetime/purchasing.ts";
import { fitSpending } from "../lifetime/spending.ts";
import { outlooks } from "./night-lifetimes.ts";
import { endOf, lifeSelect } from "./night-tables.ts";
import { dateOf } from "./snapshots.ts";

export type ChurnJudged = {
  asOf: string; window: number; customers: number; lostShare: number; leadDays: number | null;
  at: { k: number; byLoss: number; byAlive: number; byRecency: number; valueAtRisk: number; valueLost: number }[];
};

const window = `
  SELECT customer_id AS id, min((placed_at AT TIME ZONE 'UTC')::date) - '1970-01-01'::date AS next FROM purchase
  WHERE customer_id IS NOT NULL AND net_cents > 0 AND placed_at > $1::timestamptz AND placed_at <= $1::timestamptz + make_interval(days => $2) GROUP BY 1`;

/**
 * The churn watch on a held-out period: models of what was known at the date, and who of the first k did not buy in the
 * window after it, by expected loss, by P(alive) and by recency alone. `leadDays` is how long before the window's end, on
 * the median, the lost of the longest list had already been silent beyond their own usual gap.
 */
export async function judgeChurn({ asOf, days, ks }: { asOf: Date; days: number; ks: readonly number[] }): Promise<ChurnJudged> {
  const day = dayOf(asOf);
  const rows = await db().query<{ customer_id: string; x: number; tx: number; t: number; mean: number }>(lifeSelect, [endOf(day), dateOf(day)]);
  const later = new Map((await db().query<{ id: string; next: number }>(window, [endOf(day), days])).map((row) => [row.id, row.next]));
  const purchasing = fitPurchasing("mbg", poolOf(rows.map(({ x, tx, t }) => ({ x, tx, T: t })))).model;
  const spending = fitSpending(rows.map(({ x, mean }) => ({ x, mean: mean / 100 }))).model;
  const look = outlooks({ purchasing, spending });
  const all = rows.map((row) => ({ ...row, lost: !later.has(row.customer_id), ...look({ x: row.x, tx: row.tx, T: row.t }, row.mean) }));
  const orders = { byLoss: all.toSorted((a, b) => (b.lossCents ?? 0) - (a.lossCents ?? 0)), byAlive: all.toSorted((a, b) => a.alive - b.alive), byRecency: all.toSorted((a, b) => b.t - b.tx - (a.t - a.tx)) };
  const share = (list: readonly { lost: boolean }[]): number => list.filter((one) => one.lost).length / Math.max(1, list.length);
  const value = (list: readonly { valueCents: number | null }[]): number => list.reduce((sum, one) => sum + (one.valueCents ?? 0), 0);
  const leads = orders.byLoss.slice(0, Math.max(...ks)).filter((one) => one.lost && one.x > 0).map((one) => days + (one.t - one.tx) - one.tx / one.x).filter((lead) => lead > 0).sort((a, b) => a - b);
  return {
    asOf: dateOf(day), window: days, customers: all.length, lostShare: share(all), leadDays: leads[Math.floor(leads.length / 2)] ?? null,
    at: ks.map((k) => {
      const first = orders.byLoss.slice(0, k);
      return { k, byLoss: share(first), byAlive: share(orders.byAlive.slice(0, k)), byRecency: share(orders.byRecency.slice(0, k)), valueAtRisk: value(first) / 100, valueLost: value(first.filter((one) => one.lost)) / 100 };
    }),
  };
}
