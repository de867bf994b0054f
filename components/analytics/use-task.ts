"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import type { Answer, Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import type { TaskView } from "#lib/analytics/types.ts";

const open = (task: TaskView | null | undefined): boolean => task?.state === "waiting" || task?.state === "running";
export type Task<Result> = { task: TaskView<Result> | null; busy: boolean; problem: string | undefined; start: (ask: () => Promise<Answer<TaskView>>) => Promise<void> };

/**
 * Something that is computed aside: asked for, followed until it has ended, here or on another page before. `ended` hears of
 * each end that was waited for, once.
 */
export function useTask<Result>(known: TaskView<Result> | null, ended: (task: TaskView<Result>) => void): Task<Result> {
  const words = useProblem();
  const t = useTranslations("studio");
  const [task, setTask] = useState(known);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const hears = useRef(ended);
  hears.current = ended;
  const id = open(task) ? task?.id : undefined;
  useEffect(() => {
    if (!id) return undefined;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      const answer = await analytics.task<Result>(id);
      if (left) return;
      if (answer.ok) {
        setTask(answer.data);
        if (!open(answer.data)) return hears.current(answer.data);
      }
      // Who is told of each step looks seldom; who hears nothing looks by themselves.
      timer = setTimeout(() => void look(), 1500);
    };
    const stop = hear<{ id: string }>("studio.task", (told) => { if (told.id === id) void look(); });
    void look();
    return () => { left = true; clearTimeout(timer); stop(); };
  }, [id]);
  const start = async (ask: () => Promise<Answer<TaskView>>): Promise<void> => {
    setAsking(true);
    setRefused(undefined);
    const answer = await ask();
    setAsking(false);
    if (answer.ok) setTask(answer.data as TaskView<Result>);
    else setRefused(answer.problem);
  };
  return { task, busy: asking || id !== undefined, problem: refused ? words(refused) : task?.state === "failed" ? t(task.problem === "conflict" ? "task.nothing" : "task.failed") : undefined, start };
}
