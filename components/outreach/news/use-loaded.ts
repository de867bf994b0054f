"use client";
import { useEffect, useState } from "react";
import type { Answer } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";

/** What a door answers once, again when told to, with the sentence when it does not. */
export function useLoaded<T>(ask: () => Promise<Answer<T>>): { data: T | undefined; error: string | undefined; again: () => void } {
  const words = useProblem();
  const [data, put] = useState<T>();
  const [problem, setProblem] = useState<Parameters<typeof words>[0]>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, and again when told to
  useEffect(() => {
    let left = false;
    void ask().then((answer) => {
      if (left) return;
      if (answer.ok) put(answer.data);
      setProblem(answer.ok ? undefined : answer.problem);
    });
    return () => { left = true; };
  }, [turn]);
  return { data, error: problem && words(problem), again: () => setTurn((old) => old + 1) };
}

/** A list that is read a page at a time. */
export function usePages<Row>(ask: (after: string | null) => Promise<Answer<{ rows: Row[]; next: string | null }>>): { rows: Row[] | undefined; error: string | undefined; more: (() => void) | undefined; again: () => void } {
  const words = useProblem();
  const first = useLoaded(() => ask(null));
  const [rest, setRest] = useState<{ rows: Row[]; next: string | null }>();
  const [failed, setFailed] = useState<string>();
  const next = rest ? rest.next : first.data?.next;
  const more = (): void => void ask(next ?? null).then((answer) => {
    if (!answer.ok) return setFailed(words(answer.problem));
    setFailed(undefined);
    setRest((old) => ({ rows: [...(old?.rows ?? []), ...answer.data.rows], next: answer.data.next }));
  });
  return { rows: first.data && [...first.data.rows, ...(rest?.rows ?? [])], error: first.error ?? failed, more: next ? more : undefined, again: () => { setRest(undefined); first.again(); } };
}
