"use client";
import type { EChartsType, graphic as Graphic } from "echarts/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { SelectionInput } from "#lib/analytics/schema.ts";
import { linesOn } from "./portfolio-lines.ts";
import { centsAt, heightOf, type Lines, type Look, type Mark } from "./portfolio-model.ts";
import { axesOf, isWhole, moved, type Part, zoomed } from "./portfolio-view.ts";

export type Tool = "move" | "box" | "lasso";
type Shape = SelectionInput["shape"];
type Acts = { tool: Tool; drawn: readonly Mark[]; look: Look; lines: Lines; whole: Part; money: (cents: number) => string; exactly: (cents: number) => string; onShape: (shape: Shape) => void; onThreshold: (threshold: number) => void; onEdge: (cents: number) => void; onOpen: (at: number) => void; onSee: (part: Part) => void };
type BrushEnd = { areas: { brushType: string; coordRange: [number, number][] }[] };
type Pointer = { offsetX: number; offsetY: number; wheelDelta?: number; event?: { preventDefault: () => void; ctrlKey?: boolean; metaKey?: boolean } };
type Held = "x" | "y" | { from: [number, number]; part: Part };

const near = 7;
const step = 1.6;
const clamped = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function shapeOf({ areas }: BrushEnd, look: Look): Shape | undefined {
  const area = areas[0];
  const { scale } = look;
  if (!area?.coordRange) return undefined;
  if (area.brushType === "rect") {
    const [[left, right] = [0, 0], [bottom, top] = [0, 0]] = area.coordRange;
    // Who brings nothing, or less, stands on the ground.
    return { kind: "box", rf: [left, right], netCents: [bottom <= 0.01 ? -1e12 : Math.round(centsAt(bottom, scale)), Math.round(centsAt(top, scale))] };
  }
  const points = area.coordRange.map(([x, y]): [number, number] => [clamped(x, -5, 105), clamped(y, -0.5, 1e11)]);
  return points.length < 3 ? undefined : { kind: "lasso", scale, points: points.length > 480 ? points.filter((_, at) => at % Math.ceil(points.length / 480) === 0) : points };
}

/** What is seen, and the way to see another part. The chart is told once a frame, however often the hand moves. */
type Window = { part: () => Part; see: (part: Part) => void };

// A line is taken where the pointer is within a few pixels of it; beside them the hand moves the picture, where not all of it is seen.
function draggable(chart: EChartsType, acts: { readonly current: Acts }, { part, see }: Window): () => boolean {
  const pen = chart.getZr();
  let held: Held | undefined;
  let wasMoved = false;
  const at = (pointer: Pointer): [number, number] => chart.convertFromPixel({ gridIndex: 0 }, [pointer.offsetX, pointer.offsetY]) as [number, number];
  const over = (pointer: Pointer): "x" | "y" | undefined => {
    const { look, lines } = acts.current;
    const [x = 0, y = 0] = chart.convertToPixel({ gridIndex: 0 }, [lines.threshold, heightOf(lines.edgeCents, look.scale)]) as number[];
    if (Math.abs(pointer.offsetX - x) <= near) return "x";
    return lines.edgeCents > 0 && Math.abs(pointer.offsetY - y) <= near ? "y" : undefined;
  };
  const down = (pointer: Pointer): void => {
    wasMoved = false;
    if (acts.current.tool !== "move") return;
    held = over(pointer) ?? (isWhole(part(), acts.current.whole) ? undefined : { from: [pointer.offsetX, pointer.offsetY], part: part() });
  };
  const move = (pointer: Pointer): void => {
    const { tool, whole, look, onThreshold, onEdge } = acts.current;
    if (tool === "move") {
      const line = typeof held === "string" ? held : held ? undefined : over(pointer);
      pen.setCursorStyle(line === "x" ? "ew-resize" : line === "y" ? "ns-resize" : held ? "grabbing" : isWhole(part(), whole) ? "default" : "grab");
    }
    if (!held) return;
    wasMoved = true;
    const [x, y] = at(pointer);
    if (typeof held === "object") {
      const [left = 0, bottom = 0] = chart.convertFromPixel({ gridIndex: 0 }, held.from) as number[];
      see(moved(held.part, [left - x, bottom - y], whole));
    } else if (held === "x") onThreshold(clamped(Math.round(x), 0, 100));
    else onEdge(Math.max(1, centsAt(Math.max(0, y), look.scale)));
  };
  const up = (): void => { held = undefined; };
  const wheel = (pointer: Pointer): void => {
    if (!pointer.event?.ctrlKey && !pointer.event?.metaKey) return;
    pointer.event.preventDefault();
    see(zoomed(part(), (pointer.wheelDelta ?? 0) > 0 ? 1 / 1.2 : 1.2, { at: at(pointer), whole: acts.current.whole }));
  };
  for (const [event, act] of [["mousedown", down], ["mousemove", move], ["mouseup", up], ["globalout", up], ["mousewheel", wheel]] as const) pen.on(event, act as never);
  return () => wasMoved;
}

// The pen for a box or a lasso, or none.
function arm(chart: EChartsType | undefined, tool: Tool): void {
  chart?.dispatchAction({ type: "takeGlobalCursor", key: "brush", brushOption: tool === "move" ? { brushType: false } : { brushType: tool === "box" ? "rect" : "polygon", brushMode: "single" } });
}

/** The part of the picture that is seen: kept beside React, so that a hand that moves it redraws the chart and nothing else. */
function useWindow(acts: { readonly current: Acts }, drawn: { readonly current: { chart: EChartsType; put: () => void } | undefined }) {
  const seen = useRef(acts.current.whole);
  const frame = useRef(0);
  const [all, setAll] = useState(true);
  const { whole } = acts.current;
  const of = useRef(whole);
  // Another scale is another picture: it begins whole.
  if (of.current !== whole) { of.current = whole; seen.current = whole; }
  const see = useCallback((part: Part): void => {
    seen.current = part;
    setAll(isWhole(part, acts.current.whole));
    acts.current.onSee(part);
    if (frame.current) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const { look, money, whole: now } = acts.current;
      drawn.current?.chart.setOption({ ...axesOf(seen.current, now, { scale: look.scale, money }) });
      drawn.current?.put();
    });
  }, [acts, drawn]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  useEffect(() => setAll(isWhole(seen.current, whole)), [whole]);
  return { seen, see, all };
}

/** The hand on the picture: takes lines, moves what is seen, draws boxes and lassos, opens who is clicked. Says how to begin with a chart, what part of it is seen and how to see another, and how to take a selection away. */
export function usePicture(given: Acts) {
  const acts = useRef(given);
  acts.current = given;
  const drawn = useRef<{ chart: EChartsType; put: () => void }>(undefined);
  const { seen, see, all } = useWindow(acts, drawn);
  const { tool, drawn: marks, look, lines, whole } = given;
  const onReady = useCallback((chart: EChartsType, graphic: typeof Graphic) => {
    const over = linesOn(chart, graphic);
    const put = (): void => over.put({ lines: acts.current.lines, part: seen.current, scale: acts.current.look.scale, money: acts.current.exactly });
    drawn.current = { chart, put };
    chart.on("brushEnd", (event: unknown) => {
      const shape = shapeOf(event as BrushEnd, acts.current.look);
      if (shape) acts.current.onShape(shape);
    });
    const wasMoved = draggable(chart, acts, { part: () => seen.current, see });
    chart.on("click", (event: unknown) => {
      const { value, seriesType } = event as { value?: number[]; seriesType?: string };
      if (acts.current.tool === "move" && !wasMoved() && seriesType === "scatter" && value?.[2] !== undefined) acts.current.onOpen(value[2]);
    });
    arm(chart, acts.current.tool);
    put();
    return () => { over.end(); drawn.current = undefined; };
  }, [see, seen]);
  // Drawing anew puts the pen down: it is taken up again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the tool and of the look
  useEffect(() => arm(drawn.current?.chart, tool), [tool, marks, look, whole]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of what they are drawn over
  useEffect(() => drawn.current?.put(), [lines, look, whole]);
  const clear = useCallback(() => { drawn.current?.chart.dispatchAction({ type: "brush", areas: [] }); }, []);
  const zoom = useCallback((by: "in" | "out" | "whole"): void => {
    const { x, y } = seen.current;
    const now = acts.current.whole;
    see(by === "whole" ? now : zoomed(seen.current, by === "in" ? 1 / step : step, { at: [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2], whole: now }));
  }, [see, seen]);
  const shift = useCallback((x: number, y: number): void => {
    const part = seen.current;
    see(moved(part, [(x * (part.x[1] - part.x[0])) / 8, (y * (part.y[1] - part.y[0])) / 8], acts.current.whole));
  }, [see, seen]);
  return { onReady, clear, seen, zoom, shift, all };
}
