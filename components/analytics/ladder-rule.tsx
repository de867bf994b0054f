"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Rule } from "#lib/analytics/types.ts";

type Condition = Rule["enter"];
type Numeric = "rf" | "rank" | "stage" | "tenureDays";
const numeric = ["rf", "rank", "stage", "tenureDays"] as const satisfies readonly Numeric[];
const bounds: Record<Numeric, [number, number]> = { rf: [0, 100], rank: [1, 1_000_000], stage: [1, 5], tenureDays: [0, 36_500] };
const letters = ["A", "B", "C", "D"] as const;

/** A condition with one part changed; a part that is empty asks nothing. */
export function changed<Name extends keyof Condition>(condition: Condition, name: Name, value: Condition[Name] | undefined): Condition {
  const { [name]: _, ...rest } = condition;
  return value === undefined ? rest : { ...rest, [name]: value };
}

type Props = { legend: string; condition: Condition; onChange: (condition: Condition) => void };

/** What a rule asks for on one side: all that is filled in must hold. */
export function ConditionFields({ legend, condition, onChange }: Props) {
  const t = useTranslations("ladder");
  const id = useId();
  const input = "w-24 rounded-md border border-line-strong bg-raised px-2 py-1.5 text-right tabular-nums";
  return (
    <fieldset className="grid content-start gap-2.5">
      <legend className="eyebrow mb-2">{legend}</legend>
      {numeric.map((name) => (
        <div key={name} className="flex items-center justify-between gap-3">
          <label htmlFor={`${id}-${name}`} className="text-[0.925rem]">{t(`asks.${name}`)}</label>
          <input id={`${id}-${name}`} type="number" min={bounds[name][0]} max={bounds[name][1]} placeholder="–" className={input} value={condition[name] ?? ""}
            onChange={(event) => onChange(changed(condition, name, event.target.value === "" ? undefined : Math.max(bounds[name][0], Math.min(bounds[name][1], Math.round(Number(event.target.value))))))} />
        </div>
      ))}
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={`${id}-vital`} className="text-[0.925rem]">{t("asks.vital")}</label>
        <select id={`${id}-vital`} className={`${input} text-left`} value={condition.vital ?? ""} onChange={(event) => onChange(changed(condition, "vital", event.target.value === "80" ? 80 : event.target.value === "85" ? 85 : undefined))}><option value="">–</option><option value="80">80 %</option><option value="85">85 %</option></select>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span id={`${id}-segments`} className="text-[0.925rem]">{t("asks.segments")}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset says its legend twice */}
        <span role="group" aria-labelledby={`${id}-segments`} className="flex gap-3">{letters.map((letter) => (
          <label key={letter} className="inline-flex min-h-6 items-center gap-1"><input type="checkbox" className="accent-accent" checked={condition.segments?.includes(letter) ?? false}
            onChange={(event) => { const next = letters.filter((one) => (one === letter ? event.target.checked : condition.segments?.includes(one))); onChange(changed(condition, "segments", next.length > 0 ? next : undefined)); }} />{letter}</label>
        ))}</span>
      </div>
    </fieldset>
  );
}

/** A condition in words. */
export function useAsked(): (condition: Condition) => string {
  const t = useTranslations("ladder");
  return (condition) => {
    const parts = [
      condition.rf !== undefined && t("asked.rf", { value: condition.rf }), condition.rank !== undefined && t("asked.rank", { value: condition.rank }), condition.vital !== undefined && t("asked.vital", { value: condition.vital }),
      condition.segments && t("asked.segments", { value: condition.segments.join(", ") }), condition.stage !== undefined && t("asked.stage", { value: condition.stage }), condition.tenureDays !== undefined && t("asked.tenureDays", { value: condition.tenureDays }),
    ].filter((part): part is string => typeof part === "string");
    return parts.length > 0 ? parts.join(" · ") : t("asked.nothing");
  };
}
