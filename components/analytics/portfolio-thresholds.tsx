"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import { type PortfolioView, segmentNames } from "#lib/analytics/types.ts";
import { segmentDots } from "./parts.tsx";
import type { Shown } from "./use-shown.ts";

export type Draft = { threshold: number; vital: number };

/** The counts under thresholds that are only tried: asked for as they move, the last question alone answered. */
export function useCounts(view: PortfolioView, draft: Draft): PortfolioView["counts"] {
  const [found, setFound] = useState<PortfolioView["counts"]>();
  const { threshold, vital } = draft;
  const same = threshold === view.thresholds.threshold && vital === view.thresholds.vital;
  useEffect(() => {
    if (same) return setFound(undefined);
    const asked = new AbortController();
    const wait = setTimeout(() => void analytics.counts(threshold, vital, asked.signal).then((answer) => { if (answer.ok) setFound(answer.data.counts); }), 80);
    return () => { clearTimeout(wait); asked.abort(); };
  }, [threshold, vital, same]);
  return found ?? view.counts;
}

function SaveDialog({ view, draft, onSaved, onClose }: { view: PortfolioView; draft: Draft; onSaved: (thresholds: PortfolioView["thresholds"]) => void; onClose: () => void }) {
  const t = useTranslations("portfolio");
  const words = useProblem();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await analytics.setThresholds({ ...draft, reason, version: view.thresholds.version });
    if (!answer.ok) return setProblem(answer.problem);
    say(t("thresholdsSaved"));
    onSaved(answer.data);
  };
  return (
    <Dialog title={t("saveThresholds")} closeLabel={t("close")} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <p className="text-soft">{t("saveThresholdsHint", { threshold: draft.threshold, vital: draft.vital })}</p>
        <TextField label={t("reason")} rows={3} required minLength={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} error={problem && words(problem)} />
        <div className="flex justify-end gap-2"><button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button><button type="submit" className="btn btn-accent">{t("save")}</button></div>
      </form>
    </Dialog>
  );
}

type Props = { view: PortfolioView; draft: Draft; shown: Shown; onDraft: (draft: Draft) => void; onSaved: (thresholds: PortfolioView["thresholds"]) => void };

function Tried({ view, counts, shown, changed }: { view: PortfolioView; counts: PortfolioView["counts"]; shown: Shown; changed: boolean }) {
  const t = useTranslations("studio");
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4" aria-live="polite" data-counts>
      {segmentNames.map((name) => {
        const by = counts[name] - view.counts[name];
        return (
          <div key={name}>
            <dt className="flex items-center gap-2 text-sm text-soft"><span aria-hidden className={`dot ${segmentDots[name]}`} />{t(`segments.${name}`)}</dt>
            <dd className="font-serif text-2xl tabular-nums" data-count={name}>{shown.whole(counts[name])}{changed && by !== 0 && <span className={`ml-2 font-sans text-sm ${by > 0 ? "text-good" : "text-danger"}`}>{by > 0 ? "+" : "−"}{shown.whole(Math.abs(by))}</span>}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The two thresholds, by number or by hand on the picture, with what each would mean before anything is saved. */
export function Thresholds({ view, draft, shown, onDraft, onSaved }: Props) {
  const t = useTranslations("portfolio");
  const [saving, setSaving] = useState(false);
  const counts = useCounts(view, draft);
  const changed = draft.threshold !== view.thresholds.threshold || draft.vital !== view.thresholds.vital;
  const number = (text: string, [low, high]: [number, number], then: (value: number) => void): void => { const value = Math.round(Number(text)); if (text !== "" && value >= low && value <= high) then(value); };
  return (
    <section aria-label={t("thresholds")} className="card grid content-start gap-5 p-5">
      <div>
        <h2 className="section-title">{t("thresholds")}</h2>
        <p className="mt-1 text-sm text-soft">{t("thresholdsHint")}</p>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("factorFrom")} type="number" inputMode="numeric" min={0} max={100} value={draft.threshold} onChange={(event) => number(event.target.value, [0, 100], (threshold) => onDraft({ ...draft, threshold }))} />
        <Field label={t("vitalSet")} type="number" inputMode="numeric" min={1} max={99} value={draft.vital} onChange={(event) => number(event.target.value, [1, 99], (vital) => onDraft({ ...draft, vital }))} />
      </div>
      <p className="text-sm text-faint">{t("edge", { money: shown.money(view.edges.cents[draft.vital - 1] ?? 0), count: view.edges.customers[draft.vital - 1] ?? 0 })}</p>
      <Tried view={view} counts={counts} shown={shown} changed={changed} />
      {changed && <div className="flex flex-wrap gap-2"><button type="button" className="btn btn-accent" onClick={() => setSaving(true)}>{t("saveThresholds")}</button><button type="button" className="btn btn-quiet" onClick={() => onDraft({ threshold: view.thresholds.threshold, vital: view.thresholds.vital })}>{t("asTheyWere")}</button></div>}
      {view.history.length > 0 && (
        <details className="text-sm"><summary className="text-soft">{t("changes", { count: view.history.length })}</summary>
          <ul className="mt-2 grid gap-2">{view.history.map((one) => <li key={one.version}><span className="tabular-nums">{t("changedTo", { threshold: one.threshold, vital: one.vital })}</span> <span className="text-soft">{one.reason}</span> <span className="text-faint">{one.by} · <Time at={one.at} /></span></li>)}</ul>
        </details>
      )}
      {saving && <SaveDialog view={view} draft={draft} onClose={() => setSaving(false)} onSaved={(thresholds) => { setSaving(false); onSaved(thresholds); }} />}
    </section>
  );
}
