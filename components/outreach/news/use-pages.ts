"use client";
import { useState } from "react";
import type { Answer } from "#components/doors/call.ts";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useProblem } from "#components/doors/use-problem.ts";

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
