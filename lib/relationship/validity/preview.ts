import { type Reader, transact } from "#lib/core/transact.ts";
import { factorOf, type Model, type Standing } from "../factor.ts";
import { readTold } from "../indicators.ts";
import { type Holding, portfolioOf, type Segment } from "../portfolio.ts";
import { readNetProfit } from "../portfolio-query.ts";
import { type Heard, heardPages, nobodyHears, recomputeIn } from "../rebuild.ts";
import { readModel, standingColumns, standingOf, type StandingRow } from "../standing.ts";
import { readVersion } from "./versions.ts";

/** What a version would change: how many customers move from segment to segment, and how far factors move. */
export type Preview = {
  version: number; against: number; at: string; customers: number; changed: number; moves: { from: Segment; to: Segment; customers: number }[];
  segments: Record<"before" | "after", Record<Segment, number>>; factor: { meanBefore: number; meanAfter: number; meanMove: number; largestMove: number };
  first: { customerId: string; from: Segment; to: Segment; factorBefore: number; factorAfter: number }[];
};

/** Who would stand elsewhere under another model, with the same net profit. */
export function previewOf(both: readonly { customerId: string; netCents: number; before: number; after: number }[]): Omit<Preview, "version" | "against" | "at"> {
  const place = (which: "before" | "after") => portfolioOf(both.map((one): Holding => ({ customerId: one.customerId, netCents: one.netCents, rf: one[which] })));
  const [before, after] = [place("before"), place("after")];
  const moved = before.placed.flatMap((one, index) => {
    const next = after.placed[index];
    return next && next.segment !== one.segment ? [{ customerId: one.customerId, from: one.segment, to: next.segment, factorBefore: one.rf, factorAfter: next.rf }] : [];
  });
  const counts = Map.groupBy(moved, ({ from, to }) => `${from}${to}`);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const distances = both.map((one) => Math.abs(one.after - one.before));
  return {
    customers: both.length, changed: moved.length, segments: { before: before.segments, after: after.segments },
    moves: [...counts.values()].map((list) => ({ from: (list[0] as (typeof moved)[number]).from, to: (list[0] as (typeof moved)[number]).to, customers: list.length })).sort((a, b) => b.customers - a.customers),
    factor: { meanBefore: mean(both.map((one) => one.before)), meanAfter: mean(both.map((one) => one.after)), meanMove: mean(distances), largestMove: distances.reduce((most, one) => Math.max(most, one), 0) },
    first: moved.toSorted((a, b) => Math.abs(b.factorAfter - b.factorBefore) - Math.abs(a.factorAfter - a.factorBefore)).slice(0, 20),
  };
}

const page = 5000;
const readStored = `SELECT r.customer_id AS "customerId", ${standingColumns} FROM relationship r JOIN account a ON a.id = r.customer_id AND a.role = 'customer' WHERE r.customer_id > $1::uuid ORDER BY r.customer_id LIMIT ${page}`;
type Stood = Standing & { customerId: string };

// As of now what is stored is what the ledger says, and read in a few seconds for a million.
async function* storedPages(reader: Reader, withTold: boolean): AsyncGenerator<Stood[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await reader.query<StandingRow & { customerId: string }>(readStored, [after]);
    const last = rows.at(-1);
    if (!last) return;
    after = last.customerId;
    const told = withTold ? await readTold(reader, rows.map((row) => row.customerId)) : undefined;
    yield rows.map((row) => ({ ...standingOf(row), customerId: row.customerId, told: told?.get(row.customerId) ?? [] }));
  }
}

/** Shows a version before it is adopted: everybody as of an instant, under the live model and under that one. Undefined when there is no such version. */
export async function previewVersion(version: number, at: Date, hears: Heard = nobodyHears): Promise<Preview | undefined> {
  const next: Model | undefined = await readVersion(version);
  if (!next) return undefined;
  return transact(async (tx) => {
    await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const live = await readModel(tx);
    const profit = await readNetProfit(tx, { asOf: at });
    const both: Parameters<typeof previewOf>[0][number][] = [];
    const pages: AsyncGenerator<Stood[]> = at.getTime() < Date.now() - 60_000 ? recomputeIn(tx, { asOf: at }) : storedPages(tx, [live, next].some((one) => (one.indicators?.length ?? 0) > 0));
    for await (const stood of heardPages(pages, tx, hears))
      for (const one of stood) {
        const netCents = profit.get(one.customerId);
        profit.delete(one.customerId);
        if (one.decayed || netCents !== undefined) both.push({ customerId: one.customerId, netCents: netCents ?? 0, before: factorOf(one, live, at), after: factorOf(one, next, at) });
      }
    // Who bought and has no standing is there too: what they bought came in without an interaction.
    for (const [customerId, netCents] of profit) both.push({ customerId, netCents, before: 0, after: 0 });
    return { version, against: live.version, at: at.toISOString(), ...previewOf(both) };
  });
}
