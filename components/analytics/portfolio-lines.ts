import type { EChartsType, graphic as Graphic } from "echarts/core";
import { type ChartTheme, readTheme, watchTheme } from "#components/ui/chart-theme.ts";
import { heightOf, type Lines } from "./portfolio-model.ts";
import type { Part, Scale } from "./portfolio-view.ts";

type Where = { lines: Lines; part: Part; scale: Scale; money: (cents: number) => string };
type Point = readonly [number, number];
const layer = { zlevel: 4, silent: true } as const;

/**
 * The two thresholds on a layer of their own above the picture: to move one repaints the lines alone, however many points lie
 * below. `put` places them; the answer takes them away.
 */
export function linesOn(chart: EChartsType, { Line, Text, Group }: Pick<typeof Graphic, "Line" | "Text" | "Group">): { put: (where: Where) => void; end: () => void } {
  const group = new Group({ silent: true });
  const pen = chart.getZr();
  pen.add(group);
  let theme: ChartTheme = readTheme(chart.getDom());
  let last: Where | undefined;
  const line = ([x1, y1]: Point, [x2, y2]: Point) => new Line({ ...layer, shape: { x1, y1, x2, y2 }, style: { stroke: theme.ink, lineWidth: 1.5 } });
  const label = (text: string, [x, y]: Point, align: "center" | "right") => new Text({ ...layer, style: { text, x, y, align, verticalAlign: "bottom", fill: theme.ink, font: `12px ${theme.font}`, backgroundColor: theme["paper-raised"], padding: [2, 6] } });
  const put = (where: Where): void => {
    last = where;
    const { lines, part, scale, money } = where;
    const at = (x: number, y: number): [number, number] => chart.convertToPixel({ gridIndex: 0 }, [x, y]) as [number, number];
    const [left, bottom] = at(part.x[0], part.y[0]);
    const [right, top] = at(part.x[1], part.y[1]);
    const height = heightOf(lines.edgeCents, scale);
    const [x, y] = at(lines.threshold, height);
    group.removeAll();
    if (![left, bottom, right, top, x, y].every(Number.isFinite)) return;
    // The library's own types of a shape and of a group differ in what may be left out.
    const draw = (shapes: readonly object[]): void => { for (const one of shapes) group.add(one as Parameters<typeof group.add>[0]); };
    if (lines.threshold >= part.x[0] && lines.threshold <= part.x[1]) draw([line([x, top], [x, bottom]), label(`≥ ${lines.threshold}`, [x, top - 2], "center")]);
    if (lines.edgeCents > 0 && height >= part.y[0] && height <= part.y[1]) draw([line([left, y], [right, y]), label(money(lines.edgeCents), [right, y - 3], "right")]);
  };
  const again = (): void => { if (last) put(last); };
  const unwatch = watchTheme(() => { theme = readTheme(chart.getDom()); again(); });
  const sized = new ResizeObserver(again);
  sized.observe(chart.getDom());
  return { put, end: () => { unwatch(); sized.disconnect(); pen.remove(group); } };
}
