"use client";
import type { EChartsType } from "echarts/core";
import { useCallback, useEffect, useRef } from "react";
import type { SelectionInput } from "#lib/analytics/schema.ts";
import { centsAt, heightOf, type Look } from "./portfolio-model.ts";

export type Tool = "move" | "box" | "lasso";
type Shape = SelectionInput["shape"];
type Acts = { tool: Tool; look: Look; onShape: (shape: Shape) => void; onThreshold: (threshold: number) => void; onEdge: (cents: number) => void; onOpen: (at: number) => void };
type BrushEnd = { areas: { brushType: string; coordRange: [number, number][] }[] };
type Pointer = { offsetX: number; offsetY: number; event?: { preventDefault: () => void } };

const near = 7;
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

// A line is taken where the pointer is within a few pixels of it, and follows until it is let go.
function draggable(chart: EChartsType, acts: { readonly current: Acts }): () => void {
  const pen = chart.getZr();
  let held: "x" | "y" | undefined;
  const at = (pointer: Pointer): number[] => chart.convertFromPixel({ gridIndex: 0 }, [pointer.offsetX, pointer.offsetY]) as number[];
  const over = (pointer: Pointer): "x" | "y" | undefined => {
    const { look } = acts.current;
    const [x = 0, y = 0] = chart.convertToPixel({ gridIndex: 0 }, [look.threshold, heightOf(look.edgeCents, look.scale)]) as number[];
    if (Math.abs(pointer.offsetX - x) <= near) return "x";
    return look.edgeCents > 0 && Math.abs(pointer.offsetY - y) <= near ? "y" : undefined;
  };
  const down = (pointer: Pointer): void => { if (acts.current.tool === "move") held = over(pointer); };
  const move = (pointer: Pointer): void => {
    if (acts.current.tool === "move") pen.setCursorStyle(held === "x" || over(pointer) === "x" ? "ew-resize" : held === "y" || over(pointer) === "y" ? "ns-resize" : "default");
    if (!held) return;
    const [x = 0, y = 0] = at(pointer);
    if (held === "x") acts.current.onThreshold(clamped(Math.round(x), 0, 100));
    else acts.current.onEdge(Math.max(1, centsAt(Math.max(0, y), acts.current.look.scale)));
  };
  const up = (): void => { held = undefined; };
  pen.on("mousedown", down as never);
  pen.on("mousemove", move as never);
  pen.on("mouseup", up);
  pen.on("globalout", up);
  return () => { pen.off("mousedown", down as never); pen.off("mousemove", move as never); pen.off("mouseup", up); pen.off("globalout", up); };
}

/** The hand on the picture: takes lines, draws boxes and lassos, opens who is clicked. Says how to begin with a chart, and how to take a selection away. */
export function usePicture(given: Acts) {
  const acts = useRef(given);
  acts.current = given;
  const chart = useRef<EChartsType>(undefined);
  const { tool } = given;
  const arm = useCallback(() => {
    chart.current?.dispatchAction({ type: "takeGlobalCursor", key: "brush", brushOption: acts.current.tool === "move" ? { brushType: false } : { brushType: acts.current.tool === "box" ? "rect" : "polygon", brushMode: "single" } });
  }, []);
  const onReady = useCallback((made: EChartsType) => {
    chart.current = made;
    made.on("brushEnd", (event: unknown) => {
      const shape = shapeOf(event as BrushEnd, acts.current.look);
      if (shape) acts.current.onShape(shape);
    });
    made.on("click", (event: unknown) => {
      const { value, seriesType } = event as { value?: number[]; seriesType?: string };
      if (acts.current.tool === "move" && seriesType === "scatter" && value?.[2] !== undefined) acts.current.onOpen(value[2]);
    });
    const release = draggable(made, acts);
    arm();
    return () => { release(); chart.current = undefined; };
  }, [arm]);
  // Drawing anew puts the pen down: it is taken up again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the tool and of the look
  useEffect(arm, [tool, given.look, arm]);
  const clear = useCallback(() => { chart.current?.dispatchAction({ type: "brush", areas: [] }); }, []);
  return { onReady, clear };
}
