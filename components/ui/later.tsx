"use client";
import { type ComponentType, useSyncExternalStore } from "react";

/**
 * A part that is fetched when it is first shown in a browser; until it is there, `loading` stands in its place. One that could not
 * be fetched is asked for again the next time it is shown.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, loading?: () => React.ReactNode): ComponentType<Props> {
  const waiting = new Set<() => void>();
  let part: ComponentType<Props> | undefined;
  let asked = false;
  const subscribe = (listener: () => void): (() => void) => {
    waiting.add(listener);
    if (!asked) {
      asked = true;
      load().then((found) => { part = found; for (const one of waiting) one(); }, () => { asked = false; });
    }
    return () => waiting.delete(listener);
  };
  // What the server sends has none of it, whatever this browser has fetched since.
  // biome-ignore lint/correctness/noComponentHookFactories: made once, where the part is named
  return function Later(props: Props) {
    const Part = useSyncExternalStore(subscribe, () => part, () => undefined);
    return Part ? <Part {...props} /> : loading?.();
  };
}
