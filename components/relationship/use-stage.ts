"use client";
import { useCallback, useEffect, useState } from "react";
import { relationship } from "#components/doors/relationship.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { StageView } from "#lib/relationship/stages/types.ts";

/** The member's stage, asked for again when it moves; `moved` says that it has while they looked. */
export function useStage(): { stage: StageView | undefined; moved: boolean } {
  const [stage, setStage] = useState<StageView>();
  const [moved, setMoved] = useState(false);
  const load = useCallback(async (): Promise<void> => {
    const answer = await relationship.stage();
    if (answer.ok) setStage(answer.data);
  }, []);
  useEffect(() => {
    void load();
    const stops = [hear("stage.changed", () => { setMoved(true); void load(); }), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load]);
  return { stage, moved };
}
