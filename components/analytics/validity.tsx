"use client";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { Chart, styled } from "#components/ui/chart.tsx";
import type { ChartTheme } from "#components/ui/chart-theme.ts";
import { FigureTable } from "#components/ui/figure-table.tsx";
import type { Measure, Measures, TaskView, Validity, ValidityView } from "#lib/analytics/types.ts";
import { StudioHead, Waiting } from "./parts.tsx";
import { TaskLine } from "./task-line.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";
import { useTask } from "./use-task.ts";
import { Versions } from "./versions.tsx";

const criteria = ["rf", "rfm", "recency"] as const;
const criteriaOf = (run: Validity) => (run.measures.own ? (["rf", "own", "rfm", "recency"] as const) : criteria);
const measuresOf = (run: Validity, name: "own" | (typeof criteria)[number]): Measures => run.measures[name] ?? run.measures.rf;
const window = 90;

/** A measure with its interval. */
export const measured = (measure: Measure, shown: Shown): string => (measure ? `${shown.digits(measure.value, 3)} (${shown.digits(measure.low, 3)}–${shown.digits(measure.high, 3)})` : "–");

function Compared({ run, shown }: { run: Validity; shown: Shown }) {
  const t = useTranslations("validity");
  const shownCriteria = useMemo(() => criteriaOf(run), [run]);
  const option = useCallback((theme: ChartTheme) => ({
    grid: { left: 8, right: 24, top: 8, bottom: 36, containLabel: true },
    xAxis: styled(theme, { type: "value" as const, min: 0.4, max: 1, name: t("auc"), nameLocation: "middle" as const, nameGap: 26, axisLabel: { formatter: (value: number) => shown.digits(value) } }),
    yAxis: styled(theme, { type: "category" as const, data: shownCriteria.map((name) => t(`criteria.${name}`)), inverse: true, axisTick: { show: false } }),
    tooltip: { formatter: (given: unknown) => { const at = (given as { dataIndex: number }).dataIndex; const name = shownCriteria[at]; return name ? `${t(`criteria.${name}`)}\n${measured(measuresOf(run, name).auc, shown)}` : ""; } },
    series: [
      { type: "scatter" as const, symbolSize: 12, data: shownCriteria.map((name, at) => ({ value: [measuresOf(run, name).auc?.value ?? null, at], itemStyle: { color: name === "rf" ? theme.accent : theme["ink-soft"] } })),
        markLine: { silent: true, symbol: ["none", "none"], animation: false, label: { show: false }, lineStyle: { type: "solid" as const, width: 2, color: theme["line-strong"] },
          data: shownCriteria.flatMap((name, at) => { const auc = measuresOf(run, name).auc; return auc ? [[{ coord: [auc.low, at] }, { coord: [auc.high, at] }]] : []; }) as never } },
    ],
  }), [run, shown, shownCriteria, t]);
  return (
    <Chart title={t("compared")} summary={t("comparedSaid", { day: shown.day(run.asOf), days: run.window, customers: run.customers, bought: run.bought })} size="small" option={option}
      table={{ file: "validity", columns: [{ label: t("criterion") }, { label: t("aucName"), numeric: true }, { label: t("backName"), numeric: true }, { label: t("liftName"), numeric: true }, { label: t("rhoName"), numeric: true }],
        rows: shownCriteria.map((name) => { const { auc, aucBack, lift, rho } = measuresOf(run, name); return [t(`criteria.${name}`), measured(auc, shown), measured(aucBack, shown), measured(lift, shown), measured(rho, shown)]; }) }} />
  );
}

function Runs({ runs, shown }: { runs: ValidityView["runs"]; shown: Shown }) {
  const t = useTranslations("validity");
  return (
    <section>
      <h2 className="section-title mb-3">{t("looks")}</h2>
      <FigureTable caption={t("looks")} data={{ file: "looks", columns: [{ label: t("lookedOn") }, { label: t("version"), numeric: true }, { label: t("aucName"), numeric: true }, { label: t("best"), numeric: true }, { label: t("verdict") }],
        rows: runs.map((run) => { const [best] = (["rfm", "recency"] as const).map((name) => run.measures[name].auc).sort((a, b) => (b?.value ?? 0) - (a?.value ?? 0)); return [shown.day(run.madeAt), run.version, measured(run.measures.rf.auc, shown), measured(best ?? null, shown), run.stillValid ? t("valid") : t("notValid")]; }) }} />
    </section>
  );
}

function Said({ view, shown }: { view: ValidityView; shown: Shown }) {
  const t = useTranslations("validity");
  const [run] = view.runs;
  if (!run) return <p className="font-serif text-2xl leading-snug">{t("never")}</p>;
  const live = view.versions.find((one) => one.status === "adopted");
  return (
    <div className="max-w-3xl" role="status">
      <p className={`font-serif text-2xl leading-snug ${run.stillValid ? "" : "text-danger"}`}>{run.stillValid ? t((run.measures.rf.auc?.low ?? 0) > 0.5 ? "stillValid" : "hardly", { auc: shown.digits(run.measures.rf.auc?.value ?? 0, 2) }) : t("noLonger", { auc: shown.digits(run.measures.rf.auc?.value ?? 0, 2) })}</p>
      <p className="mt-2 text-soft">{run.stillValid && view.since ? t("since", { day: shown.day(view.since), version: live?.version ?? run.version }) : t("todo")}</p>
    </div>
  );
}

function Validities({ view, put, shown }: { view: ValidityView; put: (view: ValidityView) => void; shown: Shown }) {
  const t = useTranslations("validity");
  const [fresh, setFresh] = useState<number>();
  const refresh = async (): Promise<void> => { const answer = await analytics.validity(); if (answer.ok) put(answer.data); };
  const look = useTask(view.tasks.look, () => void refresh());
  const calibration = useTask<{ version: number }>(view.tasks.calibration as TaskView<{ version: number }> | null, ({ result }) => {
    setFresh(result?.version);
    void refresh();
  });
  const busy = look.busy || calibration.busy;
  const [run] = view.runs;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
      <div>
        <Said view={view} shown={shown} />
        <div className="mt-5 flex flex-wrap gap-2"><button type="button" className="btn btn-quiet" disabled={busy} onClick={() => void look.start(() => analytics.look(window))}>{look.busy ? t("looking") : t("look")}</button><button type="button" className="btn btn-quiet" disabled={busy} onClick={() => void calibration.start(() => analytics.calibrate(window))}>{calibration.busy ? t("calibrating") : t("calibrate")}</button></div>
        {(look.busy || look.problem) && <TaskLine of={look} label={t("looking")} />}
        {(calibration.busy || calibration.problem) && <TaskLine of={calibration} label={t("calibrating")} />}
      </div>
      {run && <Compared run={run} shown={shown} />}
      <Versions view={view} shown={shown} fresh={fresh} onAdopted={() => void refresh()} />
      {view.runs.length > 0 && <Runs runs={view.runs} shown={shown} />}
    </div>
  );
}

/** Whether the criterion still tells what follows, since when, by which version, and what to do. */
export function ValidityPage() {
  const t = useTranslations("validity");
  const { data, error, put, again } = useLoaded(analytics.validity);
  const shown = useShown();
  return <><StudioHead title={t("title")} intro={t("intro")} />{data ? <Validities view={data} put={put} shown={shown} /> : <Waiting error={error} again={again} />}</>;
}
