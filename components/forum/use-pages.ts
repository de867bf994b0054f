"use client";
import { useCallback, useEffect, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";

export type Pages<Row> = { rows: Row[] | undefined; problem: Problem | undefined; next: string | null; more: () => void; change: (next: (rows: Row[]) => Row[]) => void; again: () => void };

/** A list of mine that comes a page at a time: what is there so far, whether there is more, and what went wrong. `load` must stay the same function. */
export function usePages<Row>(load: (after?: string) => Promise<Answer<{ rows: Row[]; next: string | null }>>): Pages<Row> {
  const [rows, setRows] = useState<Row[]>();
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const ask = useCallback(async (after?: string): Promise<void> => {
    const answer = await load(after);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(undefined);
    setRows((old) => (after && old ? [...old, ...answer.data.rows] : answer.data.rows));
    setNext(answer.data.next);
  }, [load]);
  useEffect(() => { void ask(); }, [ask]);
  return { rows, problem, next, more: () => { if (next) void ask(next); }, change: (by) => setRows((old) => old && by(old)), again: () => void ask() };
}
