"use client";
import { useSyncExternalStore } from "react";
import { identity, type MeAnswer } from "./identity.ts";

let known: MeAnswer | undefined;
let asked = false;
const listeners = new Set<() => void>();

function tell(answer: MeAnswer): void {
  known = answer;
  for (const listener of listeners) listener();
}

/** Asks again who is signed in, after something about them changed. */
export async function refreshMe(): Promise<void> {
  const answer = await identity.me();
  if (answer.ok) tell(answer.data);
  else if (!known) tell({ me: null });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    void refreshMe();
  }
  return () => listeners.delete(listener);
}

/** Who is signed in on this page: undefined until known. One request, however many places ask. */
export function useMe(): MeAnswer | undefined {
  return useSyncExternalStore(subscribe, () => known, () => undefined);
}
