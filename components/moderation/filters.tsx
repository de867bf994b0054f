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

function Rule({ filter, onChanged }: { filter: Filter } & Changed) {
  const t = useTranslations("filters");
  const reasons = useTranslations("reasons");
  const said = useSaid(onChanged);
  const { action, scope, note, active, version } = filter;
  const change = (of: Partial<Pick<Filter, "action" | "active" | "scope">>): void => void moderation.changeFilter(filter.id, { action, scope, note, active, version, numbers: {}, ...of }).then(said);
  const setting = !["word", "link", "company"].includes(filter.kind);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <span className={`min-w-0 flex-1 basis-48 ${active ? "" : "text-faint line-through"}`}><span className="font-[540] [overflow-wrap:anywhere]">{setting ? reasons(filter.kind) : filter.value}</span>{note && <span className="block text-sm text-faint no-underline">{note}</span>}
        {setting && <span className="block text-sm text-faint tabular-nums">{Object.entries(filter.numbers).map(([name, value]) => `${t(`numbers.${name as "hours"}`)} ${value}`).join(" · ")}</span>}</span>
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
    <form className="grid items-end gap-3 sm:grid-cols-[12rem_1fr_auto]" onSubmit={add}>
      <SelectField label={t("kind")} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}><option value="word">{t("word")}</option><option value="link">{t("link")}</option><option value="company">{t("companyDomain")}</option></SelectField>
      <Field label={t("value")} value={value} maxLength={120} onChange={(event) => setValue(event.target.value)} />
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
      <section><h2 className="section-title mb-2">{t("history")}</h2><ul className="grid gap-1 text-sm text-soft">{view.history.map((one) => <li key={one.id}>{one.by ?? "–"}: {t(one.before ? (one.after ? "changed" : "removed") : "added")} {(one.after ?? one.before)?.kind} {(one.after ?? one.before)?.value} · <Time at={one.at} /></li>)}</ul></section>
    </div>
  );
}
