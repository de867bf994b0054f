import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from "echarts/types/dist/shared";
import { styled } from "#components/ui/chart.tsx";
import { type ChartTheme, faded } from "#components/ui/chart-theme.ts";
import { cellsOf, type Colouring, groupOf, groupsOf, heightOf, inkOf, type Look, type Mark, tokenOf } from "./portfolio-model.ts";
import { axesOf, type Part } from "./portfolio-view.ts";

export type Words = { rf: string; net: string; money: (cents: number) => string; mark: (mark: Mark) => string; cell: (count: number) => string; trail: (at: number) => string };
export type Drawn = { marks: readonly Mark[]; dense: boolean; look: Look; words: Words; part: Part; whole: Part };

const shades = (theme: ChartTheme, colouring: Colouring, group: string): string => String(theme[tokenOf(colouring, group)]);
const most = 22;

function points({ marks, look }: Drawn, theme: ChartTheme): EChartsOption["series"] {
  const largest = marks.reduce((value, mark) => Math.max(value, mark.value ?? 0), 1);
  const sizeOf = (mark: Mark | undefined): number => (look.sized ? 4 + most * Math.sqrt(Math.max(0, mark?.value ?? 0) / largest) : 7);
  const many = marks.length > 5000;
  return groupsOf(look.colouring).map((group) => ({
    type: "scatter" as const, name: group, data: marks.filter((mark) => groupOf(mark, look.colouring) === group).map((mark) => [mark.rf, heightOf(mark.netCents, look.scale), mark.at]),
    symbolSize: many && !look.sized ? 4 : (value: number[]) => sizeOf(marks[value[2] ?? 0]), itemStyle: { color: faded(shades(theme, look.colouring, group), many ? 0.5 : 0.7), borderColor: theme.paper, borderWidth: many ? 0 : 0.5 }, emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1 } }, ...(many && !look.sized ? { zlevel: -1, large: true, largeThreshold: 1000, progressive: 0 } : { progressive: 4000 }),
  }));
}

function cells({ marks, look }: Drawn, theme: ChartTheme): EChartsOption["series"] {
  const all = cellsOf(marks, look.colouring);
  const largest = all.reduce((value, cell) => Math.max(value, cell.count), 1);
  const inks = all.map((cell) => inkOf(theme, tokenOf(look.colouring, cell.group), { count: cell.count, most: largest }));
  const opacity = look.trails.length > 0 ? 0.25 : 1;
  return [{
    // On a layer of their own, and without a state of their own for the pointer: a tip that moves repaints none of them.
    type: "custom" as const, zlevel: -1, emphasis: { disabled: true } as object, clip: true, progressive: 0, data: all.map((cell) => [cell.rf, heightOf(cell.low, look.scale), heightOf(cell.high, look.scale), cell.count]), encode: { x: 0, y: [1, 2] },
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const [left = 0, bottom = 0] = api.coord([api.value(0), api.value(1)]);
      const [right = 0, top = 0] = api.coord([Number(api.value(0)) + 1, api.value(2)]);
      // Of a part that is seen from near most cells are elsewhere: they cost nothing while it is moved.
      const seen = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
      if (right < seen.x || left > seen.x + seen.width || bottom < seen.y || top > seen.y + seen.height) return null;
      return { type: "rect" as const, shape: { x: left, y: top, width: Math.max(1, right - left - 0.5), height: Math.max(1, bottom - top - 0.5) }, style: { fill: inks[params.dataIndex] ?? "transparent", opacity } };
    },
  }];
}

// From where to where: a thin line that ends in a dot.
function trails({ look }: Drawn, theme: ChartTheme): NonNullable<EChartsOption["series"]> {
  return [{
    type: "custom" as const, clip: true, name: "trails", z: 5, data: look.trails.map(({ from, to }) => [from.rf, heightOf(from.netCents, look.scale), to.rf, heightOf(to.netCents, look.scale)]), encode: { x: [0, 2], y: [1, 3] },
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
      const [x2 = 0, y2 = 0] = api.coord([api.value(2), api.value(3)]);
      const fill = shades(theme, "segment", look.trails[params.dataIndex]?.to.segment ?? "D");
      return { type: "group" as const, children: [
        { type: "line" as const, shape: { x1, y1, x2, y2 }, style: { stroke: fill, lineWidth: 1.5, opacity: 0.8 } }, { type: "circle" as const, shape: { cx: x2, cy: y2, r: 4 }, style: { fill, stroke: theme.paper, lineWidth: 1 } },
      ] };
    },
  }];
}

/** The portfolio's picture as the chart library draws it; the thresholds lie above it (portfolio-lines.ts). */
export function portfolioOption(drawn: Drawn, theme: ChartTheme): EChartsOption {
  const { marks, dense, look, words, part, whole } = drawn;
  const faint = look.trails.length > 0 ? 0.25 : 1;
  const body = ((dense ? cells(drawn, theme) : points(drawn, theme)) as { itemStyle?: object }[]).map((one) => ({ ...one, ...(faint < 1 ? { itemStyle: { ...one.itemStyle, opacity: faint } } : {}) }));
  const { xAxis, yAxis } = axesOf(part, whole, { scale: look.scale, money: words.money });
  return {
    animation: false, grid: { left: 12, right: 20, top: 34, bottom: 44, containLabel: true },
    xAxis: styled(theme, { type: "value" as const, name: words.rf, nameLocation: "middle" as const, nameGap: 28, splitLine: { show: false }, ...xAxis }),
    yAxis: styled(theme, { type: "value" as const, name: words.net, nameLocation: "end" as const, nameGap: 22, nameTextStyle: { align: "left" as const, color: theme["ink-soft"], fontFamily: theme.font }, ...yAxis }),
    tooltip: {
      trigger: "item" as const,
      formatter: (given: unknown) => {
        const { value, seriesName, dataIndex } = given as { value: number[]; seriesName: string; dataIndex: number };
        if (seriesName === "trails") return words.trail(dataIndex);
        const mark = marks[value[2] ?? -1];
        return dense ? words.cell(value[3] ?? 0) : mark ? words.mark(mark) : "";
      },
    },
    brush: { toolbox: [], xAxisIndex: 0, yAxisIndex: 0, brushMode: "single" as const, throttleType: "debounce" as const, throttleDelay: 200, outOfBrush: { colorAlpha: 0.35 }, brushStyle: { borderWidth: 1.5, color: faded(theme.accent, 0.12), borderColor: theme.accent } },
    series: [...(body as []), ...(trails(drawn, theme) as [])],
  };
}
