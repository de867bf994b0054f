"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import type { LogRow } from "#lib/moderation/types.ts";
import { LogList } from "./log-list.tsx";

/** Every act of staff, the newest first. */
export function Log() {
  const t = useTranslations("deskLog");
  const words = useProblem();
  const [acts, setActs] = useState<LogRow[]>();
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const [only, setOnly] = useState("");
  const load = async (after: string | null): Promise<void> => {
    const answer = await moderation.log(after);
    if (!answer.ok) return setProblem(answer.problem);
    setActs((old) => [...(after ? (old ?? []) : []), ...answer.data.acts]);
    setNext(answer.data.next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => { void load(null); }, []);
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!acts) return <div className="skeleton h-96" />;
  const typed = only.trim().toLowerCase();
  const shown = acts.filter((act) => !typed || `${act.by ?? ""} ${act.act} ${act.subjectType} ${act.subjectId}`.toLowerCase().includes(typed));
  return (
    <div className="grid gap-4">
      <input aria-label={t("filter")} placeholder={t("filter")} className="field-input max-w-sm" value={only} onChange={(event) => setOnly(event.target.value)} />
      <LogList acts={shown} />
      {next ? <button type="button" className="btn btn-quiet justify-self-start" onClick={() => void load(next)}>{t("more")}</button> : <p className="text-sm text-faint">{t("end")}</p>}
    </div>
  );
}
