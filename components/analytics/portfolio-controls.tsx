"use client";
import { BoxSelect, Lasso, Maximize, MousePointer2, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import type { SelectionInput } from "#lib/analytics/schema.ts";
import type { PortfolioView } from "#lib/analytics/types.ts";
import { type Colouring, groupOf, groupsOf, type Mark, tokenOf } from "./portfolio-model.ts";
import type { Scale } from "./portfolio-view.ts";
import type { Tool } from "./use-picture.ts";
import type { Shown } from "./use-shown.ts";

const toolIcons = { move: MousePointer2, box: BoxSelect, lasso: Lasso } as const;
type Choice<Value extends string> = { legend: string; value: Value; options: readonly { value: Value; label: string; icon?: React.ReactNode }[]; onChange: (value: Value) => void };

/** One of a few, side by side. */
function Choose<Value extends string>({ legend, value, options, onChange }: Choice<Value>) {
  return (
    <fieldset className="flex items-center gap-1 rounded-full border border-line bg-raised p-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map((one) => <button key={one.value} type="button" aria-pressed={one.value === value} onClick={() => onChange(one.value)} className="act min-h-9 px-3 aria-pressed:bg-sunk aria-pressed:font-[560] aria-pressed:text-ink">{one.icon}{one.label}</button>)}
    </fieldset>
  );
}

type Look = { scale: Scale; colouring: Colouring; sized: boolean; tool: Tool; since: string };
type Props = { look: Look; dense: boolean; indicators: PortfolioView["indicators"]; onScale: (scale: Scale) => void; onColouring: (colouring: Colouring) => void; onSized: (sized: boolean) => void; onTool: (tool: Tool) => void; onSince: (since: string) => void };

/** How the picture is looked at, and with which hand. */
export function Controls({ look, dense, indicators, onScale, onColouring, onSized, onTool, onSince }: Props) {
  const t = useTranslations("portfolio");
  const since = useId();
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Choose legend={t("tool")} value={look.tool} onChange={onTool} options={(["move", "box", "lasso"] as const).map((value) => { const Icon = toolIcons[value]; return { value, label: t(`tools.${value}`), icon: <Icon aria-hidden size={15} /> }; })} />
      <Choose legend={t("colour")} value={look.colouring} onChange={onColouring} options={(["segment", "tier", "stage"] as const).map((value) => ({ value, label: t(`colours.${value}`) }))} />
      {indicators.length > 0 && (
        <select aria-label={t("colourIndicator")} className="field-input min-h-10! w-auto! max-w-52 px-3! py-1.5! text-[0.9rem]!" disabled={dense} title={dense ? t("colourIndicatorHint") : undefined} value={look.colouring.startsWith("indicator.") ? look.colouring : ""} onChange={(event) => onColouring((event.target.value || "segment") as Colouring)}>
          <option value="">{t("colourIndicator")}</option>{indicators.map((one) => <option key={one.name} value={`indicator.${one.name}`}>{one.label}</option>)}
        </select>
      )}
      <Choose legend={t("scale")} value={look.scale} onChange={onScale} options={(["log", "linear"] as const).map((value) => ({ value, label: t(`scales.${value}`) }))} />
      <label className="act min-h-9 cursor-pointer" title={dense ? t("sizedHint") : undefined}><input type="checkbox" className="accent-accent" checked={look.sized} disabled={dense} onChange={(event) => onSized(event.target.checked)} />{t("sized")}</label>
      <label htmlFor={since} className="act min-h-9">{t("since")}<input id={since} type="date" className="rounded-md border border-line-strong bg-raised px-2 py-1 text-ink" value={look.since} max={new Date().toISOString().slice(0, 10)} onChange={(event) => onSince(event.target.value)} /></label>
    </div>
  );
}

const dots = { copper: "dot-copper", steel: "dot-steel", sage: "dot-sage", "ink-faint": "", plum: "dot-plum", gold: "dot-gold" } as const;

const zooms = { in: ZoomIn, out: ZoomOut, whole: Maximize } as const;
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Nearer, farther, all of it; where not all is seen, the arrow keys on these buttons move what is. */
export function Zoom({ all, onZoom, onShift }: { all: boolean; onZoom: (by: "in" | "out" | "whole") => void; onShift: (x: number, y: number) => void }) {
  const t = useTranslations("portfolio");
  const pressed = (event: React.KeyboardEvent): void => {
    const by = arrows[event.key];
    if (!by || all) return;
    event.preventDefault();
    onShift(by[0], by[1]);
  };
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t("zoom.title")}</legend>
      {(["in", "out", "whole"] as const).map((by) => { const Icon = zooms[by]; return <button key={by} type="button" className="act aria-disabled:opacity-45" aria-label={t(`zoom.${by}`)} title={t(`zoom.${by}Hint`)} aria-disabled={by !== "in" && all} onKeyDown={pressed} onClick={() => onZoom(by)}><Icon aria-hidden size={16} /></button>; })}
    </fieldset>
  );
}

/** Which colour is which, with how many. */
export const Legend = memo(({ marks, colouring, tiers, shown }: { marks: readonly Mark[]; colouring: Colouring; tiers: readonly string[]; shown: Shown }) => {
  const t = useTranslations("portfolio");
  const names = useTranslations("studio");
  const counts = new Map<string, number>();
  for (const mark of marks) counts.set(groupOf(mark, colouring), (counts.get(groupOf(mark, colouring)) ?? 0) + mark.count);
  const nameOf = (group: string): string => (colouring === "segment" ? names(`segments.${group as "A" | "B" | "C" | "D"}`) : colouring === "tier" ? (tiers[Number(group)] ?? group) : colouring !== "stage" ? t(`told.${group as "none"}`) : group === "0" ? t("noStage") : t("stage", { stage: group }));
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
      {groupsOf(colouring).toReversed().filter((group) => counts.has(group)).map((group) => <li key={group} className="inline-flex items-center gap-2"><span aria-hidden className={`dot ${dots[tokenOf(colouring, group)]}`} />{nameOf(group)} <span className="tabular-nums text-faint">{shown.whole(counts.get(group) ?? 0)}</span></li>)}
    </ul>
  );
});

/** A selection without a pointer: by its four sides. */
export function ByNumbers({ onShape }: { onShape: (shape: SelectionInput["shape"]) => void }) {
  const t = useTranslations("portfolio");
  const [sides, setSides] = useState({ rfFrom: "0", rfTo: "100", netFrom: "", netTo: "" });
  const set = (side: keyof typeof sides) => (event: React.ChangeEvent<HTMLInputElement>): void => setSides({ ...sides, [side]: event.target.value });
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    const cents = (text: string, otherwise: number): number => (text === "" || !Number.isFinite(Number(text)) ? otherwise : Math.round(Number(text) * 100));
    onShape({ kind: "box", rf: [Number(sides.rfFrom) || 0, Number(sides.rfTo) || 0], netCents: [cents(sides.netFrom, -1e12), cents(sides.netTo, 1e12)] });
  };
  return (
    <section aria-label={t("byNumbers")} className="card grid content-start gap-4 p-5">
      <div><h2 className="section-title">{t("choose")}</h2><p className="mt-1 text-sm text-soft">{t("chooseHint")}</p></div>
      <form onSubmit={submit} className="grid grid-cols-2 items-end gap-3">
        <Field label={t("rfFrom")} type="number" min={0} max={100} value={sides.rfFrom} onChange={set("rfFrom")} /><Field label={t("rfTo")} type="number" min={0} max={100} value={sides.rfTo} onChange={set("rfTo")} />
        <Field label={t("netFrom")} type="number" value={sides.netFrom} onChange={set("netFrom")} /><Field label={t("netTo")} type="number" value={sides.netTo} onChange={set("netTo")} />
        <button type="submit" className="btn btn-quiet col-span-2">{t("select")}</button>
      </form>
    </section>
  );
}
