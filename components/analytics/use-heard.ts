"use client";
import { useEffect, useRef } from "react";
import { atEachConnection, hear } from "#components/realtime/live.ts";

/** Asks again when the server tells of an event, at most twice a second, and after each connection: what was told meanwhile nobody heard. */
export function useHeard(event: string, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    const soon = (): void => { timer ??= setTimeout(() => { timer = undefined; latest.current(); }, 400); };
    const stops = [hear(event, soon), atEachConnection(() => { if (!first) soon(); first = false; })];
    return () => { clearTimeout(timer); for (const stop of stops) stop(); };
  }, [event]);
}
