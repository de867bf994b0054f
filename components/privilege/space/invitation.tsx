"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { voice } from "#components/doors/space.ts";
import { TextField } from "#components/ui/field.tsx";
import type { InvitationView } from "#lib/privilege/voice/types.ts";
import type { Acting } from "./acting.ts";
import { useCalendarDay } from "./parts.tsx";

const steps = ["1", "2", "3", "4", "5"];

function Form({ one, act, onDone }: { one: InvitationView; act: Acting; onDone: () => void }) {
  const t = useTranslations("voice");
  const locale = useLocale() === "fr" ? "fr" : "en";
  const [answers, setAnswers] = useState<string[]>(one.questions.map((_, at) => one.mine?.answers?.[at] ?? ""));
  const set = (at: number, value: string): void => setAnswers((now) => now.map((old, place) => (place === at ? value : old)));
  return (
    <form className="mt-5 grid gap-6 border-t border-line pt-5" onSubmit={(event) => { event.preventDefault(); void act(voice.answer(one.id, answers), t("answered")).then((well) => { if (well) onDone(); }); }}>
      {one.questions.map((question, at) => (question.kind === "text" ? <TextField key={`${question.text.en} ${String(at)}`} label={question.text[locale]} rows={3} maxLength={2000} value={answers[at] ?? ""} onChange={(event) => set(at, event.target.value)} /> : (
        <fieldset key={`${question.text.en} ${String(at)}`}><legend className="text-[0.925rem] font-[540]">{question.text[locale]}</legend>
          <div className="mt-2 flex flex-wrap items-center gap-2">{steps.map((step) => (
            <label key={step} className="btn btn-quiet min-w-11 cursor-pointer px-0 tabular-nums has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"><input type="radio" className="sr-only" name={`scale-${one.id}-${at}`} checked={answers[at] === step} onChange={() => set(at, step)} />{step}</label>
          ))}<span className="text-sm text-faint">{t("scale")}</span></div></fieldset>
      )))}
      <p className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent" disabled={answers.every((answer) => answer.trim() === "")}>{t("sendAnswers")}</button><button type="button" className="btn btn-quiet" onClick={onDone}>{t("later")}</button></p>
    </form>
  );
}

/** A trial or a panel: what it is, a place taken or given back, its form, and what came of it. */
export function Invitation({ one, act }: { one: InvitationView; act: Acting }) {
  const t = useTranslations("voice");
  const locale = useLocale() === "fr" ? "fr" : "en";
  const day = useCalendarDay();
  const [open, setOpen] = useState(false);
  const words = one.words[locale];
  return (
    <li data-invitation={one.id} className="card p-6 sm:p-7">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1"><span className="eyebrow">{t(`kind.${one.kind}`)}</span><span className="text-sm text-faint">{one.outcomeAt ? t("wasOver", { day: day(one.outcomeAt) }) : t("until", { day: day(one.closesAt) })}</span></p>
      <h3 className="mt-2 font-serif text-[1.4rem] leading-tight font-[480] [overflow-wrap:anywhere]">{words.title}</h3>
      <p className="mt-2 text-soft whitespace-pre-line [overflow-wrap:anywhere]">{words.text}</p>
      {one.outcome && <div className="mt-4 rounded-xl bg-good-soft px-5 py-4" data-outcome><p className="eyebrow">{t("whatCame")}</p><p className="mt-1 font-serif text-[1.12rem] leading-snug whitespace-pre-line">{one.outcome[locale]}</p></div>}
      {!one.outcome && !one.mine && <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2"><button type="button" className="btn btn-accent" disabled={one.shut !== null} onClick={() => void act(voice.join(one.id), t("joined"))}>{t("takePlace")}</button><p className="text-sm text-soft" data-places={one.left}>{one.shut ? t(`shut.${one.shut}`) : t("placesLeft", { left: one.left, places: one.places })}</p></div>}
      {!one.outcome && one.mine && !open && (
        <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
          {one.questions.length > 0 && <button type="button" className={`btn ${one.mine.answers ? "btn-quiet" : "btn-accent"}`} onClick={() => setOpen(true)}>{t(one.mine.answers ? "changeAnswers" : "answerForm")}</button>}
          <button type="button" className="btn btn-quiet" onClick={() => void act(voice.leave(one.id), t("left"))}>{t("leavePlace")}</button><p className="text-sm text-soft">{t(one.mine.answers ? "youAnswered" : "youAreIn")}</p>
        </div>
      )}
      {open && !one.outcome && one.mine && <Form one={one} act={act} onDone={() => setOpen(false)} />}
    </li>
  );
}
