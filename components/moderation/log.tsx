"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { type LogPage, logGroups } from "#lib/moderation/types.ts";
import { LogList } from "./log-list.tsx";

/** Every act of staff, the newest first, all or of one kind, of someone or about something. */
export function Log() {
  const t = useTranslations("deskLog");
  const words = useProblem();
  const [page, setPage] = useState<LogPage>();
  const [problem, setProblem] = useState<Problem>();
  const [group, setGroup] = useState("");
  const [typed, setTyped] = useState("");
  useEffect(() => {
    let stopped = false;
    const timer = setTimeout(() => void moderation.log(null, { group, like: typed.trim() }).then((answer) => {
      if (stopped) return;
      if (answer.ok) setPage(answer.data);
      setProblem(answer.ok ? undefined : answer.problem);
    }), typed ? 200 : 0);
    return () => { stopped = true; clearTimeout(timer); };
  }, [group, typed]);
  const more = async (): Promise<void> => {
    if (!page?.next) return;
    const answer = await moderation.log(page.next, { group, like: typed.trim() });
    if (answer.ok) setPage({ acts: [...page.acts, ...answer.data.acts], next: answer.data.next });
    else setProblem(answer.problem);
  };
  return (
    <div className="grid gap-4">
      <div className="grid gap-3 sm:grid-cols-[12rem_1fr]">
        <select aria-label={t("what")} className="field-input" value={group} onChange={(event) => setGroup(event.target.value)}>
          <option value="">{t("everything")}</option>{logGroups.map((one) => <option key={one} value={one}>{t(`group.${one}`)}</option>)}
        </select>
        <input type="search" aria-label={t("filter")} placeholder={t("filter")} className="field-input" maxLength={80} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
      {!page && !problem && <div className="skeleton h-96" />}
      {page && <LogList acts={page.acts} />}
      {page && (page.next ? <button type="button" className="btn btn-quiet justify-self-start" onClick={() => void more()}>{t("more")}</button> : page.acts.length > 0 && <p className="text-sm text-faint">{t("end")}</p>)}
    </div>
  );
}
