import type { Segment } from "#lib/relationship/portfolio.ts";
import { dateOf, type Night } from "#lib/relationship/segments/snapshots.ts";
import type { SegmentMove } from "./types.ts";

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
