import { db, transact } from "#lib/core/transact.ts";
import { type Replicate, replicates } from "#lib/relationship/lifetime/bootstrap.ts";
import type { Purchasing } from "#lib/relationship/lifetime/purchasing.ts";
import type { Spending } from "#lib/relationship/lifetime/spending.ts";

export type Fit = { day: string; purchasing: Purchasing; spending: Spending | null; customers: number };
const rounds = 30;
const most = 500;

const readFit = `SELECT day::text AS day, purchasing, spending, customers FROM lifetime_fit ORDER BY day DESC LIMIT 1`;
// The lengths of time alone are needed: whom the models are fitted to again is drawn.
const readLengths = `
  SELECT ($1::date - min((placed_at AT TIME ZONE 'UTC')::date))::int AS t, (count(DISTINCT (placed_at AT TIME ZONE 'UTC')::date) - 1)::int AS x FROM purchase
  WHERE counts AND net_cents > 0 AND placed_at < $1::date + 1 AND customer_id IN (SELECT customer_id FROM customer_fact WHERE orders > 0 ORDER BY customer_id DESC LIMIT $2) GROUP BY customer_id`;

/** The last night's lifetime models, with their replicates where they were made. */
export async function readReplicates(): Promise<{ fit: Fit; made: Replicate[]; drawn: number } | undefined> {
  const [row] = await db().query<Fit & { made: { purchasing: Purchasing; spending: Spending | null }[] | null; drawn: number | null }>(
    `SELECT f.day::text AS day, f.purchasing, f.spending, f.customers, r.made, r.customers AS drawn FROM lifetime_fit f LEFT JOIN lifetime_replicate r ON r.day = f.day ORDER BY f.day DESC LIMIT 1`);
  if (!row) return undefined;
  const { made, drawn, ...fit } = row;
  return { fit, made: (made ?? []).map((one) => ({ purchasing: one.purchasing, spending: one.spending ?? undefined })), drawn: drawn ?? 0 };
}

/**
 * Draws customers from the last night's models and fits them again, some thirty times: the parametric bootstrap behind the
 * intervals on a customer's page. Over five hundred of them at most, which makes an interval wider than it need be, never narrower.
 */
export async function refitReplicates(): Promise<number> {
  const [fit] = await db().query<Fit>(readFit);
  if (!fit) return 0;
  const lengths = await db().query<{ t: number; x: number }>(readLengths, [fit.day, most]);
  if (lengths.length < 30) return 0;
  const made = replicates({ purchasing: fit.purchasing, spending: fit.spending ?? undefined }, lengths.map(({ t, x }) => ({ x, tx: 0, T: t })), { count: rounds, seed: 1 });
  await transact((tx) => tx.query("INSERT INTO lifetime_replicate (day, made, customers) VALUES ($1, $2, $3) ON CONFLICT (day) DO UPDATE SET made = excluded.made, customers = excluded.customers",
    [fit.day, JSON.stringify(made.map((one) => ({ purchasing: one.purchasing, spending: one.spending ?? null }))), lengths.length]));
  return made.length;
}
