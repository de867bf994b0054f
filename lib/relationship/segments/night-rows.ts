import { db, type Tx } from "#lib/core/transact.ts";
import type { Standing } from "../factor.ts";
import type { Segment } from "../portfolio.ts";
import type { StandingRow as TierRow } from "../tiers/standings.ts";
import type { Axes } from "./axes.ts";
import type { Outlook } from "./night-lifetimes.ts";
import { dateOf, type Kept, writeBlock } from "./snapshots.ts";

type Held = { day: number | null; f: number | null; m: number | null; v: number | null; e: number | null; p: number | null; b: number | null; lastAt: number | null };
/** What a night has laid out of a customer (night-tables): days since 1970, instants in milliseconds. */
export type Row = TierRow & Held & {
  id: string; tier: number; tenureDays: number; net: number | null; rank: number | null; vital: boolean; wider: boolean; x: number | null; tx: number; t: number; mean: number;
  segment: Segment | null; segmentSince: number | null; xHigh: boolean | null; xTurning: number | null; yHigh: boolean | null; yTurning: number | null;
};
/** A customer as a night places them. */
export type Placed = Kept & { was: Segment | null; axes: Axes; since: number; rank: number | null; stage: number; outlook: Outlook | undefined };

const pageSize = 5000;
const blockSize = 1000;
const readPage = `SELECT * FROM night_row WHERE id > $1::uuid ORDER BY id LIMIT ${pageSize}`;

/** Everybody the night has laid out, in the order of their ids; while a page is looked at, the next one is read. */
export async function* nightPages(): AsyncGenerator<Row[]> {
  const read = (after: string): Promise<Row[]> => {
    const rows = db().query<Row>(readPage, [after]);
    // Whoever waits for it hears that it failed; until then it is nobody's fault.
    rows.catch(() => {});
    return rows;
  };
  for (let next = read("00000000-0000-0000-0000-000000000000"); ;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    next = read(last.id);
    yield rows;
  }
}

/** The standing in a row. */
export function standingIn({ day, f, m, v, e, p, b, lastAt }: Held): Standing {
  const at = lastAt === null ? null : new Date(lastAt);
  return { decayed: day === null ? undefined : { day, f: f ?? 0, m: m ?? 0, v: v ?? 0, e: e ?? 0, p: p ?? 0, b: b ?? 0 }, lastAt: at };
}

const columns: readonly [name: string, type: string, of: (one: Placed) => string | number | boolean | null | undefined][] = [
  ["customer_id", "uuid", (one) => one.customerId], ["rf", "real", (one) => one.rf], ["net_cents", "bigint", (one) => one.netCents], ["rank", "int", (one) => one.rank], ["vital", "boolean", (one) => one.vital],
  ["segment", '"char"', (one) => one.segment], ["segment_since", "int", (one) => one.since], ["x_high", "boolean", (one) => one.axes.x.high], ["x_turning", "int", (one) => one.axes.x.turning],
  ["y_high", "boolean", (one) => one.axes.y.high], ["y_turning", "int", (one) => one.axes.y.turning], ["alive", "real", (one) => one.outlook?.alive], ["next_year", "real", (one) => one.outlook?.nextYear],
  ["value_cents", "bigint", (one) => one.outlook?.valueCents], ["loss_cents", "bigint", (one) => one.outlook?.lossCents], ["stage", "smallint", (one) => one.stage],
];
const dates = new Set(["segment_since", "x_turning", "y_turning"]);
const insert = `
  INSERT INTO portfolio_next (day, ${columns.map(([name]) => name).join(", ")})
  SELECT $1::date, ${columns.map(([name]) => (dates.has(name) ? `'1970-01-01'::date + ${name}` : name)).join(", ")} FROM unnest(${columns.map(([, type], at) => `$${at + 2}::${type}[]`).join(", ")}) AS u (${columns.map(([name]) => name).join(", ")})`;

// Numbers, ids, letters and yes or no: nothing in them needs a quote, so an array's text is its values in line.
function arrayOf(placed: readonly Placed[], of: (one: Placed) => string | number | boolean | null | undefined): string {
  let text = "{";
  for (const one of placed) text += `${text.length > 1 ? "," : ""}${of(one) ?? "NULL"}`;
  return `${text}}`;
}

/** Writes a page of a night: the rows of the new portfolio, and the blocks of its snapshot. */
export async function writePage(tx: Tx, day: number, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  await tx.query(insert, [dateOf(day), ...columns.map(([, , of]) => arrayOf(placed, of))]);
  for (let at = 0; at < placed.length; at += blockSize) await writeBlock(tx, day, placed.slice(at, at + blockSize));
}
