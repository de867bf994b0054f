"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { voice } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Voice } from "#lib/privilege/voice/types.ts";

/** Whom a member would like to see in the space, and what was said to it. */
export function Nominations({ mine, onDone }: { mine: Voice; onDone: () => Promise<void> }) {
  const t = useTranslations("voice");
  const words = useProblem();
  const [handle, setHandle] = useState("");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const clientId = useRef(crypto.randomUUID());
  const send = async (): Promise<void> => {
    const answer = await voice.nominate({ handle: handle.trim(), words: text.trim(), clientId: clientId.current });
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    clientId.current = crypto.randomUUID();
    setHandle("");
    setText("");
    say(t("nominated"));
    await onDone();
  };
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  return (
    <section aria-label={t("nominations")}>
      <h2 className="eyebrow border-b border-line pb-2">{t("nominations")}</h2>
      <p className="mt-3 max-w-2xl text-soft">{t("nominationsText")}</p>
      <ul>{mine.nominations.map((one) => (
        <li key={one.id} data-nomination={one.state} className="border-b border-line py-4"><p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="font-serif text-[1.12rem]">{one.name}</span><span className="text-sm text-faint">{t(`nomination.${one.state}`)} <Time at={one.decidedAt ?? one.at} /></span></p>
          <p className="mt-0.5 text-sm text-faint italic [overflow-wrap:anywhere]">“{one.words}”</p>{one.answer && <p className="mt-2 [overflow-wrap:anywhere]">{one.answer}</p>}</li>
      ))}</ul>
      {mine.nominationsLeft > 0 ? (
        <form className="mt-5 grid max-w-xl gap-4" onSubmit={(event) => { event.preventDefault(); void send(); }}>
          <Field label={t("who")} hint={t("whoHint")} autoComplete="off" maxLength={60} value={handle} error={at("handle")} onChange={(event) => setHandle(event.target.value)} />
          <TextField label={t("why")} rows={3} maxLength={1000} value={text} error={at("words")} onChange={(event) => setText(event.target.value)} />
          {problem && !problem.field && <p role="alert" className="text-danger">{words(problem)}</p>}
          <p className="flex flex-wrap items-center gap-4"><button type="submit" className="btn btn-quiet" disabled={!handle.trim() || !text.trim()}>{t("nominate")}</button><span className="text-sm text-faint">{t("nominationsLeft", { count: mine.nominationsLeft })}</span></p>
        </form>
      ) : <p className="mt-4 text-sm text-faint">{t("noneLeft")}</p>}
    </section>
  );
}
