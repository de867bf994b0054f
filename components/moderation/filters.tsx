"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { CannedReply, FiltersView } from "#lib/moderation/types.ts";
import type { Filter, FilterAction } from "#lib/screening/types.ts";

type Changed = { onChanged: () => Promise<void> };

function useSaid(onChanged: () => Promise<void>): (answer: Answer<unknown>) => Promise<boolean> {
  const t = useTranslations("filters");
  const words = useProblem();
  return async (answer) => {
    say(answer.ok ? t("saved") : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    await onChanged();
    return answer.ok;
  };
}

type Name = "hours" | "length" | "count" | "seconds" | "hold" | "flag";

/** The thresholds of a rule: one is kept when its field is left with another number in it. */
function Numbers({ filter, onKeep }: { filter: Filter; onKeep: (numbers: Partial<Record<Name, number>>) => void }) {
  const t = useTranslations("filters");
  const keep = (name: string, field: HTMLInputElement): void => {
    if (field.value === "" || !field.validity.valid) field.value = String(filter.numbers[name]);
    else if (field.valueAsNumber !== filter.numbers[name]) onKeep({ [name]: field.valueAsNumber });
  };
  return (
    <span className="mt-2 flex flex-wrap gap-x-5 gap-y-2 text-sm text-faint">
      {Object.entries(filter.numbers).map(([name, value]) => (
        <label key={name} className="inline-flex items-center gap-2">{t(`numbers.${name as Name}`)}
          <input type="number" min={0} max={100_000} step="any" defaultValue={value} className="field-input min-h-9 w-20 px-2 py-1 text-sm tabular-nums" onBlur={(event) => keep(name, event.currentTarget)} onKeyDown={(event) => { if (event.key === "Enter") event.currentTarget.blur(); }} />
        </label>
      ))}
    </span>
  );
}

/** What a change changed, in words: "hours 24 → 48". */
function useChanges(): (before: Filter, after: Filter) => string {
  const t = useTranslations("filters");
  return (before, after) => [
    ...Object.keys(after.numbers).filter((name) => before.numbers[name] !== after.numbers[name]).map((name) => `${t(`numbers.${name as Name}`)} ${before.numbers[name] ?? "–"} → ${after.numbers[name]}`),
    ...(before.action === after.action ? [] : [`${t(`actions.${before.action}`)} → ${t(`actions.${after.action}`)}`]),
    ...(before.scope === after.scope ? [] : [`${t(before.scope)} → ${t(after.scope)}`]),
    ...(before.active === after.active ? [] : [`${t(before.active ? "on" : "off")} → ${t(after.active ? "on" : "off")}`]),
  ].join(", ");
}

function History({ history }: { history: FiltersView["history"] }) {
  const t = useTranslations("filters");
  const reasons = useTranslations("reasons");
  const changes = useChanges();
  return (
    <ul className="divide-y divide-line text-sm">
      {history.map((one) => {
        const of = one.after ?? one.before;
        return (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2">
            <span className="min-w-0 [overflow-wrap:anywhere]"><span className="font-[540]">{of?.value || (of && reasons(of.kind))}</span> {t(one.before ? (one.after ? "changed" : "removed") : "added")}{one.before && one.after ? `: ${changes(one.before, one.after)}` : ""}</span>
            <span className="text-faint">{one.by}</span><Time at={one.at} className="ml-auto text-faint" />
          </li>
        );
      })}
    </ul>
  );
}

function Rule({ filter, onChanged }: { filter: Filter } & Changed) {
  const t = useTranslations("filters");
  const reasons = useTranslations("reasons");
  const said = useSaid(onChanged);
  const { action, scope, note, active, version } = filter;
  const change = (of: Partial<Pick<Filter, "action" | "active" | "scope"> & { numbers: Partial<Record<Name, number>> }>): void => void moderation.changeFilter(filter.id, { action, scope, note, active, version, numbers: {}, ...of }).then(said);
  const setting = !["word", "link", "company"].includes(filter.kind);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <span className={`min-w-0 flex-1 basis-48 max-sm:basis-full ${active ? "" : "text-faint line-through"}`}><span className="font-[540] [overflow-wrap:anywhere]">{setting ? reasons(filter.kind) : filter.value}</span>{note && <span className="block text-sm text-faint no-underline">{note}</span>}
        {setting && <Numbers filter={filter} onKeep={(numbers) => change({ numbers })} />}</span>
      <select aria-label={t("action")} className="field-input w-auto py-1" value={action} onChange={(event) => change({ action: event.target.value as FilterAction })}>{(["hold", "flag", "refuse"] as const).map((one) => <option key={one} value={one}>{t(`actions.${one}`)}</option>)}</select>
      <select aria-label={t("scope")} className="field-input w-auto py-1" value={scope} onChange={(event) => change({ scope: event.target.value as Filter["scope"] })}><option value="newcomers">{t("newcomers")}</option><option value="everyone">{t("everyone")}</option></select>
      <button type="button" className="act" aria-pressed={active} onClick={() => change({ active: !active })}>{t(active ? "on" : "off")}</button>
      {setting ? <span className="w-20 max-sm:hidden" /> : <button type="button" className="act w-20 justify-center" aria-label={t("removeOne", { name: filter.value })} onClick={() => void moderation.removeFilter(filter.id).then(said)}>{t("remove")}</button>}
    </li>
  );
}

function Add({ onChanged }: Changed) {
  const t = useTranslations("filters");
  const said = useSaid(onChanged);
  const [value, setValue] = useState("");
  const [kind, setKind] = useState<"word" | "link" | "company">("word");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    void moderation.addFilter({ kind, value, action: kind === "company" ? "flag" : "hold", scope: "newcomers" }).then(said).then((ok) => { if (ok) setValue(""); });
  };
  return (
    <form className="grid items-end gap-3 sm:grid-cols-[16rem_1fr_auto]" onSubmit={add}>
      <SelectField label={t("kind")} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}><option value="word">{t("word")}</option><option value="link">{t("link")}</option><option value="company">{t("companyDomain")}</option></SelectField>
      <Field label={t("value")} placeholder={kind === "word" ? t("anyLetters") : undefined} value={value} maxLength={120} onChange={(event) => setValue(event.target.value)} />
      <button type="submit" className="btn btn-accent">{t("add")}</button>
    </form>
  );
}

function Reply({ reply, onChanged }: { reply: CannedReply } & Changed) {
  const t = useTranslations("filters");
  const said = useSaid(onChanged);
  const [name, setName] = useState(reply.name);
  const [text, setText] = useState(reply.text);
  const fresh = reply.id === 0;
  return (
    <li className="grid gap-3 py-4">
      <Field label={t("replyName")} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      <TextField label={t("replyText")} rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      <p className="flex gap-2">
        <button type="button" className="btn btn-quiet" disabled={!name.trim() || !text.trim() || (name === reply.name && text === reply.text)} onClick={() => void moderation.keepReply({ ...(fresh ? {} : { id: reply.id }), name, text, version: reply.version }).then(said)}>{t(fresh ? "add" : "save")}</button>
        {!fresh && <button type="button" className="btn btn-quiet" onClick={() => void moderation.removeReply(reply.id).then(said)}>{t("remove")}</button>}
      </p>
    </li>
  );
}

function Learned({ spam }: { spam: FiltersView["spam"] }) {
  const t = useTranslations("filters");
  const share = (value: number | null): string => (value === null ? "–" : `${Math.round(value * 100)} %`);
  return (
    <section className="card p-5">
      <h2 className="section-title">{t("learned")}</h2>
      <p className="mt-1 text-soft">{spam.active ? t("learnedOn", { ham: spam.ham, spam: spam.spam }) : t("learnedOff", { ham: spam.ham, spam: spam.spam, needed: spam.needed })}</p>
      <dl className="mt-3 flex flex-wrap gap-x-10 gap-y-2"><div><dt className="text-sm text-faint">{t("precision")}</dt><dd className="font-serif text-2xl tabular-nums">{share(spam.precision)}</dd></div><div><dt className="text-sm text-faint">{t("recall")}</dt><dd className="font-serif text-2xl tabular-nums">{share(spam.recall)}</dd></div></dl>
      <p className="mt-2 text-sm text-faint">{t("judged", { count: spam.judged })}</p>
    </section>
  );
}

/** What texts are held against, with its history, the canned replies, and the learned filter's figures. */
export function Filters() {
  const t = useTranslations("filters");
  const words = useProblem();
  const [view, setView] = useState<FiltersView>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await moderation.filters();
    if (answer.ok) setView(answer.data);
    else setProblem(answer.problem);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!view) return <div className="skeleton h-96" />;
  return (
    <div className="grid gap-10">
      <section><h2 className="section-title mb-3">{t("rules")}</h2><Add onChanged={load} /><ul className="mt-2 divide-y divide-line">{view.filters.map((filter) => <Rule key={`${filter.id} ${filter.version}`} filter={filter} onChanged={load} />)}</ul></section>
      <Learned spam={view.spam} />
      <section><h2 className="section-title">{t("replies")}</h2><ul className="divide-y divide-line">{[...view.replies, { id: 0, name: "", text: "", version: 0 }].map((reply) => <Reply key={`${reply.id} ${reply.version} ${view.replies.length}`} reply={reply} onChanged={load} />)}</ul></section>
      <section><h2 className="section-title mb-2">{t("history")}</h2>{view.history.length > 0 ? <History history={view.history} /> : <p className="text-soft">{t("noHistory")}</p>}</section>
    </div>
  );
}
