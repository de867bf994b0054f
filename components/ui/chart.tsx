"use client";
import type { EChartsType, graphic } from "echarts/core";
import type { EChartsOption } from "echarts/types/dist/shared";
import { Download, Table2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { type ChartTheme, faded, readTheme, watchTheme } from "./chart-theme.ts";
import { csvOf, download } from "./csv.ts";
import { FigureTable, shownCell, type TableData } from "./figure-table.tsx";

export type ChartProps = {
  title: string;
  /** What the picture says, in a sentence: shown above it, and read in its place. */
  summary?: string;
  option: (theme: ChartTheme) => EChartsOption;
  table: TableData;
  size?: keyof typeof sizes;
  /** What to say where there is nothing to draw. */
  empty?: string | undefined;
  state?: "ready" | "loading" | { error: string };
  onReady?: ((chart: EChartsType, shapes: typeof graphic) => () => void) | undefined;
  /** Which point of the picture a row of the table is, for the arrow keys; `undefined` leaves the keys to the page. */
  pointOf?: (row: number) => { seriesIndex: number; dataIndex: number } | undefined;
  tools?: React.ReactNode;
  hideTitle?: boolean;
};
const sizes = { small: "h-56", medium: "h-80", large: "h-[26rem] sm:h-[34rem]", tall: "h-[36rem]" } as const;

/** A picture with what all have in common: our type, our ink, a tip drawn on the canvas (the page allows no inline styles); a tip or a legend of its own keeps what it does not say differently. */
function whole(theme: ChartTheme, own: EChartsOption): EChartsOption {
  const tooltip = { renderMode: "richText", backgroundColor: theme["paper-raised"], borderColor: theme["line-strong"], borderWidth: 1, padding: 10, confine: true, textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 13, lineHeight: 19 }, axisPointer: { lineStyle: { color: theme["line-strong"] }, shadowStyle: { color: faded(theme.ink, 0.06) } } };
  const legend = { icon: "roundRect", itemWidth: 12, itemHeight: 12, itemGap: 16, inactiveColor: theme["ink-faint"], textStyle: { color: theme["ink-soft"], fontFamily: theme.font, fontSize: 13 }, pageTextStyle: { color: theme["ink-soft"] }, pageIconColor: theme["ink-soft"], pageIconInactiveColor: theme.line };
  return {
    animation: !theme.still, animationDuration: 180, animationDurationUpdate: 180, textStyle: { fontFamily: theme.font, color: theme["ink-soft"] }, ...own,
    tooltip: { ...tooltip, ...(own.tooltip as object | undefined) } as NonNullable<EChartsOption["tooltip"]>, ...(own.legend ? { legend: { ...legend, ...(own.legend as object) } as NonNullable<EChartsOption["legend"]> } : {}),
  };
}

const axis = (theme: ChartTheme) => ({
  axisLine: { lineStyle: { color: theme["line-strong"] } }, axisTick: { lineStyle: { color: theme["line-strong"] } }, splitLine: { lineStyle: { color: theme.line } },
  axisLabel: { color: theme["ink-soft"], fontFamily: theme.font, fontSize: 12, hideOverlap: true }, nameTextStyle: { color: theme["ink-soft"], fontFamily: theme.font, fontSize: 12 },
});

/** An axis in our colours, with more of its own. */
export function styled<Own extends object>(theme: ChartTheme, own: Own): ReturnType<typeof axis> & Own {
  const common = axis(theme);
  const label = "axisLabel" in own ? { axisLabel: { ...common.axisLabel, ...(own.axisLabel as object) } } : {};
  return { ...common, ...own, ...label };
}

type Drawing = Pick<ChartProps, "option" | "onReady">;

function useChart({ option, onReady }: Drawing, shown: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const latest = useRef(option);
  const ready = useRef(onReady);
  const [drawn, setDrawn] = useState(false);
  latest.current = option;
  ready.current = onReady;
  useEffect(() => {
    const host = place.current;
    if (!host || !shown) return;
    let [gone, release] = [false, (): void => undefined];
    const draw = (): void => { const theme = readTheme(host); chart.current?.setOption(whole(theme, latest.current(theme)), { notMerge: true }); };
    const sized = new ResizeObserver(() => chart.current?.resize());
    const unwatch = watchTheme(draw);
    void import("./echarts.ts").then(({ init, graphic: shapes }) => {
      if (gone) return;
      chart.current = init(host, null, { renderer: "canvas" });
      draw();
      release = ready.current?.(chart.current, shapes) ?? release;
      sized.observe(host);
      setDrawn(true);
    });
    return () => {
      gone = true;
      release();
      unwatch();
      sized.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
      setDrawn(false);
    };
  }, [shown]);
  useEffect(() => {
    const host = place.current;
    if (!host || !chart.current) return;
    const theme = readTheme(host);
    chart.current.setOption(whole(theme, option(theme)), { notMerge: true });
  }, [option]);
  return { place, chart, drawn };
}

/** Lets the arrow keys walk the table's rows on the picture, saying each; Enter opens the one that was reached, where it leads somewhere. */
function useWalk({ table, pointOf }: ChartProps, chart: React.RefObject<EChartsType | undefined>) {
  const locale = useLocale();
  const [said, setSaid] = useState("");
  const at = useRef(-1);
  const walk = (event: React.KeyboardEvent): void => {
    const link = event.key === "Enter" ? table.links?.[at.current] : undefined;
    if (link) {
      location.assign(link);
      return;
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || table.rows.length === 0) return;
    event.preventDefault();
    at.current = Math.max(0, Math.min(table.rows.length - 1, at.current + by));
    const row = table.rows[at.current] ?? [];
    setSaid(table.columns.map((column, place) => `${column.label}: ${shownCell(row[place] ?? null, column, locale)}`).join(", "));
    const point = pointOf ? pointOf(at.current) : { seriesIndex: 0, dataIndex: at.current };
    if (point) chart.current?.dispatchAction({ type: "showTip", ...point });
  };
  return { said, walk, leave: () => chart.current?.dispatchAction({ type: "hideTip" }) };
}

function Canvas(props: ChartProps & { described: string }) {
  const t = useTranslations("chart");
  const { place, chart, drawn } = useChart(props, true);
  const { said, walk, leave } = useWalk(props, chart);
  return (
    <div className={`relative ${sizes[props.size ?? "medium"]}`}>
      {!drawn && <div className="skeleton absolute inset-0" aria-hidden />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk its points */}
      <div ref={place} role="img" tabIndex={0} aria-label={`${props.title}. ${props.summary ?? ""} ${t("keys")}`} aria-describedby={props.described} onKeyDown={walk} onBlur={leave} className="h-full w-full" data-drawn={drawn} />
      <p className="sr-only" aria-live="polite">{said}</p>
    </div>
  );
}

/**
 * A picture with everything a picture of ours has: a title, a sentence of what it says, the same data as a table, a CSV,
 * arrow keys, both themes, and its own empty, loading and error states in the size it will have.
 */
export function Chart(props: ChartProps) {
  const { title, summary, table, state = "ready", empty, size = "medium", tools, hideTitle = false } = props;
  const t = useTranslations("chart");
  const described = useId();
  const [asTable, setAsTable] = useState(false);
  const frame = `grid place-items-center ${sizes[size]}`;
  const nothing = empty !== undefined && table.rows.length === 0;
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className={hideTitle ? "sr-only" : "section-title"}>{title}</h2>
          {summary && <p id={described} className="mt-1 max-w-2xl text-soft">{summary}</p>}
        </div>
        {tools}
        <div className="flex gap-1">
          <button type="button" className="act" aria-pressed={asTable} disabled={state !== "ready" || nothing} onClick={() => setAsTable(!asTable)}><Table2 aria-hidden size={16} />{t("table")}</button>
          <button type="button" className="act" disabled={state !== "ready" || nothing} onClick={() => download(`${table.file}.csv`, csvOf([table.columns.map((one) => one.label), ...table.rows]))}><Download aria-hidden size={16} />{t("csv")}</button>
        </div>
      </figcaption>
      {state === "loading" && <div className={`skeleton ${sizes[size]}`} role="status" aria-label={t("loading")} />}
      {typeof state === "object" && <p role="alert" className={`card ${frame} px-6 text-center text-danger`}>{state.error}</p>}
      {state === "ready" && nothing && <p className={`card ${frame} px-6 text-center text-soft`}>{empty}</p>}
      {state === "ready" && !nothing && (asTable ? <FigureTable caption={title} data={table} /> : <Canvas {...props} described={described} />)}
    </figure>
  );
}
