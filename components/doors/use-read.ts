"use client";
import { useCallback, useEffect, useState } from "react";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { Answer, Problem } from "./call.ts";

/** What a door said last, what kept it from saying more, and the way to ask again; `moved` says that it was told to have changed since. */
export type Read<T> = { data: T | undefined; problem: Problem | undefined; load: () => Promise<void>; moved: boolean };

/**
 * What a door says: asked at once, and where `event` names what tells that it changed, again with each of those and at each
 * connection, since what was told meanwhile was heard by nobody. What stands stays while something newer is asked for. `ask`
 * is one and the same function at every turn.
 */
export function useRead<T>(ask: () => Promise<Answer<T>>, event?: string): Read<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState<Problem>();
  const [moved, setMoved] = useState(false);
  const load = useCallback(async (): Promise<void> => {
    const answer = await ask();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setData(answer.data);
  }, [ask]);
  useEffect(() => {
    void load();
    if (event === undefined) return undefined;
    const stops = [hear(event, () => { setMoved(true); void load(); }), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load, event]);
  return { data, problem, load, moved };
}
