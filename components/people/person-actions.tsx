"use client";
import { BellOff, Flag, MessageSquare, UserCheck, UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { type Level, people } from "#components/doors/people.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Report } from "#components/shell/report.tsx";
import { say } from "#components/ui/toast.tsx";
import type { PersonProfile } from "#lib/identity/types.ts";

/** What one can do about someone: follow, ignore, report. */
export function PersonActions({ person }: { person: PersonProfile }) {
  const t = useTranslations("people");
  const words = useProblem();
  const [level, setLevel] = useState<Level>();
  const [reporting, setReporting] = useState(false);
  useEffect(() => { void people.level(person.id).then((answer) => setLevel(answer.ok ? answer.data.level : "none")); }, [person.id]);
  const change = async (next: Level, undo?: Level): Promise<void> => {
    const before = level ?? "none";
    setLevel(next);
    const answer = await people.setLevel(person.id, next);
    if (!answer.ok) {
      setLevel(before);
      return say(words(answer.problem), { tone: "danger" });
    }
    if (undo !== undefined) say(t("ignored", { name: person.name }), { action: { label: t("undo"), run: () => void change(undo) } });
  };
  const locale = useLocale();
  const write = async (): Promise<void> => {
    const answer = await chat.direct([person.handle]);
    if (answer.ok) location.assign(`/${locale}/chat/${answer.data.id}`);
    else say(words(answer.problem), { tone: "danger" });
  };
  return (
    <div className="mt-5 flex flex-wrap items-center gap-2">
      <button type="button" className={`btn ${level === "follow" ? "btn-quiet" : "btn-accent"}`} aria-pressed={level === "follow"} disabled={level === undefined} onClick={() => void change(level === "follow" ? "none" : "follow")}>
        {level === "follow" ? <UserCheck aria-hidden size={17} /> : <UserPlus aria-hidden size={17} />}{t(level === "follow" ? "following" : "follow")}
      </button>
      <button type="button" className="btn btn-quiet" onClick={() => void write()}><MessageSquare aria-hidden size={16} />{t("write")}</button>
      <button type="button" className="btn btn-quiet" aria-pressed={level === "ignore"} disabled={level === undefined} onClick={() => void change(level === "ignore" ? "none" : "ignore", level === "ignore" ? undefined : level)}>
        <BellOff aria-hidden size={16} />{t(level === "ignore" ? "ignoring" : "ignore")}
      </button>
      <button type="button" className="act" onClick={() => setReporting(true)}><Flag aria-hidden size={15} />{t("report")}</button>
      {reporting && <Report subjectType="account" subjectId={person.id} onClose={() => setReporting(false)} />}
    </div>
  );
}
