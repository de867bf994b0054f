"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { indicators } from "#components/doors/indicators.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Chart } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import type { TableData } from "#components/ui/figure-table.tsx";
import { say } from "#components/ui/toast.tsx";
import type { AmountsView } from "#lib/analytics/indicators/types.ts";
import type { SelectionInput } from "#lib/analytics/schema.ts";
import { type Picture, type PortfolioView, segmentNames, type TrailsView } from "#lib/analytics/types.ts";
import { BeforeFirstNight, StudioHead, Waiting } from "./parts.tsx";
import { ByNumbers, Controls, Legend, Zoom } from "./portfolio-controls.tsx";
import { type Colouring, type Lines, type Look, type Mark, marksOf, toldOn, walkOf, wholeOf } from "./portfolio-model.ts";
import { portfolioOption, type Words } from "./portfolio-option.ts";
import { type Chosen, Selection } from "./portfolio-select.tsx";
import { type Draft, Thresholds } from "./portfolio-thresholds.tsx";
import type { Scale } from "./portfolio-view.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useNear } from "./use-near.ts";
import { type Tool, usePicture } from "./use-picture.ts";
import { type Shown, useShown } from "./use-shown.ts";
import { useTierName } from "./use-tier-name.ts";

/** The picture as a table: everybody by profit; where they are too many, how many stand in each band. */
function useTable(view: PortfolioView, marks: readonly Mark[], shown: Shown): TableData {
  const t = useTranslations("portfolio");
  return useMemo(() => {
    const { picture } = view;
    if (picture.kind === "points") {
      const falling = marks.toSorted((a, b) => b.netCents - a.netCents);
      return {
        file: "portfolio", columns: [{ label: t("name") }, { label: t("factor"), numeric: true, digits: 1 }, { label: t("net"), numeric: true }, { label: t("segment") }, { label: t("tier") }, { label: t("value"), numeric: true }],
        rows: falling.map((mark) => [picture.names[mark.at] ?? "", mark.rf, mark.netCents / 100, mark.segment, view.tiers[mark.tier] ?? "", mark.value === null ? null : mark.value / 100]), links: falling.map((mark) => `/${shown.locale}/studio/customers/${picture.ids[mark.at] ?? ""}`),
      };
    }
    const bands = Map.groupBy(marks, (mark) => `${Math.floor(mark.rf / 10)} ${mark.low === 0 ? -1 : Math.floor(Math.log10(mark.low / 100))}`);
    const rows = [...bands].map(([key, list]) => {
      const [factor = 0, decade = 0] = key.split(" ").map(Number);
      const of = (segment: string): number => list.filter((mark) => mark.segment === segment).reduce((sum, mark) => sum + mark.count, 0);
      return { factor, decade, row: [`${factor * 10}–${factor * 10 + 10}`, decade < 0 ? t("nothing") : `${shown.money(100 * 10 ** decade)} – ${shown.money(1000 * 10 ** decade)}`, ...segmentNames.map(of)] };
    }).sort((a, b) => b.decade - a.decade || b.factor - a.factor);
    return { file: "portfolio-bands", columns: [{ label: t("factor") }, { label: t("net") }, ...segmentNames.map((name) => ({ label: name, numeric: true }))], rows: rows.map((one) => one.row) };
  }, [view, marks, shown, t]);
}

function useWords({ view, picture, trails, shown }: { view: PortfolioView; picture: Picture; trails: Look["trails"]; shown: Shown }): Words {
  const t = useTranslations("portfolio");
  return useMemo(() => ({
    rf: t("factor"), net: t("net"), money: shown.shortMoney, cell: (count) => t("inCell", { count }),
    mark: (mark) => `${picture.kind === "points" ? picture.names[mark.at] : ""}\n${t("factor")} ${shown.digits(mark.rf)} · ${shown.money(mark.netCents)}\n${t("segment")} ${mark.segment} · ${view.tiers[mark.tier] ?? ""}`,
    trail: (at) => { const one = trails[at]; return one ? `${one.name}\n${one.from.segment} → ${one.to.segment}` : ""; },
  }), [view, picture, trails, shown, t]);
}

/** Who moved since a day, asked for when a day is chosen. */
function useTrails(first: string): { since: string; trails: TrailsView | undefined; choose: (since: string) => void } {
  const words = useProblem();
  const [since, setSince] = useState(first);
  const [trails, setTrails] = useState<TrailsView>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for each day that is chosen
  useEffect(() => {
    if (!/^\d{4}-\d\d-\d\d$/.test(since)) return setTrails(undefined);
    let left = false;
    void analytics.trails(since).then((answer) => { if (!left) { if (answer.ok) setTrails(answer.data); else say(words(answer.problem), { tone: "danger" }); } });
    return () => { left = true; };
  }, [since]);
  return { since, trails, choose: setSince };
}

/** Everybody as marks; where they are coloured by an indicator, with what it says of each, asked for when it is chosen. */
function useMarks(view: PortfolioView, colouring: Colouring): readonly Mark[] {
  const words = useProblem();
  const [amounts, setAmounts] = useState<AmountsView>();
  const name = colouring.startsWith("indicator.") ? colouring.slice("indicator.".length) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for each indicator that is chosen
  useEffect(() => {
    if (name === undefined) return setAmounts(undefined);
    let left = false;
    void indicators.amounts(name).then((answer) => { if (!left) { if (answer.ok) setAmounts(answer.data); else say(words(answer.problem), { tone: "danger" }); } });
    return () => { left = true; };
  }, [name]);
  const marks = useMemo(() => marksOf(view), [view]);
  return useMemo(() => (amounts && view.picture.kind === "points" ? toldOn(marks, view.picture.ids, amounts) : marks), [marks, amounts, view.picture]);
}

const noTrails: Look["trails"] = [];

function Portfolio({ view, put, shown }: { view: PortfolioView; put: (view: PortfolioView) => void; shown: Shown }) {
  const t = useTranslations("portfolio");
  const locale = useLocale();
  const words = useProblem();
  const [scale, setScale] = useState<Scale>("log");
  const [colouring, setColouring] = useState<Colouring>("segment");
  const [sized, setSized] = useState(false);
  const [tool, setTool] = useState<Tool>("move");
  const [draft, setDraft] = useState<Draft>({ threshold: view.thresholds.threshold, vital: view.thresholds.vital });
  const [chosen, setChosen] = useState<Chosen>();
  const { since, trails, choose } = useTrails(new URLSearchParams(typeof location === "undefined" ? "" : location.search).get("since") ?? "");
  const marks = useMarks(view, colouring);
  const moved = trails && "trails" in trails ? trails : undefined;
  const look = useMemo<Look>(() => ({ scale, colouring, sized, trails: moved?.trails ?? noTrails }), [scale, colouring, sized, moved]);
  const lines = useMemo<Lines>(() => ({ threshold: draft.threshold, edgeCents: view.edges.cents[draft.vital - 1] ?? 0 }), [draft, view.edges]);
  const dense = view.picture.kind === "cells";
  const whole = useMemo(() => wholeOf(marksOf(view), dense, scale), [view, dense, scale]);
  const { picture, look: lookNear } = useNear(view.picture, { scale, whole });
  const drawnWords = useWords({ view, picture, trails: look.trails, shown });
  const drawn = useMemo(() => (picture === view.picture ? marks : marksOf({ picture })), [picture, view.picture, marks]);
  const select = async (shape: SelectionInput["shape"]): Promise<void> => {
    const answer = await analytics.select(shape);
    if (answer.ok) setChosen({ shape, found: answer.data });
    else say(words(answer.problem), { tone: "danger" });
  };
  const { onReady, clear, seen, zoom, shift, all } = usePicture({
    tool, drawn, look, lines, whole, money: shown.shortMoney, exactly: shown.money, onShape: (shape) => void select(shape), onThreshold: (threshold) => setDraft((before) => ({ ...before, threshold })),
    onEdge: (cents) => setDraft((before) => { const at = view.edges.cents.findIndex((edge) => edge <= cents); return { ...before, vital: at < 0 ? 99 : at + 1 }; }),
    onSee: lookNear, onOpen: (at) => { if (picture.kind === "points") location.assign(`/${locale}/studio/customers/${picture.ids[at] ?? ""}`); },
  });
  const option = useCallback((theme: ChartTheme) => portfolioOption({ marks: drawn, dense: picture.kind === "cells", look, words: drawnWords, part: seen.current, whole }, theme), [drawn, picture, look, drawnWords, seen, whole]);
  const table = useTable(view, marks, shown);
  const places = useMemo(() => (dense ? [] : walkOf(marks, colouring)), [marks, colouring, dense]);
  const summary = t("said", { customers: marks.reduce((sum, mark) => sum + mark.count, 0), a: view.counts.A, threshold: draft.threshold, vital: draft.vital });
  return (
    <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        <Controls look={{ scale, colouring, sized, tool, since }} dense={dense} indicators={view.indicators} onScale={setScale} onColouring={setColouring} onSized={setSized} onTool={setTool} onSince={choose} />
        <Chart title={t("picture")} hideTitle summary={summary} size="large" option={option} table={table} onReady={onReady} pointOf={(row) => places[row]} empty={t("nobody")} tools={<Zoom all={all} onZoom={zoom} onShift={shift} />} />
        <Legend marks={marks} colouring={colouring} tiers={view.tiers} shown={shown} />
        {trails && <p className="mt-3 text-soft" role="status">{moved ? t("trails", { moved: moved.moved, fresh: moved.fresh, shown: moved.trails.length, day: shown.day(moved.from) }) : t("noTrails")}</p>}
        {moved && moved.counts.length > 0 && <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft tabular-nums">{moved.counts.map((one) => <a key={one.from + one.to} className="link" href={`/${locale}/studio/customers?moved=${one.from}${one.to}&since=${moved.from}`} aria-label={t("movedList", { count: one.customers, from: one.from, to: one.to })}>{one.from} → {one.to} {shown.whole(one.customers)}</a>)}</p>}
      </div>
      <aside className="grid content-start gap-6 md:max-xl:grid-cols-2">
        <Thresholds view={view} draft={draft} shown={shown} onDraft={setDraft} onSaved={(thresholds) => void analytics.portfolio().then((answer) => put(answer.ok ? answer.data : { ...view, thresholds }))} />
        {chosen ? <Selection key={JSON.stringify(chosen.shape)} chosen={chosen} view={view} shown={shown} onClear={() => { clear(); setChosen(undefined); }} /> : <ByNumbers onShape={(shape) => void select(shape)} />}
      </aside>
    </div>
  );
}

/** The portfolio: everybody by their relationship and what they bring. */
export function PortfolioPage() {
  const t = useTranslations("portfolio");
  const { data, error, put, again } = useLoaded(analytics.portfolio);
  const shown = useShown(data?.currency);
  const called = useTierName();
  const view = useMemo(() => data && { ...data, tiers: data.tiers.map((name, level) => called(level, name)) }, [data, called]);
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} asOf={data?.day ? shown.day(data.day) : undefined} />
      {!view ? <Waiting error={error} again={again} /> : view.day ? <Portfolio view={view} put={put} shown={shown} /> : <BeforeFirstNight />}
    </>
  );
}
