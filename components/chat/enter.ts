"use client";
import { useSyncExternalStore } from "react";

const key = "chat-enter";
const listeners = new Set<() => void>();

// Without a choice: on a phone Enter breaks the line, where there is a keyboard it sends.
function sends(): boolean {
  try {
    const kept = localStorage.getItem(key);
    if (kept) return kept === "sends";
  } catch {
    // No choice is kept here.
  }
  return !matchMedia("(pointer: coarse)").matches;
}

/** Chooses on this device whether Enter sends; ⌘ Enter always does. */
export function chooseEnter(send: boolean): void {
  try { localStorage.setItem(key, send ? "sends" : "breaks"); } catch { return; }
  for (const listener of listeners) listener();
}

/** Whether Enter sends on this device. */
export function useEnterSends(): boolean {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, sends, () => true);
}
