"use client";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { relationship } from "#components/doors/relationship.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { RelationshipView } from "#lib/relationship/types.ts";

/** The member's relationship as it stands, asked for again whenever it moves. */
export function useRelationship(): { view: RelationshipView | undefined; problem: Problem | undefined; load: () => Promise<void> } {
  const [view, setView] = useState<RelationshipView>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await relationship.mine();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setView(answer.data);
  }, []);
  useEffect(() => {
    void load();
    const stops = [hear("relationship.changed", () => void load()), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load]);
  return { view, problem, load };
}
