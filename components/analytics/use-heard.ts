"use client";
import { useEffect, useRef } from "react";
import { atEachConnection, hear } from "#components/realtime/live.ts";

const soonest = 400;
const pause = 3000;

/** Asks again when the server tells of an event, at once after a while of nothing and every three seconds while it goes on, and after each connection: what was told meanwhile nobody heard. */
export function useHeard(event: string, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    let last = 0;
    const soon = (): void => { timer ??= setTimeout(() => { timer = undefined; last = Date.now(); latest.current(); }, Math.max(soonest, last + pause - Date.now())); };
    const stops = [hear(event, soon), atEachConnection(() => { if (!first) soon(); first = false; })];
    return () => { clearTimeout(timer); for (const stop of stops) stop(); };
  }, [event]);
}
