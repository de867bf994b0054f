"use client";
import { useCallback, useEffect, useState } from "react";
import { relationship } from "#components/doors/relationship.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { PlaceView } from "#lib/relationship/types.ts";

/** Where the member stands, asked for again when the tier changes; `moved` says that it has while they looked. */
export function usePlace(): { place: PlaceView | undefined; moved: boolean } {
  const [place, setPlace] = useState<PlaceView>();
  const [moved, setMoved] = useState(false);
  const load = useCallback(async (): Promise<void> => {
    const answer = await relationship.place();
    if (answer.ok) setPlace(answer.data);
  }, []);
  useEffect(() => {
    void load();
    const stops = [hear("tier", () => { setMoved(true); void load(); }), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load]);
  return { place, moved };
}
