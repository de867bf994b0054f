"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { HeldView } from "#lib/screening/types.ts";
import { Reasons } from "#components/shell/reason.tsx";

function One({ held, onChanged }: { held: HeldView; onChanged: () => Promise<void> }) {
  const t = useTranslations("held");
  const words = useProblem();
  const locale = useLocale();
  const [text, setText] = useState<string>();
  const after = async (answer: { ok: true } | { ok: false; problem: Problem }, said: string): Promise<void> => {
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setText(undefined);
    say(said);
    await onChanged();
  };
  return (
    <li className="card grid gap-3 p-5">
      <p className="flex flex-wrap items-center gap-2 text-sm text-faint"><span className={`font-[560] ${held.state === "approved" ? "text-good" : held.state === "refused" ? "text-danger" : "text-ink"}`}>{t(`state.${held.state}`)}</span><Time at={held.decidedAt ?? held.at} />{held.state === "waiting" && <Reasons reasons={held.reasons} />}</p>
      {held.title && <h2 className="section-title [overflow-wrap:anywhere]">{held.title}</h2>}
      {text === undefined ? <p className="line-clamp-[12] whitespace-pre-wrap [overflow-wrap:anywhere]">{held.text}</p> : <textarea aria-label={t("text")} className="field-input" rows={8} value={text} onChange={(event) => setText(event.target.value)} />}
      {held.answer && <p className="border-l-2 border-line-strong pl-4 text-soft [overflow-wrap:anywhere]">{held.answer}</p>}
      {held.path && <p><a className="link" href={`/${locale}${held.path}`}>{t("see")}</a></p>}
      {held.state === "waiting" && (
        <p className="flex flex-wrap gap-2">
          {text === undefined ? <button type="button" className="btn btn-quiet" onClick={() => setText(held.text)}>{t("edit")}</button>
            : <button type="button" className="btn btn-accent" onClick={() => void moderation.changeHeld(held.id, { text, version: held.version }).then((answer) => after(answer, t("saved")))}>{t("save")}</button>}
          <button type="button" className="btn btn-quiet" onClick={() => void moderation.withdraw(held.id).then((answer) => after(answer, t("withdrawn")))}>{t("withdraw")}</button>
        </p>
      )}
    </li>
  );
}

/** What of mine waits for a moderator: nothing is hidden from who wrote it. */
export function HeldList() {
  const t = useTranslations("held");
  const words = useProblem();
  const locale = useLocale();
  const [held, setHeld] = useState<HeldView[]>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await moderation.held();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setHeld(answer.data.held);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/held` }} />;
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!held) return <div className="skeleton h-48" />;
  if (held.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return <ul className="grid gap-4">{held.map((one) => <One key={`${one.id} ${one.version} ${one.state}`} held={one} onChanged={load} />)}</ul>;
}
