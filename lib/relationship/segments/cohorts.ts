import { db, transact } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";
import { madeKinds } from "../weights.ts";
import { dateOf, readSnapshot } from "./snapshots.ts";

/** Retention: of those who joined in a month, how many came back in each thirty days after; of those in a segment then, how many still come. */
export type Cohorts = {
  months: { month: string; joined: number; periods: { known: number; active: number }[] }[];
  segments: { segment: Segment; nights: { day: string; customers: number; active: number; same: number }[] }[];
};

const most = 12;
// A period counts for whoever has lived through all of it; active is to have done anything oneself in it.
const readMonths = `
  WITH joined AS (SELECT id, date_trunc('month', created_at AT TIME ZONE 'UTC')::date AS month, (created_at AT TIME ZONE 'UTC')::date AS day FROM account
    WHERE role = 'customer' AND created_at >= date_trunc('month', $1::date) - interval '11 months' AND created_at < $1::date + 1),
  known AS (SELECT month, p AS period, count(*)::int AS known FROM joined, generate_series(0, ${most - 1}) p WHERE day + (p + 1) * 30 <= $1::date GROUP BY 1, 2),
  active AS (SELECT month, period, count(*)::int AS active FROM (SELECT j.month, (d.day - j.day) / 30 AS period, j.id FROM joined j JOIN interaction_day d ON d.customer_id = j.id
    WHERE d.kind = ANY($2::text[]) AND d.count > 0 AND d.day >= j.day AND j.day + ((d.day - j.day) / 30 + 1) * 30 <= $1::date GROUP BY 1, 2, 3) once GROUP BY 1, 2)
  SELECT s.month::text AS month, s.joined, k.period, k.known, coalesce(a.active, 0) AS active FROM (SELECT month, count(*)::int AS joined FROM joined GROUP BY 1) s
  LEFT JOIN known k USING (month) LEFT JOIN active a ON a.month = k.month AND a.period = k.period ORDER BY 1, 3`;

async function monthsAt(day: number): Promise<Cohorts["months"]> {
  const rows = await db().query<{ month: string; joined: number; period: number | null; known: number; active: number }>(readMonths, [dateOf(day), madeKinds]);
  return [...Map.groupBy(rows, (row) => row.month)].map(([month, list]) => ({
    month: month.slice(0, 7), joined: list[0]?.joined ?? 0, periods: list.filter((row) => row.period !== null).map(({ known, active }) => ({ known, active })),
  }));
}

const nearest = "SELECT max(day) - '1970-01-01'::date AS day FROM portfolio_day WHERE day <= $1::date AND day > $1::date - 20";

async function segmentsAt(day: number): Promise<Cohorts["segments"]> {
  const active = new Set((await db().query<{ id: string }>("SELECT customer_id AS id FROM relationship WHERE last_at > $1::date - 30", [dateOf(day)])).map((row) => row.id));
  const now = new Map<string, Segment>();
  for await (const block of readSnapshot(day)) for (const one of block) now.set(one.customerId, one.segment);
  const found = new Map<Segment, Cohorts["segments"][number]["nights"]>((["A", "B", "C", "D"] as const).map((segment) => [segment, []]));
  for (const back of [30, 60, 90, 180, 365]) {
    const [row] = await db().query<{ day: number | null }>(nearest, [dateOf(day - back)]);
    if (row?.day === null || row?.day === undefined) continue;
    const counts = new Map<Segment, { customers: number; active: number; same: number }>();
    for await (const block of readSnapshot(row.day)) {
      for (const { customerId, segment } of block) {
        const count = counts.get(segment) ?? { customers: 0, active: 0, same: 0 };
        count.customers += 1;
        count.active += Number(active.has(customerId));
        count.same += Number(now.get(customerId) === segment);
        counts.set(segment, count);
      }
    }
    for (const [segment, nights] of found) nights.push({ day: dateOf(row.day), ...(counts.get(segment) ?? { customers: 0, active: 0, same: 0 }) });
  }
  return [...found].map(([segment, nights]) => ({ segment, nights }));
}

/** Counts the cohorts as of the last night and keeps them with it. */
export async function keepCohorts(): Promise<void> {
  const [last] = await db().query<{ day: string; number: number; kept: boolean }>("SELECT day::text AS day, day - '1970-01-01'::date AS number, cohorts IS NOT NULL AS kept FROM portfolio_day ORDER BY day DESC LIMIT 1");
  if (!last || last.kept) return;
  const cohorts: Cohorts = { months: await monthsAt(last.number), segments: await segmentsAt(last.number) };
  await transact((tx) => tx.query("UPDATE portfolio_day SET cohorts = $2 WHERE day = $1", [last.day, JSON.stringify(cohorts)]));
}

const readKept = `SELECT day::text AS day, cohorts FROM portfolio_day WHERE cohorts IS NOT NULL ORDER BY day DESC LIMIT 1`;
const readLast = `SELECT day::text AS day, coalesce((summary ->> 'customers')::int, 0) AS customers, cohorts IS NOT NULL AS kept FROM portfolio_day ORDER BY day DESC LIMIT 1`;

/** The cohorts that a night has counted last, with its day. Where there are few customers they are counted when somebody asks first; undefined before the first night. */
export async function readCohorts(few = 20_000): Promise<{ day: string; cohorts: Cohorts } | undefined> {
  const [last] = await db().query<{ day: string; customers: number; kept: boolean }>(readLast);
  if (last && !last.kept && last.customers <= few) await keepCohorts();
  const [kept] = await db().query<{ day: string; cohorts: string }>(readKept);
  return kept && { day: kept.day, cohorts: JSON.parse(kept.cohorts) as Cohorts };
}
