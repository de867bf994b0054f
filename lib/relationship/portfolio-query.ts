import { type Reader, transact } from "#lib/core/transact.ts";
import { factorOf } from "./factor.ts";
import { type Holding, type Portfolio, portfolioOf } from "./portfolio.ts";
import { broughtSql } from "./profit.ts";
import { recomputeIn } from "./rebuild.ts";
import { readModel } from "./standing.ts";

/** The portfolio of a period, with the totals it was made from in the book currency's major unit. */
export type PortfolioReport = Portfolio & {
  asOf: string; from: string | null; rows: number; invoices: number; net_revenue: number; gross_sales: number; cancellations_value: number;
};
type Sales = { customerId: string; net: number; profit: number; gross: number; cancelled: number; invoices: number; rows: number };

// The period ends at asOf and begins so many calendar days before it in the reader's time zone.
const readSales = `
  WITH sold AS (
    SELECT p.customer_id, sum(p.net_cents)::float8 AS net, sum(${broughtSql})::float8 AS brought, sum(greatest(p.net_cents, 0))::float8 AS gross, sum(least(p.net_cents, 0))::float8 AS cancelled, count(*) AS invoices, sum(jsonb_array_length(p.lines))::bigint AS rows
    FROM purchase p JOIN account a ON a.id = p.customer_id AND a.role = 'customer'
    WHERE p.counts AND p.placed_at <= $1::timestamptz AND ($2::timestamptz IS NULL OR p.placed_at > $2::timestamptz) GROUP BY 1),
  served AS (
    SELECT c.customer_id, sum(c.cents)::float8 AS cost FROM cost_entry c JOIN account a ON a.id = c.customer_id AND a.role = 'customer'
    WHERE c.at <= $1::timestamptz AND ($2::timestamptz IS NULL OR c.at > $2::timestamptz) GROUP BY 1)
  SELECT coalesce(s.customer_id, v.customer_id) AS "customerId", coalesce(s.net, 0) AS net, coalesce(s.brought, 0) - coalesce(v.cost, 0) AS profit, coalesce(s.gross, 0) AS gross, coalesce(s.cancelled, 0) AS cancelled,
    coalesce(s.invoices, 0) AS invoices, coalesce(s.rows, 0) AS rows FROM sold s FULL JOIN served v ON v.customer_id = s.customer_id`;
const readStart = `SELECT CASE WHEN $2::int IS NULL THEN NULL
  ELSE (($1::timestamptz AT TIME ZONE $3::text) - make_interval(days => $2::int)) AT TIME ZONE $3::text END AS start`;

/** Net profit in cents of everybody who bought in the `days` before an instant (365 unless said; UTC). */
export async function readNetProfit(reader: Reader, { asOf, days = 365 }: { asOf: Date; days?: number }): Promise<Map<string, number>> {
  const rows = await reader.query<Sales>(readSales, [asOf, new Date(asOf.getTime() - days * 86_400_000)]);
  return new Map(rows.map((row) => [row.customerId, row.profit]));
}

async function holdingsOf(tx: Reader, asOf: Date, sales: ReadonlyMap<string, Sales>): Promise<Holding[]> {
  const model = await readModel(tx);
  const holdings: Holding[] = [];
  for await (const page of recomputeIn(tx, { asOf })) {
    for (const one of page) {
      const bought = sales.get(one.customerId);
      // Who neither bought nor ever did anything is an address, not yet a customer to place.
      if (!bought && !one.decayed) continue;
      holdings.push({ customerId: one.customerId, netCents: bought?.profit ?? 0, rf: factorOf(one, model, asOf), buyer: (bought?.invoices ?? 0) > 0 });
    }
  }
  return holdings;
}

/**
 * The portfolio as it was at `asOf`: the factor from the ledger, net profit from the purchases of the trailing `days`
 * (365 unless said; null: all history), counted in the time zone `tz`. All of it from one snapshot.
 */
export function readPortfolio({ asOf, days = 365, tz }: { asOf: Date; days?: number | null; tz: string }): Promise<PortfolioReport> {
  return transact(async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const [period] = await tx.query<{ start: Date | null }>(readStart, [asOf, days, tz]);
    const start = period?.start ?? null;
    const sales = await tx.query<Sales>(readSales, [asOf, start]);
    const holdings = await holdingsOf(tx, asOf, new Map(sales.map((row) => [row.customerId, row])));
    const sum = (column: "net" | "gross" | "cancelled" | "invoices" | "rows"): number => sales.reduce((all, row) => all + row[column], 0);
    const portfolio = portfolioOf(holdings);
    // Sums of floats leave dust far below the ten-thousandth of a cent that is stored.
    const money = (column: "net" | "gross" | "cancelled"): number => Math.round(sum(column)) / 100;
    return {
      ...portfolio, net_cents: Math.round(portfolio.net_cents * 10_000) / 10_000, asOf: asOf.toISOString(), from: start?.toISOString() ?? null, rows: sum("rows"), invoices: sum("invoices"),
      net_revenue: money("net"), gross_sales: money("gross"), cancellations_value: money("cancelled"),
    };
  });
}
