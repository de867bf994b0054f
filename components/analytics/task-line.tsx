"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { Task } from "./use-task.ts";

/** How far something is that is computed aside, why nothing came of it, or when what is shown was computed. */
export function TaskLine<Result>({ of: { task, busy, problem }, label }: { of: Task<Result>; label: string }) {
  const t = useTranslations("studio");
  const format = useFormatter();
  if (problem) return <p role="alert" className="mt-3 text-danger">{problem}</p>;
  if (busy) return (
    <p role="status" className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft" data-task="running">
      <progress className="upload-bar" max={1} value={task?.progress ?? 0} aria-label={label} />
      <span className="tabular-nums">{task?.state === "running" ? t("task.running", { share: format.number(task.progress, { style: "percent" }) }) : t("task.waiting")}</span>
      <span className="text-faint">{t("task.leave")}</span>
    </p>
  );
  if (!task?.endedAt) return null;
  return <p className="mt-3 text-sm text-faint" data-task="done">{task.by ? t.rich("task.doneBy", { name: task.by, at: () => <Time at={task.endedAt ?? task.madeAt} /> }) : t.rich("task.done", { at: () => <Time at={task.endedAt ?? task.madeAt} /> })}</p>;
}
