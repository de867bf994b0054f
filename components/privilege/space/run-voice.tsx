"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { runVoice } from "#components/doors/space.ts";
import { useRead } from "#components/doors/use-read.ts";
import { NotYet } from "#components/shell/not-yet.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunInvitation, RunNomination } from "#lib/privilege/voice/types.ts";
import { type Acting, useActing } from "./acting.ts";
import { InvitationForm } from "./invitation-form.tsx";
import { useCalendarDay } from "./parts.tsx";

function Outcome({ one, act, onLeave }: { one: RunInvitation; act: Acting; onLeave: () => void }) {
  const t = useTranslations("runVoice");
  const [en, setEn] = useState("");
  const [fr, setFr] = useState("");
  return (
    <form className="mt-5 grid gap-4 border-t border-line pt-5" onSubmit={(event) => { event.preventDefault(); void act(runVoice.outcome(one.id, { en: en.trim(), fr: fr.trim() }), t("reported")).then((well) => { if (well) onLeave(); }); }}>
      <p className="text-sm text-soft">{t("outcomeText", { count: one.taken })}</p>
      <div className="grid gap-4 sm:grid-cols-2"><TextField label={t("outcome.en")} lang="en" rows={4} maxLength={2000} value={en} onChange={(event) => setEn(event.target.value)} /><TextField label={t("outcome.fr")} lang="fr" rows={4} maxLength={2000} value={fr} onChange={(event) => setFr(event.target.value)} /></div>
      <p className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent" disabled={!en.trim() || !fr.trim()}>{t("report")}</button><button type="button" className="btn btn-quiet" onClick={onLeave}>{t("leave")}</button></p>
    </form>
  );
}

function Answered({ one }: { one: RunInvitation }) {
  const locale = useLocale() === "fr" ? "fr" : "en";
  const t = useTranslations("runVoice");
  const mean = (at: number): string => {
    const given = one.answered.flatMap((answer) => (answer.answers[at] ? [Number(answer.answers[at])] : []));
    return given.length ? new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(given.reduce((sum, value) => sum + value, 0) / given.length) : "–";
  };
  return (
    <dl className="mt-5 grid gap-5 border-t border-line pt-5">{one.questions.map((question, at) => (
      <div key={`${question.text.en} ${String(at)}`}><dt className="flex flex-wrap items-baseline justify-between gap-x-4 font-[540]"><span>{question.text[locale]}</span>{question.kind === "scale" && <span className="font-serif text-xl tabular-nums">{t("mean", { mean: mean(at) })}</span>}</dt>
        {question.kind === "text" && <dd><ul className="mt-1 grid gap-1.5">{one.answered.filter((answer) => answer.answers[at]).map((answer) => <li key={answer.handle} className="text-soft [overflow-wrap:anywhere]">“{answer.answers[at]}” <span className="text-sm text-faint">{answer.name}</span></li>)}</ul></dd>}</div>
    ))}</dl>
  );
}

function Run({ one, act, onEdit }: { one: RunInvitation; act: Acting; onEdit: () => void }) {
  const t = useTranslations("runVoice");
  const locale = useLocale() === "fr" ? "fr" : "en";
  const day = useCalendarDay();
  const [open, setOpen] = useState<"answers" | "outcome">();
  return (
    <li data-run={one.id} className="card p-5 sm:p-6">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="eyebrow">{t(`kinds.${one.kind}`)}</span>{!one.outcome && <button type="button" className="act" onClick={onEdit}>{t("edit")}</button>}</p>
      <h2 className="mt-1 font-serif text-xl font-[540] wrap-anywhere">{one.words[locale].title}</h2>
      <p className="mt-2 facts"><span>{t("taken", { taken: one.taken, places: one.places })}</span><span>{t("answeredBy", { count: one.answered.length })}</span><span>{t("until", { day: day(one.closesAt) })}</span></p>
      {one.outcome ? <p className="mt-3 rounded-xl bg-good-soft px-4 py-3 font-serif text-[1.05rem] whitespace-pre-line">{one.outcome[locale]}</p> : null}
      <p className="mt-3 flex flex-wrap gap-2">{one.answered.length > 0 && <button type="button" className="btn btn-quiet" aria-expanded={open === "answers"} onClick={() => setOpen(open === "answers" ? undefined : "answers")}>{t("answers")}</button>}{!one.outcome && open !== "outcome" && <button type="button" className="btn btn-quiet" onClick={() => setOpen("outcome")}>{t("sayOutcome")}</button>}</p>
      {open === "answers" && <Answered one={one} />}
      {open === "outcome" && !one.outcome && <Outcome one={one} act={act} onLeave={() => setOpen(undefined)} />}
    </li>
  );
}

function Nomination({ one, act }: { one: RunNomination; act: Acting }) {
  const t = useTranslations("runVoice");
  const locale = useLocale();
  const [answer, setAnswer] = useState("");
  const decide = (accepted: boolean): void => void act(runVoice.decide(one.id, { accepted, answer: answer.trim() }), t("decided"));
  return (
    <li data-nominated={one.state} className="border-b border-line py-5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span><a className="font-serif text-[1.15rem] no-underline hover:underline" href={`/${locale}/u/${one.handle}`}>{one.name}</a> <span className="text-sm text-faint">{t("by", { name: one.by })}</span></span><span className="text-sm text-faint">{t(`state.${one.state}`)} <Time at={one.decidedAt ?? one.at} /></span></p>
      <p className="mt-1 text-soft italic [overflow-wrap:anywhere]">“{one.words}”</p>{one.answer && <p className="mt-2 [overflow-wrap:anywhere]">{one.answer}</p>}
      {one.state === "waiting" && <div className="mt-3 grid max-w-xl gap-3"><TextField label={t("answerTo", { name: one.by })} rows={2} maxLength={1000} value={answer} onChange={(event) => setAnswer(event.target.value)} /><p className="flex flex-wrap gap-2"><button type="button" className="btn btn-accent" disabled={!answer.trim()} onClick={() => decide(true)}>{t("yes")}</button><button type="button" className="btn btn-quiet" disabled={!answer.trim()} onClick={() => decide(false)}>{t("no")}</button></p></div>}
    </li>
  );
}

/** What members decide, for who runs it: trials and panels with what was answered, what came of them, and whom members nominated. */
export function RunVoicePage() {
  const t = useTranslations("runVoice");
  const read = useRead(runVoice.all);
  const [open, setOpen] = useState<number | "new">();
  const { data: all, load } = read;
  const act = useActing(load);
  const saved = (): void => { setOpen(undefined); void load(); };
  if (!all) return <NotYet read={read} labels={{ again: t("again"), loading: t("loading") }} shape={["h-36", "h-36"]} />;
  return (
    <>
      {open === "new" ? <InvitationForm onDone={saved} onLeave={() => setOpen(undefined)} /> : <p><button type="button" className="btn btn-accent" onClick={() => setOpen("new")}>{t("invite")}</button></p>}
      <ul className="mt-8 grid gap-5">{all.invitations.map((one) => (open === one.id ? <li key={one.id}><InvitationForm one={one} onDone={saved} onLeave={() => setOpen(undefined)} /></li> : <Run key={one.id} one={one} act={act} onEdit={() => setOpen(one.id)} />))}</ul>
      {all.invitations.length === 0 && open !== "new" && <p className="text-soft">{t("noInvitations")}</p>}
      <h2 className="section-title mt-12 border-b border-line pb-3">{t("nominations")}</h2>
      {all.nominations.length === 0 ? <p className="py-6 text-soft">{t("noNominations")}</p> : <ul>{all.nominations.map((one) => <Nomination key={one.id} one={one} act={act} />)}</ul>}
    </>
  );
}
