"use client";
import { useEffect, useState } from "react";
import type { Answer } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";

/** What a door answers once, with the sentence when it does not; `put` replaces it by something newer. */
export function useLoaded<T>(ask: () => Promise<Answer<T>>): { data: T | undefined; error: string | undefined; put: (data: T) => void; again: () => void } {
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
  return { data, error: problem && words(problem), put, again: () => setTurn((old) => old + 1) };
}
