import { db } from "#lib/core/transact.ts";
import type { Segment } from "#lib/relationship/portfolio.ts";
import { dateOf, idBytes, type Kept, unpack } from "#lib/relationship/segments/snapshots.ts";
import type { SegmentMove } from "./types.ts";

export type Night = Kept & { day: number };
const width = 10;
// The place of their sixteen bytes in the block says which ten bytes of facts are theirs: nothing else of a block leaves the database.
const readOwn = `
  SELECT d.day - '1970-01-01'::date AS day, substring(s.facts FROM ((at.place - 1) / 16) * ${width} + 1 FOR ${width}) AS facts
  FROM portfolio_day d, LATERAL (SELECT ids, facts FROM portfolio_snapshot s WHERE s.day = d.day AND s.first_id <= $1::uuid ORDER BY s.first_id DESC LIMIT 1) s,
    LATERAL (SELECT position($2::bytea IN s.ids) AS place) at
  WHERE d.day >= $3::date AND at.place > 0 AND (at.place - 1) % 16 = 0 ORDER BY d.day`;

/** Somebody's nights since a day, the oldest first. */
export async function readNights(customerId: string, since: number): Promise<Night[]> {
  const own = idBytes(customerId);
  const rows = await db().query<{ day: number; facts: Buffer }>(readOwn, [customerId, own, dateOf(since)]);
  return rows.flatMap(({ day, facts }) => unpack(own, facts).map((kept) => ({ ...kept, day })));
}

const high = (segment: Segment) => ({ x: segment === "A" || segment === "C", y: segment === "A" || segment === "B" });

/** When somebody's segment changed, and along which axis: the newest first. */
export function movesOf(nights: readonly Night[]): SegmentMove[] {
  const moves: SegmentMove[] = [];
  let before: Night | undefined;
  for (const night of nights) {
    if (before?.segment !== night.segment) {
      const [was, is] = [before && high(before.segment), high(night.segment)];
      const axis = was ? (was.x !== is.x && was.y !== is.y ? "both" : was.x !== is.x ? "x" : "y") : null;
      moves.push({ day: dateOf(night.day), from: before?.segment ?? null, to: night.segment, axis, up: axis === null || axis === "both" ? null : is[axis], rf: night.rf, netCents: night.netCents });
    }
    before = night;
  }
  return moves.reverse();
}
