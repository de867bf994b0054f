"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { csvOf, download } from "#components/ui/csv.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SelectionInput } from "#lib/analytics/schema.ts";
import { type PortfolioView, segmentNames, type SelectionView } from "#lib/analytics/types.ts";
import { Figure, segmentDots } from "./parts.tsx";
import type { Shown } from "./use-shown.ts";

type Shape = SelectionInput["shape"];
export type Chosen = { shape: Shape; found: SelectionView };

/** A box by its sides, so that it stays true of whoever comes to stand in it; undefined of what a hand drew. */
export function sidesOf({ shape }: Pick<Chosen, "shape">): { all: { field: "rfNight" | "net"; op: "gte" | "lte"; value: number }[] } | undefined {
  if (shape.kind === "lasso") return undefined;
  const [low, high] = shape.netCents;
  const rounded = (value: number): number => Math.round(Math.max(0, Math.min(100, value)) * 100) / 100;
  return { all: [{ field: "rfNight", op: "gte", value: rounded(shape.rf[0]) }, { field: "rfNight", op: "lte", value: rounded(shape.rf[1]) }, ...(low > -1e11 ? [{ field: "net" as const, op: "gte" as const, value: low }] : []), ...(high < 1e11 ? [{ field: "net" as const, op: "lte" as const, value: high }] : [])] };
}

/** The rule that says who is in a selection: the sides of a box, or the people that a hand drew around; undefined when they are too many to name. */
export function ruleOf(chosen: Chosen): object | undefined {
  return sidesOf(chosen) ?? (chosen.found.ids ? { type: "customers", ids: chosen.found.ids } : undefined);
}

function SaveSegment({ chosen, onClose, onSaved }: { chosen: Chosen; onClose: () => void; onSaved: (id: string) => void }) {
  const t = useTranslations("portfolio");
  const words = useProblem();
  const [name, setName] = useState("");
  const [clientId] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<Problem>();
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const rule = ruleOf(chosen);
    if (!rule) return;
    const answer = await analytics.saveSegment({ name: name.trim(), rule, clientId });
    if (answer.ok) onSaved(answer.data.id);
    else setProblem(answer.problem);
  };
  return (
    <Dialog title={t("saveSegment")} closeLabel={t("close")} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <p className="text-soft">{t(chosen.shape.kind === "box" ? "saveBoxHint" : "saveLassoHint", { count: chosen.found.count })}</p>
        <Field label={t("segmentName")} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} error={problem && words(problem)} />
        <div className="flex justify-end gap-2"><button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button><button type="submit" className="btn btn-accent">{t("save")}</button></div>
      </form>
    </Dialog>
  );
}

function rowsOf(view: PortfolioView, { found }: Chosen): (string | number | null)[][] {
  const { picture } = view;
  if (picture.kind !== "points") return (found.ids ?? []).map((id) => [id]);
  const places = new Map(picture.ids.map((id, at) => [id, at]));
  return (found.ids ?? []).flatMap((id) => {
    const at = places.get(id);
    return at === undefined ? [] : [[id, picture.names[at] ?? "", picture.rf[at] ?? 0, (picture.netCents[at] ?? 0) / 100, picture.segments[at] ?? "", view.tiers[picture.tiers[at] ?? 0] ?? "", picture.valueCents[at] === null ? null : (picture.valueCents[at] ?? 0) / 100]];
  });
}

function Acts({ chosen, view, onSave }: { chosen: Chosen; view: PortfolioView; onSave: () => void }) {
  const t = useTranslations("portfolio");
  const locale = useLocale();
  const words = useProblem();
  const { found } = chosen;
  const named = found.ids !== null && found.count > 0;
  const usable = found.count > 0 && ruleOf(chosen) !== undefined;
  const reason = found.count === 0 ? t("nobodyIn") : t("tooMany");
  const open = async (): Promise<void> => {
    const kept = sidesOf(chosen) ? undefined : await analytics.keepSelection(found.ids ?? []);
    if (kept && !kept.ok) return say(words(kept.problem), { tone: "danger" });
    const rule = sidesOf(chosen) ?? { field: "selection", op: "in", value: [kept?.data.id] };
    location.assign(`/${locale}/studio/customers?where=${encodeURIComponent(JSON.stringify(rule))}`);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <button type="button" className="btn btn-accent" disabled={!usable} title={usable ? undefined : reason} onClick={onSave}>{t("saveSegment")}</button>
      <button type="button" className="btn btn-quiet" disabled={!usable} title={usable ? undefined : reason} onClick={() => void open()}>{t("openList")}</button>
      <button type="button" className="btn btn-quiet" disabled={!named} title={named ? undefined : reason} onClick={() => download("selection.csv", csvOf([[t("id"), t("name"), t("factor"), t("net"), t("segment"), t("tier"), t("value")], ...rowsOf(view, chosen)]))}>{t("csv")}</button>
    </div>
  );
}

/** What was chosen on the picture: how many, what they bring, who comes first, and what can be done with them. */
export function Selection({ chosen, view, shown, onClear }: { chosen: Chosen; view: PortfolioView; shown: Shown; onClear: () => void }) {
  const t = useTranslations("portfolio");
  const names = useTranslations("studio");
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<string>();
  const { found } = chosen;
  return (
    <section aria-label={t("selection")} aria-live="polite" className="card grid gap-5 p-5" data-selection={found.count}>
      <div className="flex items-baseline justify-between gap-3"><h2 className="section-title">{t("chosen", { count: found.count })}</h2><button type="button" className="act" onClick={onClear}>{t("clear")}</button></div>
      <div className="grid grid-cols-2 gap-4"><Figure value={shown.shortMoney(found.netCents)} label={t("net")} hint={found.share === null ? undefined : t("ofAll", { share: shown.share(found.share) })} /><Figure value={shown.digits(found.meanFactor)} label={t("meanFactor")} /><Figure value={shown.shortMoney(found.valueCents)} label={t("value")} hint={t("valueHint")} /><Figure value={shown.shortMoney(found.lossCents)} label={t("loss")} /></div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">{segmentNames.map((name) => <span key={name} className="inline-flex items-center gap-1.5 tabular-nums" title={names(`segments.${name}`)}><span aria-hidden className={`dot ${segmentDots[name]}`} />{name} {shown.whole(found.segments[name])}</span>)}</p>
      <Acts chosen={chosen} view={view} onSave={() => setSaving(true)} />
      {saved && <p className="text-good" role="status">{t("segmentSaved")} <a className="link" href={`/${shown.locale}/studio/segments/${saved}`}>{t("openSegment")}</a></p>}
      {found.first.length > 0 && <ol className="grid gap-1 border-t border-line pt-4 text-[0.925rem]">{found.first.slice(0, 8).map((one) => <li key={one.id} className="flex items-baseline gap-3"><span aria-hidden className={`dot ${segmentDots[one.segment]}`} /><a className="min-w-0 flex-1 truncate no-underline hover:underline" href={`/${shown.locale}/studio/customers/${one.id}`}>{one.name}</a><span className="text-soft tabular-nums">{shown.money(one.netCents)}</span></li>)}</ol>}
      {saving && <SaveSegment chosen={chosen} onClose={() => setSaving(false)} onSaved={(id) => { setSaving(false); setSaved(id); }} />}
    </section>
  );
}
