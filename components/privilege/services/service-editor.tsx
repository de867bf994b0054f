"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { services } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { useRead } from "#components/doors/use-read.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { NotYet } from "#components/shell/not-yet.tsx";
import { Field, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { KeptService, ServiceSetting } from "#lib/privilege/services/types.ts";
import { type Draft, draftOf, fresh, inputOf, inputOfSetting, paceOf, settingOf, unreadable } from "./draft.ts";
import { type Part, ServiceHours } from "./service-hours.tsx";
import { ServiceHistory } from "./service-history.tsx";
import type { Catalogue } from "./service-list.tsx";
import { useDuration } from "./spans.tsx";

type Checked = Part & { at: (field: string) => string | undefined; bad: (field: string) => string | undefined };

function Section({ title, text, children }: { title: string; text?: string; children: React.ReactNode }) {
  return <section className="grid gap-5 border-t border-line pt-7"><div><h2 className="section-title">{title}</h2>{text && <p className="mt-1 max-w-xl text-sm text-soft">{text}</p>}</div>{children}</section>;
}

function About({ draft, set, at, fallback }: Checked & { fallback: boolean }) {
  const t = useTranslations("services");
  return (
    <div className="grid gap-5">
      <Field label={t("name")} maxLength={60} value={draft.name} error={at("name")} onChange={(event) => set({ name: event.target.value })} />
      <label className="flex min-h-6 items-start gap-2.5"><input type="checkbox" className="mt-1 size-4 flex-none accent-(--accent)" checked={draft.taken} disabled={fallback} onChange={(event) => set({ taken: event.target.checked })} /><span>{t("taken")}<span className="block text-sm text-faint">{fallback ? t("takenFallback") : t("takenHint")}</span></span></label>
      <TextField label={t("does")} rows={3} maxLength={600} value={draft.does} error={at("does")} onChange={(event) => set({ does: event.target.value })} />
      <TextField label={t("doesNot")} rows={2} maxLength={600} value={draft.doesNot} error={at("doesNot")} onChange={(event) => set({ doesNot: event.target.value })} />
      <TextField label={t("alternative")} hint={t("alternativeHint")} rows={2} maxLength={600} value={draft.alternative} error={at("alternative")} onChange={(event) => set({ alternative: event.target.value })} />
    </div>
  );
}

function Targets({ draft, set, at, bad }: Checked) {
  const t = useTranslations("services");
  const change = (tier: number, part: Partial<Draft["targets"][number]>): void => set({ targets: draft.targets.map((one, place) => (place === tier ? { ...one, ...part } : one)) });
  return (
    <div className="grid gap-5">
      {draft.targets.map((one, tier) => (
        <fieldset key={t(`tiers.${tier as 0}`)} className="grid grid-cols-3 items-end gap-3 sm:grid-cols-[7rem_repeat(3,minmax(0,1fr))]">
          <legend className="sr-only">{t(`tiers.${tier as 0}`)}</legend><p aria-hidden className="font-[540] max-sm:col-span-3 sm:pb-2.5">{t(`tiers.${tier as 0}`)}</p>
          {(["first", "next", "resolve"] as const).map((kind) => <Field key={kind} label={t(`target.${kind}`)} inputMode="decimal" value={one[kind]} error={bad(`${kind}${tier}`) ?? at(`targets.${tier}.${kind}`)} onChange={(event) => change(tier, { [kind]: event.target.value })} />)}
        </fieldset>
      ))}
      {at("targets") && <p role="alert" className="text-sm text-danger">{at("targets")}</p>}
    </div>
  );
}

function Capacity({ draft, set, at, bad, currency }: Checked & { currency: string }) {
  const t = useTranslations("services");
  const duration = useDuration();
  const { open, each } = paceOf(draft);
  const fields = [["weeklyCases", "weeklyCases"], ["lineWeeks", "lineWeeks"], ["caseCost", "caseCents"], ["minuteCost", "minuteCents"]] as const;
  return (
    <div className="grid gap-5">
      <div className="grid gap-5 sm:grid-cols-2">{fields.map(([name, sent]) => <Field key={name} label={t(name, { currency })} hint={t(`${name}Hint`)} inputMode="decimal" value={draft[name]} error={bad(name) ?? at(sent)} onChange={(event) => set({ [name]: event.target.value })} />)}</div>
      {open > 0 && !bad("weeklyCases") && <p role="status" className="rounded-xl bg-accent-soft px-5 py-4 text-[0.95rem]">{t("pace", { open: duration(open), each: duration(each) })}</p>}
    </div>
  );
}

function useSaving({ one, draft, onSaved }: { one: KeptService | undefined; draft: Draft; onSaved: () => Promise<void> }) {
  const t = useTranslations("services");
  const locale = useLocale();
  const words = useProblem();
  const [problem, setProblem] = useState<Problem>();
  const [saving, setSaving] = useState(false);
  /** Sets a category as it was, and says so. */
  const put = async (id: number, setting: ServiceSetting, { note, version }: { note: string; version: number }): Promise<void> => {
    const answer = await services.save(id, inputOfSetting(setting, { note, version }));
    if (answer.ok) { say(t("undone")); await onSaved(); } else say(words(answer.problem), { tone: "danger" });
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    const answer = await services.save(one?.id ?? null, inputOf(draft, one?.version ?? 0));
    setSaving(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    if (!one) return location.assign(`/${locale}/admin/services/${answer.data.id}`);
    const [before, made] = [settingOf(one), answer.data];
    say(t("saved"), { action: { label: t("undo"), run: () => void put(made.id, before, { note: t("undoNote"), version: made.version }) } });
    await onSaved();
  };
  return { save, saving, problem, put };
}

function Editor({ one, catalogue, onSaved }: { one: KeptService | undefined; catalogue: Catalogue; onSaved: () => Promise<void> }) {
  const t = useTranslations("services");
  const locale = useLocale();
  const words = useProblem();
  const [draft, setDraft] = useState<Draft>(() => (one ? draftOf(settingOf(one)) : fresh(Intl.DateTimeFormat().resolvedOptions().timeZone)));
  // Saved, undone or gone back to: what stands now is written on.
  useEffect(() => { if (one) setDraft(draftOf(settingOf(one))); }, [one]);
  const set = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const { save, saving, problem, put } = useSaving({ one, draft, onSaved });
  const unread = unreadable(draft);
  const bad = (field: string): string | undefined => (unread.has(field) ? t("badNumber") : undefined);
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  const part: Checked = { draft, set, at, bad };
  const hours = problem?.field?.startsWith("hours") ? words(problem) : undefined;
  return (
    <div className="grid gap-12">
      <form className="grid gap-9" noValidate onSubmit={(event) => { event.preventDefault(); if (unread.size === 0 && !saving) void save(); }}>
        <About {...part} fallback={one?.fallback ?? false} />
        <Section title={t("whenTitle")} text={t("whenText")}><ServiceHours draft={draft} set={set} error={hours} /></Section>
        <Section title={t("targetsTitle")} text={t("targetsText")}><Targets {...part} /></Section>
        <Section title={t("capacityTitle")} text={t("capacityText")}><Capacity {...part} currency={catalogue.currency} /></Section>
        <Section title={t("keepTitle")}>
          <div className="grid gap-5 sm:grid-cols-[8rem_minmax(0,1fr)]"><Field label={t("position")} inputMode="numeric" value={draft.position} error={bad("position") ?? at("position")} onChange={(event) => set({ position: event.target.value })} /><Field label={t("note")} hint={t("noteHint")} maxLength={300} value={draft.note} error={at("note")} onChange={(event) => set({ note: event.target.value })} /></div>
          {one && <label className="flex min-h-6 items-start gap-2.5"><input type="checkbox" className="mt-1 size-4 flex-none accent-(--accent)" checked={draft.archived} disabled={one.fallback} onChange={(event) => set({ archived: event.target.checked })} /><span>{t("archive")}<span className="block text-sm text-faint">{one.fallback ? t("archiveFallback") : t("archiveHint", { count: one.open })}</span></span></label>}
          {problem && <p role="alert" className="text-danger">{words(problem)}{problem.status === 409 && <> <button type="button" className="link" onClick={() => void onSaved()}>{t("lookAgain")}</button></>}</p>}
          <p className="flex flex-wrap items-center gap-3"><button type="submit" className="btn btn-accent" disabled={saving || unread.size > 0 || draft.name.trim().length < 2}>{one ? t("save") : t("make")}</button><a className="btn btn-quiet" href={`/${locale}/admin/services`}>{t("leave")}</a>{unread.size > 0 ? <span className="text-sm text-faint">{t("numbersFirst")}</span> : draft.name.trim().length < 2 && <span className="text-sm text-faint">{t("nameFirst")}</span>}</p>
        </Section>
      </form>
      {one && <ServiceHistory id={one.id} version={one.version} currency={catalogue.currency} onBack={(to) => void put(one.id, to.setting, { note: t("backNote", { version: to.version }), version: one.version })} />}
    </div>
  );
}

/** Where one category is written, or a new one made: what it is, when somebody is there, how soon, how much, and how it came to be so. */
export function ServiceEditor({ id }: { id?: number }) {
  const t = useTranslations("services");
  const locale = useLocale();
  const read = useRead(services.kept);
  const { data: catalogue, load } = read;
  const one = catalogue?.services.find((other) => other.id === id);
  if (!catalogue) return <NotYet read={read} labels={{ again: t("again"), loading: t("loading") }} shape={["h-12 w-2/3", "h-64", "h-64"]} />;
  if (id !== undefined && !one) return <EmptyState title={t("goneTitle")} text={t("goneText")} action={{ label: t("title"), href: `/${locale}/admin/services` }} />;
  return (
    <>
      <p><a href={`/${locale}/admin/services`} className="act -ml-2">← {t("title")}</a></p>
      <h1 className="page-title mt-2 mb-8 [overflow-wrap:anywhere]">{one?.name ?? t("newTitle")}</h1>
      <Editor one={one} catalogue={catalogue} onSaved={load} />
    </>
  );
}
