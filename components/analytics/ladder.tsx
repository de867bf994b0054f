"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { FigureTable } from "#components/ui/figure-table.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { DueRow, LadderPreviewView, LadderView, Rule, TierRow } from "#lib/analytics/types.ts";
import { ConditionFields, useAsked } from "./ladder-rule.tsx";
import { Figure, StudioHead, Waiting } from "./parts.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { TaskLine } from "./task-line.tsx";
import { useGap } from "./use-gap.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Shown, useShown } from "./use-shown.ts";
import { useTierName } from "./use-tier-name.ts";
import { useTask } from "./use-task.ts";

type Drafts = ReadonlyMap<number, Rule>;

function Rung({ tier, draft, onDraft }: { tier: TierRow; draft: Rule | undefined; onDraft: (rule: Rule) => void }) {
  const t = useTranslations("ladder");
  const asked = useAsked();
  const [open, setOpen] = useState(false);
  const rule = draft ?? tier.rule;
  const name = useTierName()(tier.level, tier.name);
  return (
    <li className="border-b border-line py-5 last:border-0" data-tier={tier.level}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="font-serif text-xl">{name}</h3><span className="text-sm text-faint tabular-nums">{t("members", { count: tier.members })}</span>{draft && <span className="text-sm text-accent">{t("changedHere")}</span>}
        {rule && <button type="button" className="btn btn-quiet ml-auto" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t("done") : t("edit", { tier: name })}</button>}
      </div>
      {!rule && <p className="mt-1 text-soft">{t("first")}</p>}
      {rule && !open && <dl className="mt-2 grid gap-1 text-[0.95rem] text-soft sm:grid-cols-2"><div><dt className="inline font-[560] text-ink">{t("enter")}: </dt><dd className="inline">{asked(rule.enter)}</dd></div><div><dt className="inline font-[560] text-ink">{t("keep")}: </dt><dd className="inline">{asked(rule.keep)}</dd></div></dl>}
      {rule && open && <div className="mt-4 grid max-w-3xl gap-x-12 gap-y-8 sm:grid-cols-2"><ConditionFields legend={t("enter")} condition={rule.enter} onChange={(enter) => onDraft({ ...rule, enter })} /><ConditionFields legend={t("keep")} condition={rule.keep} onChange={(keep) => onDraft({ ...rule, keep })} /></div>}
    </li>
  );
}

function Effect({ found, tiers, shown }: { found: LadderPreviewView; tiers: readonly TierRow[]; shown: Shown }) {
  const t = useTranslations("ladder");
  const gap = useGap();
  const called = useTierName();
  return (
    <section aria-label={t("effect")} aria-live="polite" className="card mt-6 grid gap-5 p-5" data-effect>
      <p className="font-serif text-xl leading-snug">{t("effectSaid", { rising: found.newlyRising, falling: found.newlyFalling, a: found.fallingACount, customers: found.customers })}</p>
      <FigureTable caption={t("effect")} data={{ file: "ladder-preview", columns: [{ label: t("direction") }, { label: t("now"), numeric: true }, { label: t("then"), numeric: true }], rows: [[t("wouldRise"), found.before.rise, found.after.rise], [t("wouldFall"), found.before.fall, found.after.fall]] }} />
      {found.fallingA.length > 0 && <div><h3 className="mb-2 font-[560]">{t("fallingA")}</h3><FigureTable caption={t("fallingA")} data={{ file: "falling-a", columns: [{ label: t("customer") }, { label: t("tier") }, { label: t("gap") }], rows: found.fallingA.map((one) => [one.name, called(one.level, tiers[one.level]?.name), gap(one.gap)]), links: found.fallingA.map((one) => `/${shown.locale}/studio/customers/${one.customerId}`) }} /></div>}
    </section>
  );
}

const told = (rules: readonly { level: number; rule: Rule }[]): string => JSON.stringify(rules.map(({ level, rule }) => [level, ...(["enter", "keep"] as const).map((side) => Object.entries(rule[side]).sort(([a], [b]) => (a < b ? -1 : 1)))]));

function Editor({ view, put, shown }: { view: LadderView; put: (view: LadderView) => void; shown: Shown }) {
  const t = useTranslations("ladder");
  const words = useProblem();
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const [asking, setAsking] = useState(false);
  const task = useTask<LadderPreviewView>(view.preview, () => {});
  const asked = (task.task?.asked as { rules: { level: number; rule: Rule }[] } | undefined)?.rules ?? [];
  const rules = [...drafts].sort(([a], [b]) => a - b).map(([level, rule]) => ({ level, rule }));
  // What was computed is of the rules that were asked for: of others it says nothing.
  const same = rules.length > 0 && told(asked) === told(rules);
  const found = same && task.task?.state === "done" ? task.task.result : null;
  const preview = (): Promise<void> => task.start(() => analytics.previewLadder(rules));
  const adopt = async (reason: string): Promise<string | undefined> => {
    const answer = await analytics.changeLadder(rules, reason);
    if (!answer.ok) return words(answer.problem);
    setAsking(false);
    setDrafts(new Map());
    say(t("adopted"));
    const next = await analytics.ladder();
    if (next.ok) put(next.data);
    return undefined;
  };
  const forget = (): void => setDrafts(new Map());
  return (
    <section>
      <h2 className="section-title">{t("rungs")}</h2>
      <p className="mt-1 max-w-2xl text-soft">{t("rungsHint")}</p>
      <ol className="mt-2">{view.tiers.toReversed().map((tier) => <Rung key={tier.level} tier={tier} draft={drafts.get(tier.level)} onDraft={(rule) => setDrafts(new Map([...drafts, [tier.level, rule]]))} />)}</ol>
      <div className="mt-4 flex flex-wrap gap-2">
        <button type="button" className="btn btn-quiet" disabled={rules.length === 0 || task.busy} title={rules.length === 0 ? t("nothingChanged") : undefined} onClick={() => void preview()}>{task.busy ? t("previewing") : t("preview")}</button>
        <button type="button" className="btn btn-accent" disabled={!found} title={found ? undefined : t("previewFirst")} onClick={() => setAsking(true)}>{t("adopt")}</button>
        {rules.length > 0 && <button type="button" className="act" onClick={forget}>{t("forget")}</button>}
        {rules.length === 0 && asked.length > 0 && <button type="button" className="act" onClick={() => setDrafts(new Map(asked.map(({ level, rule }) => [level, rule])))}>{t("lastPreview")}</button>}
      </div>
      {(same || task.busy || (task.problem && rules.length > 0)) && <TaskLine of={task} label={t("previewing")} />}
      {found && <Effect found={found} tiers={view.tiers} shown={shown} />}
      {asking && found && <ReasonDialog title={t("adoptTitle")} hint={t("adoptHint", { rising: found.newlyRising, falling: found.newlyFalling })} act={t("adopt")} onSave={adopt} onClose={() => setAsking(false)} />}
    </section>
  );
}

function Due({ title, none, file, rows, tiers, step }: { title: string; none: string; file: string; rows: readonly DueRow[]; tiers: readonly TierRow[]; step: 1 | -1 }) {
  const t = useTranslations("ladder");
  const locale = useLocale();
  const gap = useGap();
  const called = useTierName();
  const shown = useShown();
  if (rows.length === 0) return <section><h2 className="section-title mb-2">{title}</h2><p className="text-soft">{none}</p></section>;
  return (
    <section>
      <h2 className="section-title mb-3">{title}</h2>
      <FigureTable caption={title} first={12} data={{ file, columns: [{ label: t("customer") }, { label: t("to") }, { label: t("on") }, ...(step < 0 ? [{ label: t("gap") }] : [])], rows: rows.map((one) => [one.name, called(one.level + step, tiers[one.level + step]?.name), shown.briefDay(one.on), ...(step < 0 ? [gap(one.gap)] : [])]), links: rows.map((one) => `/${locale}/studio/customers/${one.id}`) }} />
    </section>
  );
}

function Told({ view, shown }: { view: LadderView; shown: Shown }) {
  const t = useTranslations("ladder");
  const gap = useGap();
  const called = useTierName();
  return (
    <>
      <section>
        <h2 className="section-title mb-3">{t("notices")}</h2>
        {view.notices.length === 0 ? <p className="text-soft">{t("noNotices")}</p> : <FigureTable caption={t("notices")} data={{ file: "notices", columns: [{ label: t("customer") }, { label: t("tier") }, { label: t("toldOn") }, { label: t("gap") }], rows: view.notices.map((one) => [one.name, called(one.level, view.tiers[one.level]?.name), shown.briefDay(one.day), gap(one.gap)]), links: view.notices.map((one) => `/${shown.locale}/studio/customers/${one.id}`) }} />}
      </section>
      {view.edits.length > 0 && <section><h2 className="section-title mb-3">{t("edits")}</h2><ul className="grid gap-2">{view.edits.map((one) => <li key={one.id}><span>{one.reason || "–"}</span> <span className="text-sm text-faint">{one.by} · <Time at={one.at} /></span></li>)}</ul></section>}
    </>
  );
}

/** The ladder of tiers: its rules with what a change would do, what is due, and what was told. */
export function LadderPage() {
  const t = useTranslations("ladder");
  const { data, error, put, again } = useLoaded(analytics.ladder);
  const shown = useShown();
  if (!data) return <><StudioHead title={t("title")} intro={t("intro")} /><Waiting error={error} again={again} /></>;
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      <div className="mb-12 grid grid-cols-2 gap-6 sm:grid-cols-4"><Figure value={shown.whole(data.risingCount)} label={t("rising")} /><Figure value={shown.whole(data.fallingCount)} label={t("falling")} /><Figure value={shown.whole(data.week.up)} label={t("roseThisWeek")} /><Figure value={shown.whole(data.week.notice)} label={t("toldThisWeek")} /></div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
        <Editor view={data} put={put} shown={shown} />
        <Due title={t("risingSoon")} none={t("noneRising")} file="rising" rows={data.rising} tiers={data.tiers} step={1} /><Due title={t("fallingSoon")} none={t("noneFalling")} file="falling" rows={data.falling} tiers={data.tiers} step={-1} />
        <Told view={data} shown={shown} />
      </div>
    </>
  );
}
