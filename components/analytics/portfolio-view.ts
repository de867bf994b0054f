export type Scale = "log" | "linear";
type Range = readonly [number, number];
/** The part of the picture that is seen: points of the factor across, heights up. */
export type Part = { x: Range; y: Range };

const least = 1 / 400;
const clamp = ([low, high]: Range, [from, to]: Range): Range => {
  const width = Math.min(high - low, to - from);
  const start = Math.max(from, Math.min(to - width, low));
  return [start, start + width];
};
const scaled = ([low, high]: Range, by: number, { at, whole }: { at: number; whole: Range }): Range => {
  const width = Math.max(least * (whole[1] - whole[0]), (high - low) * by);
  return clamp([at - ((at - low) / (high - low)) * width, at + ((high - at) / (high - low)) * width], whole);
};

/** A part made larger or smaller around a place, never beyond the whole. */
export const zoomed = (part: Part, by: number, { at, whole }: { at: readonly [number, number]; whole: Part }): Part => ({ x: scaled(part.x, by, { at: at[0], whole: whole.x }), y: scaled(part.y, by, { at: at[1], whole: whole.y }) });
/** A part moved, never beyond the whole. */
export const moved = (part: Part, [x, y]: readonly [number, number], whole: Part): Part => ({ x: clamp([part.x[0] + x, part.x[1] + x], whole.x), y: clamp([part.y[0] + y, part.y[1] + y], whole.y) });
/** Whether all of the picture is seen. */
export const isWhole = (part: Part, whole: Part): boolean => part.x[1] - part.x[0] >= whole.x[1] - whole.x[0] - 1e-9 && part.y[1] - part.y[0] >= whole.y[1] - whole.y[0] - 1e-9;

/** What the axes show of a part, written as their labels: of money each power of ten, and finer where the part is narrower. */
export function axesOf(part: Part, whole: Part, { scale, money }: { scale: Scale; money: (cents: number) => string }) {
  const all = isWhole(part, whole);
  const tall = part.y[1] - part.y[0];
  const ends = { showMinLabel: all, showMaxLabel: all };
  const log = scale === "log";
  // Least and most, not the interval itself: that would count from the edge of the part, and label no round amount.
  const step = tall > 1.5 ? 1 : tall > 0.6 ? 0.5 : 0.1;
  return {
    xAxis: { min: part.x[0], max: part.x[1], axisLabel: { ...ends, formatter: (value: number) => String(Math.round(value * 10) / 10) } },
    yAxis: {
      min: part.y[0], max: part.y[1], ...(log ? { minInterval: step, maxInterval: step } : {}),
      axisLabel: { ...ends, ...(log && all ? { showMaxLabel: Number.isInteger(part.y[1]) } : {}), formatter: (value: number) => money(100 * (log ? 10 ** value : value)) },
    },
  };
}
