"use client";
import type { Answer } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";

/** Does something, and says that it is done or why not; resolves to whether it was. */
export type Acting = (doing: Promise<Answer<unknown>>, done: string) => Promise<boolean>;

/** Says how an act went, and has what it changed read again. */
export function useActing(load: () => Promise<void>): Acting {
  const words = useProblem();
  return async (doing, done) => {
    const answer = await doing;
    say(answer.ok ? done : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    await load();
    return answer.ok;
  };
}
