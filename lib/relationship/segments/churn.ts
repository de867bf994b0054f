import { db, type Reader } from "#lib/core/transact.ts";
import { dayOf } from "../decay.ts";
import { quantile } from "../lifetime/bootstrap.ts";
import type { Segment } from "../portfolio.ts";
import { type Place, readFirst, type Standing } from "./standing-lists.ts";

/** What a customer did, as far as churn asks: days on which they paid and how much, visits of the last 30 days and of the 180 before. */
export type Traces = { days: readonly number[]; paidCents: readonly number[]; visits: { recent: number; before: number } };
export type Reason = { kind: "gap" | "alive" | "orders" | "value" | "visits" | "complaint"; now: number; usual: number };
export type Watched = Standing & { reasons: Reason[] };

const few = 5;
/** Below this share of what is usual for them counts as less (default). */
const less = 0.5;

/** The gaps between days on which somebody paid. */
export const gapsOf = (days: readonly number[]): number[] => days.slice(1).map((day, at) => day - (days[at] ?? day));

/**
 * Why somebody may be leaving (model, section 8): their gap is beyond their own 90th percentile (their segment's with fewer
 * than 5 gaps), P(alive) is below one half, fewer or smaller orders in 90 days than usual for them, fewer visits in 30 days,
 * an open complaint. Usual is their own mean over the year, or the 180 days, before.
 */
export function reasonsOf(traces: Traces, at: { day: number; alive: number | null; segmentGap: number | undefined; complaint: boolean }): Reason[] {
  const { days, paidCents, visits } = traces;
  const reasons: Reason[] = [];
  const gaps = gapsOf(days);
  const since = at.day - (days.at(-1) ?? at.day);
  const usualGap = gaps.length >= few ? quantile(gaps, 0.9) : at.segmentGap;
  if (days.length > 0 && usualGap !== undefined && since > usualGap) reasons.push({ kind: "gap", now: since, usual: usualGap });
  if (at.alive !== null && at.alive < 0.5) reasons.push({ kind: "alive", now: at.alive, usual: 0.5 });
  const within = (from: number, to: number) => days.map((day, index) => ({ day, paid: paidCents[index] ?? 0 })).filter(({ day }) => day > at.day - to && day <= at.day - from);
  const [recent, before] = [within(0, 90), within(90, 455)];
  const known = Math.min(365, at.day - 90 - (days[0] ?? at.day)) / 90;
  if (known >= 1) {
    const usual = { orders: before.length / known, value: before.reduce((sum, one) => sum + one.paid, 0) / known };
    const value = recent.reduce((sum, one) => sum + one.paid, 0);
    if (usual.orders >= 1 && recent.length < less * usual.orders) reasons.push({ kind: "orders", now: recent.length, usual: usual.orders });
    if (usual.value > 0 && usual.orders >= 1 && value < less * usual.value) reasons.push({ kind: "value", now: value, usual: usual.value });
  }
  const usualVisits = visits.before / 6;
  if (usualVisits >= 2 && visits.recent < less * usualVisits) reasons.push({ kind: "visits", now: visits.recent, usual: usualVisits });
  if (at.complaint) reasons.push({ kind: "complaint", now: 1, usual: 0 });
  return reasons;
}

const epoch = "'1970-01-01'::date";
const readTraces = `
  SELECT c.id, coalesce(p.days, '{}') AS days, coalesce(p.paid, '{}') AS "paidCents", v.recent, v.before FROM unnest($1::uuid[]) AS c (id),
    LATERAL (SELECT array_agg(day ORDER BY day) AS days, array_agg(paid ORDER BY day) AS paid FROM (
      SELECT (placed_at AT TIME ZONE 'UTC')::date - ${epoch} AS day, sum(net_cents)::float8 AS paid FROM purchase WHERE customer_id = c.id AND net_cents > 0 AND placed_at < $2::date + 1 GROUP BY 1) d) p,
    LATERAL (SELECT coalesce(sum(count) FILTER (WHERE day > $2::date - 30), 0)::int AS recent, coalesce(sum(count) FILTER (WHERE day <= $2::date - 30), 0)::int AS before
      FROM interaction_day WHERE customer_id = c.id AND kind = 'visit' AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = c.id AND x.kind = 'visit') AND day > $2::date - 210 AND day <= $2::date) v`;

async function tracesOf(reader: Reader, ids: readonly string[], day: number): Promise<Map<string, Traces>> {
  const rows = await reader.query<{ id: string; days: number[]; paidCents: number[]; recent: number; before: number }>(readTraces, [ids, new Date(day * 86_400_000).toISOString().slice(0, 10)]);
  return new Map(rows.map(({ id, days, paidCents, recent, before }) => [id, { days, paidCents, visits: { recent, before } }]));
}

// What is usual in a segment is taken from its first five hundred by factor: enough for a percentile, and the same every time.
async function segmentGaps(day: number): Promise<Map<Segment, number>> {
  const rows = await db().query<{ segment: Segment; ids: string[] }>(
    `SELECT s.segment, ARRAY(SELECT customer_id FROM portfolio p WHERE p.segment = s.segment::"char" ORDER BY rf DESC, customer_id LIMIT 500) AS ids FROM unnest(ARRAY['A','B','C','D']) AS s (segment)`);
  const found = new Map<Segment, number>();
  for (const { segment, ids } of rows) {
    const gaps = [...(await tracesOf(db(), ids, day)).values()].flatMap((one) => gapsOf(one.days));
    if (gaps.length >= few) found.set(segment, quantile(gaps, 0.9));
  }
  return found;
}

/**
 * Whom to look after first: customers with a reason to be leaving, by expected loss, CLV × (1 − P(alive)), as of the last
 * night. `complaints` says whose complaint is open. Goes on after `after`; `next` is null at the end.
 */
export async function readChurnWatch({ limit = 50, after, complaints }: { limit?: number; after?: Place; complaints?: (ids: readonly string[]) => Promise<ReadonlySet<string>> } = {}): Promise<{ watched: Watched[]; next: Place | null }> {
  const day = dayOf(new Date());
  const gaps = await segmentGaps(day);
  const watched: Watched[] = [];
  let place = after;
  for (let looked = 0; looked < 20; looked += 1) {
    const rows = await readFirst("loss", { limit: 100, ...(place ? { after: place } : {}) });
    const ids = rows.map((row) => row.customerId);
    const [traces, open] = [await tracesOf(db(), ids, day), (await complaints?.(ids)) ?? new Set<string>()];
    for (const row of rows) {
      place = { at: row.lossCents ?? 0, id: row.customerId };
      const own = traces.get(row.customerId);
      const reasons = own ? reasonsOf(own, { day, alive: row.alive, segmentGap: gaps.get(row.segment), complaint: open.has(row.customerId) }) : [];
      if (reasons.length) watched.push({ ...row, reasons });
      if (watched.length === limit) return { watched, next: place };
    }
    if (rows.length < 100) return { watched, next: null };
  }
  return { watched, next: place ?? null };
}

/** Why one customer may be leaving, and what would be lost, as of the last night. */
export async function reasonsNow(customerId: string): Promise<{ reasons: Reason[]; lossCents: number | null }> {
  const day = dayOf(new Date());
  const [row] = await db().query<{ alive: number | null; lossCents: number | null; segment: Segment }>(`SELECT alive, loss_cents AS "lossCents", segment FROM portfolio WHERE customer_id = $1`, [customerId]);
  const own = row && (await tracesOf(db(), [customerId], day)).get(customerId);
  if (!row || !own) return { reasons: [], lossCents: null };
  return { reasons: reasonsOf(own, { day, alive: row.alive, segmentGap: (await segmentGaps(day)).get(row.segment), complaint: false }), lossCents: row.lossCents };
}
