"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { claimDesk } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { FoundClaim } from "#lib/privilege/privileges/types.ts";
import { useCalendarDay, useOwnWords } from "./parts.tsx";

/** What was found: whose it is, what it is and how one uses it, and what can be done with it. */
function Found({ claim, busy, onUse, onUndo }: { claim: FoundClaim; busy: boolean; onUse: () => void; onUndo: () => void }) {
  const t = useTranslations("claimDesk");
  const locale = useLocale();
  const own = useOwnWords();
  const day = useCalendarDay();
  const words = own(claim.words);
  const live = claim.state === "claimed" && Date.parse(claim.expiresAt) > Date.now();
  const state = claim.state === "claimed" && !live ? "expired" : claim.state;
  return (
    <div data-found-claim={state} className="mt-4 rounded-xl bg-accent-soft px-4 py-4">
      <p className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3"><Avatar id={claim.member.id} /><span className="flex min-w-0 flex-wrap items-center gap-x-2.5"><a className="link font-[560] wrap-anywhere" href={`/${locale}/u/${claim.member.handle}`}>{claim.member.name}</a><Standing role={claim.member.role} tier={claim.member.tier} /></span></p>
      <p className="mt-3 font-serif text-[1.2rem] leading-snug wrap-anywhere">{words.name}</p>
      <p className="mt-1 text-sm text-soft whitespace-pre-line wrap-anywhere">{words.how}</p>
      <p className="mt-2 text-sm text-faint">{state === "claimed" ? t("state.claimed", { day: day(claim.expiresAt) }) : state === "used" && claim.usedBy ? t("usedBy", { name: claim.usedBy }) : t(`state.${state}`, { day: day(claim.expiresAt) })}{claim.endedAt && state !== "claimed" && <> <Time at={claim.endedAt} /></>}</p>
      {live && <p className="mt-3"><button type="button" className="btn btn-accent" disabled={busy} onClick={onUse}>{t("markUsed")}</button></p>}
      {claim.undoable && <p className="mt-3"><button type="button" className="btn btn-quiet" disabled={busy} onClick={onUndo}>{t("undo")}</button></p>}
    </div>
  );
}

/** Where a code that a member shows is looked up, and marked as used: by whoever works at the desk. */
export function CodeDesk() {
  const t = useTranslations("claimDesk");
  const words = useProblem();
  const [code, setCode] = useState("");
  const [claim, setClaim] = useState<FoundClaim>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const find = async (which: string): Promise<void> => {
    const answer = await claimDesk.find(which);
    setProblem(answer.ok ? undefined : answer.problem);
    setClaim(answer.ok ? answer.data : undefined);
  };
  const change = async (done: typeof claimDesk.use, { id, code: shown }: FoundClaim, after: () => void): Promise<void> => {
    setBusy(true);
    const answer = await done(id);
    if (answer.ok) after();
    else say(words(answer.problem), { tone: "danger" });
    await find(shown);
    setBusy(false);
  };
  const undo = (one: FoundClaim): Promise<void> => change(claimDesk.undo, one, () => say(t("undone")));
  const use = (one: FoundClaim): Promise<void> => change(claimDesk.use, one, () => say(t("used", { name: one.member.name }), { action: { label: t("undo"), run: () => void undo(one) } }));
  const missed = problem?.code === "missing" ? t("none") : problem && words(problem);
  return (
    <section id="code" aria-label={t("title")}>
      <h2 className="eyebrow border-b border-line pb-2">{t("title")}</h2>
      <form className="mt-4 grid gap-3" onSubmit={(event) => { event.preventDefault(); if (code.trim()) void find(code.trim()); }}>
        <Field label={t("code")} hint={t("codeHint")} error={missed} className="field-input font-mono tracking-[0.08em] uppercase" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60} value={code} onChange={(event) => { setCode(event.target.value); setProblem(undefined); }} />
        <p><button type="submit" className="btn btn-quiet" disabled={!code.trim()}>{t("find")}</button></p>
      </form>
      <div aria-live="polite">{claim && <Found claim={claim} busy={busy} onUse={() => void use(claim)} onUndo={() => void undo(claim)} />}</div>
    </section>
  );
}
