"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { comparisons, type IndicatorLeaf, type Leaf, type MovedLeaf, segmentLetters, type Vocabulary } from "#lib/analytics/segments/types.ts";
import { kindName } from "../kind-name.ts";
import { isFigure, timesOf, unitOf } from "./fields.ts";
import { ManyChoice } from "./many-choice.tsx";

type Props<One extends Leaf = Leaf> = { leaf: One; onChange: (leaf: Leaf) => void; vocabulary: Vocabulary | undefined };
const plain = "field-input min-h-10! px-2.5! py-1.5! text-[0.95rem]!";
const small = `${plain} w-auto!`;

function NumberInput({ value, times = 1, label, unit, onChange, least }: { value: number; times?: number; label: string; unit?: string | undefined; onChange: (value: number) => void; least?: number }) {
  const rounded = Number.isFinite(value) ? Math.round((value / times) * 1e6) / 1e6 : "";
  return (
    <span className="inline-flex items-center gap-1.5">
      <input type="number" step="any" min={least} aria-label={label} className={`${plain} w-24! tabular-nums`} value={rounded} onChange={(event) => onChange(event.target.value === "" ? Number.NaN : Number(event.target.value) * times)} />
      {unit && <span className="text-sm text-soft">{unit}</span>}
    </span>
  );
}

function Days({ value, onChange, always }: { value: number | null; onChange: (value: number | null) => void; always: string }) {
  const t = useTranslations("segments");
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <select aria-label={t("when")} className={small} value={value === null ? "ever" : "days"} onChange={(event) => onChange(event.target.value === "ever" ? null : 90)}><option value="ever">{always}</option><option value="days">{t("lastDays")}</option></select>
      {value !== null && <NumberInput value={value} label={t("days")} unit={t("days")} least={1} onChange={(next) => onChange(Math.round(next))} />}
    </span>
  );
}

function Figure({ leaf, onChange, currency }: Props<Extract<Leaf, { op: "gte" | "gt" | "lte" | "lt" | "eq" }>> & { currency: string }) {
  const t = useTranslations("segments");
  const unit = { money: currency, percent: "%", days: t("days"), plain: undefined }[unitOf(leaf.field)];
  return (
    <>
      <select aria-label={t("comparison")} className={small} value={leaf.op} onChange={(event) => onChange({ ...leaf, op: event.target.value } as Leaf)}>{comparisons.map((op) => <option key={op} value={op}>{t(`op.${op}`)}</option>)}</select>
      <NumberInput value={leaf.value} times={timesOf(leaf.field)} label={t("value")} unit={unit} onChange={(value) => onChange({ ...leaf, value } as Leaf)} />
    </>
  );
}

function Did({ leaf, onChange, vocabulary }: Props<Extract<Leaf, { field: "did" }>>) {
  const t = useTranslations("segments");
  const kinds = useTranslations("kinds");
  return (
    <>
      <select aria-label={t("kind")} className={`${small} max-w-full`} value={leaf.kind} onChange={(event) => onChange({ ...leaf, kind: event.target.value })}>{[...new Set([leaf.kind, ...(vocabulary?.kinds ?? [])])].map((kind) => <option key={kind} value={kind}>{kindName(kinds, kind)}</option>)}</select>
      <select aria-label={t("comparison")} className={small} value={leaf.op} onChange={(event) => onChange({ ...leaf, op: event.target.value as "gte" | "lt" })}><option value="gte">{t("op.gte")}</option><option value="lt">{t("op.lt")}</option></select>
      <NumberInput value={leaf.value} label={t("times")} unit={t("timesIn")} least={1} onChange={(value) => onChange({ ...leaf, value: Math.round(value) })} />
      <NumberInput value={leaf.days} label={t("days")} unit={t("days")} least={1} onChange={(days) => onChange({ ...leaf, days: Math.round(days) })} />
    </>
  );
}

function Choice({ leaf, onChange, vocabulary }: Props) {
  const t = useTranslations("segments");
  const badges = useTranslations("badges");
  const studio = useTranslations("studio");
  const id = useId();
  const choices = ((): { value: string; name: string }[] => {
    switch (leaf.field) {
      case "segment": return segmentLetters.map((one) => ({ value: one, name: studio(`segments.${one}`) }));
      case "language": return (vocabulary?.languages ?? []).map((value) => ({ value, name: t(`language.${value as "en"}`) }));
      case "badge": return (vocabulary?.badges ?? []).map((value) => ({ value, name: badges.has(`of.${value}.name` as never) ? badges(`of.${value}.name` as never) : value.replaceAll("-", " ") }));
      case "bought": return vocabulary?.products ?? [];
      case "category": return vocabulary?.categories ?? [];
      case "tag": return vocabulary?.tags ?? [];
      case "selection": return vocabulary?.selections ?? [];
      default: return vocabulary?.segments ?? [];
    }
  })();
  const chosen = Array.isArray(leaf.value) ? leaf.value.map(String) : [];
  const put = (value: string[]): void => onChange({ ...leaf, value: leaf.field === "category" || leaf.field === "tag" ? value.map(Number) : value } as Leaf);
  return (
    <>
      <ManyChoice id={id} label={t(`field.${leaf.field as "segment"}`)} choices={choices} chosen={chosen} onChange={put} />
      {"days" in leaf && leaf.field !== "did" && <Days value={leaf.days} always={t("ever")} onChange={(days) => onChange({ ...leaf, days } as Leaf)} />}
    </>
  );
}

function Moved({ leaf, onChange }: Props<MovedLeaf>) {
  const t = useTranslations("segments");
  const studio = useTranslations("studio");
  const id = useId();
  const choices = segmentLetters.map((one) => ({ value: one, name: studio(`segments.${one}`) }));
  const side = (name: "from" | "to") => (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-1"><span className="w-10 text-sm text-soft">{t(`moved.${name}`)}</span><ManyChoice id={`${id}-${name}`} label={t(`moved.${name}`)} choices={choices} chosen={leaf[name]} onChange={(chosen) => onChange({ ...leaf, [name]: segmentLetters.filter((one) => chosen.includes(one)) })} /></div>
  );
  return (
    <div className="grid min-w-0 flex-1 basis-72 justify-items-start gap-1.5">
      <label className="inline-flex items-center gap-1.5 text-sm text-soft">{t("moved.since")}<input type="date" className={small} value={leaf.value} max={new Date().toISOString().slice(0, 10)} onChange={(event) => onChange({ ...leaf, value: event.target.value })} /></label>
      {side("from")}{side("to")}
    </div>
  );
}

function External({ leaf, onChange, vocabulary }: Props<IndicatorLeaf>) {
  const t = useTranslations("segments");
  const choices = vocabulary?.indicators ?? [];
  return (
    <>
      <select aria-label={t("field.indicator")} className={`${small} max-w-full`} value={leaf.name} onChange={(event) => onChange({ ...leaf, name: event.target.value })}>
        <option value="">{t(choices.length ? "choose" : "noneThere")}</option>
        {[...choices, ...(leaf.name && !choices.some((one) => one.value === leaf.name) ? [{ value: leaf.name, name: leaf.name }] : [])].map((one) => <option key={one.value} value={one.value}>{one.name}</option>)}
      </select>
      <select aria-label={t("comparison")} className={small} value={leaf.op} onChange={(event) => onChange({ ...leaf, op: event.target.value as IndicatorLeaf["op"] })}>{comparisons.map((op) => <option key={op} value={op}>{t(`op.${op}`)}</option>)}</select>
      <NumberInput value={leaf.value} label={t("value")} onChange={(value) => onChange({ ...leaf, value })} />
    </>
  );
}

function Ids({ leaf, onChange }: Props<Extract<Leaf, { field: "ids" }>>) {
  const t = useTranslations("segments");
  return <input aria-label={t("field.ids")} className={`${plain} max-w-full basis-72`} defaultValue={leaf.value.join(", ")} placeholder={t("idsHint")} onChange={(event) => onChange({ ...leaf, value: event.target.value.split(/[,\s]+/).filter((one) => /^[0-9a-f-]{36}$/.test(one)).slice(0, 50) })} />;
}

/** What a condition says after its field. */
export function LeafEditor({ leaf, onChange, vocabulary, currency }: Props & { currency: string }) {
  const t = useTranslations("segments");
  if (leaf.field === "moved") return <Moved leaf={leaf} onChange={onChange} vocabulary={vocabulary} />;
  if (leaf.field === "indicator") return <External leaf={leaf} onChange={onChange} vocabulary={vocabulary} />;
  if (leaf.field === "ids") return <Ids leaf={leaf} onChange={onChange} vocabulary={vocabulary} />;
  if (leaf.field === "did") return <Did leaf={leaf} onChange={onChange} vocabulary={vocabulary} />;
  if (leaf.field === "vital") return <select aria-label={t("value")} className={small} value={leaf.value ? "yes" : "no"} onChange={(event) => onChange({ ...leaf, value: event.target.value === "yes" })}><option value="yes">{t("yes")}</option><option value="no">{t("no")}</option></select>;
  if (leaf.field === "joinMonth") return <input aria-label={t("value")} className={`${plain} w-56!`} value={leaf.value.join(", ")} placeholder="2026-03, 2026-04" onChange={(event) => onChange({ ...leaf, value: event.target.value.split(/[,\s]+/).filter(Boolean) })} />;
  if (leaf.field === "lastOrder" || leaf.field === "lastActive" || leaf.field === "joined") return (
    <>
      <select aria-label={t("comparison")} className={small} value={leaf.op} onChange={(event) => onChange({ ...leaf, op: event.target.value as "within" | "before" })}><option value="within">{t("op.within")}</option><option value="before">{t("op.before")}</option></select>
      <NumberInput value={leaf.value} label={t("days")} unit={t("days")} least={1} onChange={(value) => onChange({ ...leaf, value: Math.round(value) })} />
    </>
  );
  return isFigure(leaf) ? <Figure leaf={leaf} onChange={onChange} vocabulary={vocabulary} currency={currency} /> : <Choice leaf={leaf} onChange={onChange} vocabulary={vocabulary} />;
}
