import { db } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";

/** A part of the picture: a box, or a polygon in points of the factor and the height of the scale it was drawn on. */
export type Shape = { kind: "box"; rf: [number, number]; netCents: [number, number] } | { kind: "lasso"; scale: "linear" | "log"; points: [number, number][] };
export type Selected = {
  count: number; netCents: number; wholeCents: number; valueCents: number; lossCents: number; meanFactor: number; segments: Record<Segment, number>;
  first: { id: string; name: string; rf: number; netCents: number; segment: Segment }[]; ids: string[] | null;
};

/** The most customers a selection names one by one. */
export const mostNamed = 10_000;
const heights = { linear: "p.net_cents / 100.0::float8", log: "log(greatest(p.net_cents, 100) / 100.0::float8)" } as const;

const most = 9e15;
// The sides of the box around a lasso, a little wider than it: most of a million are told apart by two comparisons.
function around(scale: "linear" | "log", points: readonly [number, number][]): number[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const cents = (height: number, away: number): number => (scale === "linear" ? height * 100 + away : 10 ** (height + 2 + away * 1e-4) + away);
  const within = (value: number): number => Math.max(-most, Math.min(most, Math.round(value)));
  // What is below the first line of a scale of powers is drawn on it.
  return [Math.min(...xs) - 0.01, Math.max(...xs) + 0.01, scale === "log" && low < 0.01 ? -most : within(cents(low, -1)), within(cents(high, 1))];
}

function insideOf(shape: Shape): { where: string; values: unknown[] } {
  if (shape.kind === "box") return { where: "p.rf BETWEEN $1 AND $2 AND p.net_cents BETWEEN $3 AND $4", values: [...shape.rf, ...shape.netCents.map(Math.round)] };
  const polygon = `(${shape.points.map(([x, y]) => `(${Number(x)},${Number(y)})`).join(",")})`;
  return { where: `p.rf BETWEEN $2::float8 AND $3::float8 AND p.net_cents BETWEEN $4 AND $5 AND point(p.rf, ${heights[shape.scale]}) <@ $1::polygon`, values: [polygon, ...around(shape.scale, shape.points)] };
}

/** Who stands in a part of the picture as of the last night: how many, what they bring, the first twenty by profit, and all of their ids when they are not too many. */
export async function readSelection(shape: Shape): Promise<Selected> {
  const { where, values } = insideOf(shape);
  const [sums] = await db().query<{ count: number; net: number; value: number; loss: number; mean: number; a: number; b: number; c: number; d: number; whole: number }>(
    `SELECT count(*) AS count, coalesce(sum(p.net_cents), 0)::float8 AS net, coalesce(sum(p.value_cents), 0)::float8 AS value, coalesce(sum(p.loss_cents), 0)::float8 AS loss, coalesce(avg(p.rf), 0)::float8 AS mean,
       count(*) FILTER (WHERE p.segment = 'A') AS a, count(*) FILTER (WHERE p.segment = 'B') AS b, count(*) FILTER (WHERE p.segment = 'C') AS c, count(*) FILTER (WHERE p.segment = 'D') AS d,
       (SELECT (summary ->> 'netCents')::float8 FROM portfolio_day ORDER BY day DESC LIMIT 1) AS whole FROM portfolio p WHERE ${where}`, values);
  const first = await db().query<Selected["first"][number]>(
    `SELECT p.customer_id AS id, a.name, p.rf, p.net_cents AS "netCents", p.segment FROM portfolio p JOIN account a ON a.id = p.customer_id WHERE ${where} ORDER BY p.net_cents DESC, p.customer_id LIMIT 20`, values);
  const count = sums?.count ?? 0;
  const ids = count > 0 && count <= mostNamed ? (await db().query<{ id: string }>(`SELECT p.customer_id AS id FROM portfolio p WHERE ${where} ORDER BY p.net_cents DESC, p.customer_id`, values)).map((row) => row.id) : null;
  return {
    count, netCents: sums?.net ?? 0, wholeCents: sums?.whole ?? 0, valueCents: sums?.value ?? 0, lossCents: sums?.loss ?? 0, meanFactor: sums?.mean ?? 0,
    segments: { A: sums?.a ?? 0, B: sums?.b ?? 0, C: sums?.c ?? 0, D: sums?.d ?? 0 }, first, ids: count === 0 ? [] : ids,
  };
}
