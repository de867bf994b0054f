import type { Segment } from "../portfolio.ts";

/** One axis of the portfolio as it holds: high or low, and since which day the condition of turning has held without a break. */
export type Axis = { high: boolean; turning: number | null };
export type Axes = { x: Axis; y: Axis };
/** What one day says of a customer: the factor, and whether they are in the vital set and in the wider one. */
export type Seen = { rf: number; vital: boolean; wider: boolean };

/** Defaults of the model, section 4: days until a segment is entered and left, the threshold of X, its slack, and the wider set of Y. */
export const holding = { enter: 7, leave: 30, threshold: 50, slack: 5, vital: 0.8, wider: 0.85 } as const;

function turned(axis: Axis, { enters, leaves }: { enters: boolean; leaves: boolean }, day: number): Axis {
  const turns = axis.high ? leaves : enters;
  if (!turns) return { high: axis.high, turning: null };
  const since = axis.turning ?? day;
  return day - since >= (axis.high ? holding.leave : holding.enter) ? { high: !axis.high, turning: null } : { high: axis.high, turning: since };
}

const conditions = ({ rf, vital, wider }: Seen, threshold: number) => ({
  x: { enters: rf >= threshold, leaves: rf < threshold - holding.slack },
  y: { enters: vital, leaves: !wider },
});

/**
 * The axes after a day (model, section 4, "no flapping"). An axis becomes high when its condition has held for 7 days, and
 * low when X has been more than 5 below the threshold, or Y outside the 85 % set, for 30; one day in between begins the
 * count again. Whoever is new begins low. A day that was seen already changes nothing.
 */
export function step(axes: Axes | undefined, seen: Seen, { day, threshold = holding.threshold }: { day: number; threshold?: number }): Axes {
  const { x, y } = conditions(seen, threshold);
  const low: Axis = { high: false, turning: null };
  return { x: turned(axes?.x ?? low, x, day), y: turned(axes?.y ?? low, y, day) };
}

/** The axes of the very first night, when nobody has a past to hold on to: as they are. */
export function atFirst({ rf, vital }: Seen, threshold: number = holding.threshold): Axes {
  return { x: { high: rf >= threshold, turning: null }, y: { high: vital, turning: null } };
}

/** The segment that two axes name. */
export function segmentAt({ x, y }: Axes): Segment {
  if (y.high) return x.high ? "A" : "B";
  return x.high ? "C" : "D";
}
