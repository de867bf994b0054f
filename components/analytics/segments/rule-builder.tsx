"use client";
import { FolderPlus, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Vocabulary } from "#lib/analytics/segments/types.ts";
import { fieldGroups } from "./fields.ts";
import { LeafEditor } from "./leaf-editor.tsx";
import { changed, type Condition, condition, type Group, group, isGroup, leafOf, type Mode, type Part } from "./tree.ts";

type Edit = { change: (id: number, by: (part: Part) => Part | undefined) => void; vocabulary: Vocabulary | undefined; currency: string };
const deepest = 5;

function ConditionLine({ part, edit }: { part: Condition; edit: Edit }) {
  const t = useTranslations("segments");
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1.5 py-2 sm:py-1.5">
      <select aria-label={t("whatIsAsked")} className="field-input min-h-10! w-auto! max-w-[calc(100%-3.5rem)] px-2.5! py-1.5! text-[0.95rem]! font-[540]" value={part.leaf.field} onChange={(event) => { const { value } = event.target; edit.change(part.id, (one) => ({ ...one, leaf: leafOf(value) })); }}>
        {fieldGroups.map((some) => <optgroup key={some.key} label={t(`group.${some.key}`)}>{some.fields.map((field) => <option key={field} value={field}>{t(`field.${field}`)}</option>)}</optgroup>)}
      </select>
      <button type="button" className="act ml-auto sm:order-last" aria-label={t("removeCondition", { name: t(`field.${part.leaf.field}`) })} onClick={() => edit.change(part.id, () => undefined)}><X aria-hidden size={16} /></button>
      <LeafEditor leaf={part.leaf} vocabulary={edit.vocabulary} currency={edit.currency} onChange={(leaf) => edit.change(part.id, (one) => ({ ...one, leaf }))} />
    </li>
  );
}

function GroupBox({ part, edit, depth }: { part: Group; edit: Edit; depth: number }) {
  const t = useTranslations("segments");
  const add = (one: Part): void => edit.change(part.id, (now) => (isGroup(now) ? { ...now, parts: [...now.parts, one] } : now));
  return (
    <fieldset className={depth > 0 ? "border-l-2 border-line-strong pl-3 sm:pl-4" : ""}>
      <legend className="sr-only">{t(`mode.${part.mode}`)}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <select aria-label={t("howMany")} className="field-input min-h-10! w-auto! border-transparent! bg-sunk! px-2.5! py-1.5! text-[0.95rem]! font-[560]" value={part.mode} onChange={(event) => { const mode = event.target.value as Mode; edit.change(part.id, (one) => ({ ...one, mode })); }}>
          {(["all", "any", "none"] as const).map((mode) => <option key={mode} value={mode}>{t(`mode.${mode}`)}</option>)}
        </select>
        {depth > 0 && <button type="button" className="act ml-auto" aria-label={t("removeGroup")} onClick={() => edit.change(part.id, () => undefined)}><X aria-hidden size={16} /></button>}
      </div>
      <ul className="my-1">{part.parts.map((one) => (isGroup(one) ? <li key={one.id} className="py-2"><GroupBox part={one} edit={edit} depth={depth + 1} /></li> : <ConditionLine key={one.id} part={one} edit={edit} />))}</ul>
      <div className="flex flex-wrap gap-1">
        <button type="button" className="act -ml-2" onClick={() => add(condition(leafOf("rf")))}><Plus aria-hidden size={16} />{t("addCondition")}</button>
        {depth < deepest && <button type="button" className="act" onClick={() => add(group(part.mode === "any" ? "all" : "any", [condition(leafOf("rf"))]))}><FolderPlus aria-hidden size={16} />{t("addGroup")}</button>}
      </div>
    </fieldset>
  );
}

/** A rule, written by choosing: conditions, and groups of them in each other. Everything is an ordinary field, so the keyboard reaches all of it. */
export function RuleBuilder({ root, onChange, vocabulary, currency }: { root: Group; onChange: (root: Group) => void; vocabulary: Vocabulary | undefined; currency: string }) {
  return <GroupBox part={root} depth={0} edit={{ vocabulary, currency, change: (id, by) => onChange(changed(root, id, by)) }} />;
}
