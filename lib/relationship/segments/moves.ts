import { db } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";
import { dateOf, readSnapshot } from "./snapshots.ts";

export type Moves = { from: string; to: string; customers: number; moved: number; fresh: number; counts: { from: Segment; to: Segment; customers: number }[]; first: { customerId: string; from: Segment; to: Segment; netCents: number; rf: number }[] };

const nearest = "SELECT max(day) - '1970-01-01'::date AS day FROM portfolio_day WHERE day <= $1::date";

/** Who stands in another segment than on a day (the last night on or before it), up to the latest night; undefined when there was none. */
export async function movesSince(day: number, { first = 100 } = {}): Promise<Moves | undefined> {
  const nightOn = async (at: number): Promise<number | undefined> => (await db().query<{ day: number | null }>(nearest, [dateOf(at)]))[0]?.day ?? undefined;
  const [from, to] = [await nightOn(day), await nightOn(2_000_000)];
  if (from === undefined || to === undefined) return undefined;
  const before = new Map<string, Segment>();
  for await (const block of readSnapshot(from)) for (const one of block) before.set(one.customerId, one.segment);
  const found: Moves = { from: dateOf(from), to: dateOf(to), customers: 0, moved: 0, fresh: 0, counts: [], first: [] };
  const counts = new Map<string, Moves["counts"][number]>();
  const moved: Moves["first"] = [];
  for await (const block of readSnapshot(to)) {
    for (const { customerId, segment, netCents, rf } of block) {
      const was = before.get(customerId);
      found.customers += 1;
      if (was === undefined) found.fresh += 1;
      if (was === undefined || was === segment) continue;
      found.moved += 1;
      const count = counts.get(was + segment) ?? { from: was, to: segment, customers: 0 };
      count.customers += 1;
      counts.set(was + segment, count);
      moved.push({ customerId, from: was, to: segment, netCents, rf });
    }
  }
  found.counts = [...counts.values()].sort((a, b) => b.customers - a.customers);
  found.first = moved.sort((a, b) => b.netCents - a.netCents).slice(0, first);
  return found;
}
