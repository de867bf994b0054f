import { db } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";
import { dateOf, oneOf, readBlocks, segmentIn } from "./snapshots.ts";

export type Moves = { from: string; to: string; customers: number; moved: number; fresh: number; counts: { from: Segment; to: Segment; customers: number }[]; first: { customerId: string; from: Segment; to: Segment; netCents: number; rf: number }[] };

const nearest = "SELECT max(day) - '1970-01-01'::date AS day FROM portfolio_day WHERE day <= $1::date";
const nobody = Buffer.alloc(16);
type Block = { ids: Buffer; facts: Buffer };
type Walk = { block: Block | undefined; place: number; on: () => Promise<void> };

// Walks a night customer by customer; whoever was erased is passed over.
async function walkOf(day: number): Promise<Walk> {
  const blocks = readBlocks(day);
  const walk: Walk = {
    block: undefined, place: -1,
    async on() {
      for (;;) {
        walk.place += 1;
        if (!walk.block || walk.place * 16 >= walk.block.ids.length) {
          const next = await blocks.next();
          walk.block = next.done ? undefined : next.value;
          walk.place = 0;
        }
        if (walk.block?.ids.compare(nobody, 0, 16, walk.place * 16, walk.place * 16 + 16) !== 0) return;
      }
    },
  };
  await walk.on();
  return walk;
}

// A step inside a block costs no promise: two nights of a million customers are two million steps.
function step(walk: Walk): Promise<void> | undefined {
  const { block } = walk;
  const next = walk.place + 1;
  if (!block || next * 16 >= block.ids.length || block.ids.compare(nobody, 0, 16, next * 16, next * 16 + 16) === 0) return walk.on();
  walk.place = next;
  return undefined;
}

const order = (a: Walk & { block: Block }, b: Walk & { block: Block }): number => a.block.ids.compare(b.block.ids, b.place * 16, b.place * 16 + 16, a.place * 16, a.place * 16 + 16);

async function merge(before: Walk, now: Walk, took: (was: Segment | undefined, at: Block, place: number) => void): Promise<void> {
  for (;;) {
    const { block } = now;
    if (!block) return;
    const by = before.block ? order(before as Walk & { block: Block }, now as Walk & { block: Block }) : 1;
    if (by >= 0) took(by === 0 && before.block ? segmentIn(before.block.facts, before.place) : undefined, block, now.place);
    const waits = [by <= 0 ? step(before) : undefined, by >= 0 ? step(now) : undefined];
    if (waits[0]) await waits[0];
    if (waits[1]) await waits[1];
  }
}

/** Who stands in another segment than on a day (the last night on or before it), up to the latest night; undefined when there was none. */
export async function movesSince(day: number, { first = 100 } = {}): Promise<Moves | undefined> {
  const nightOn = async (at: number): Promise<number | undefined> => (await db().query<{ day: number | null }>(nearest, [dateOf(at)]))[0]?.day ?? undefined;
  const [from, to] = [await nightOn(day), await nightOn(2_000_000)];
  if (from === undefined || to === undefined) return undefined;
  const found: Moves = { from: dateOf(from), to: dateOf(to), customers: 0, moved: 0, fresh: 0, counts: [], first: [] };
  const counts = new Map<string, Moves["counts"][number]>();
  const moved: Moves["first"] = [];
  await merge(await walkOf(from), await walkOf(to), (was, block, place) => {
    const segment = segmentIn(block.facts, place);
    found.customers += 1;
    if (was === undefined) found.fresh += 1;
    if (was === undefined || was === segment) return;
    found.moved += 1;
    const count = counts.get(was + segment) ?? { from: was, to: segment, customers: 0 };
    count.customers += 1;
    counts.set(was + segment, count);
    const one = first > 0 ? oneOf(block, place) : undefined;
    if (one) moved.push({ customerId: one.customerId, from: was, to: segment, netCents: one.netCents, rf: one.rf });
  });
  found.counts = [...counts.values()].sort((a, b) => b.customers - a.customers);
  found.first = moved.sort((a, b) => b.netCents - a.netCents).slice(0, first);
  return found;
}
