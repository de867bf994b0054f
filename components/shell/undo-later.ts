"use client";
import { useEffect } from "react";
import { call } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";

/** An act that leads to another page, and how it is undone from there: what is said, the door that undoes it, where that leads. */
export type UndoLater = { text: string; label: string; method: "POST" | "DELETE"; path: string; body?: unknown; leadsTo: string };
const key = "undo-later";

/** Keeps an undo for the next page of this tab. */
export const keepUndo = (undo: UndoLater): void => sessionStorage.setItem(key, JSON.stringify(undo));

/** Says on this page what the one before did, with its way back; once. */
export function useUndo(): void {
  const words = useProblem();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (!kept) return;
    sessionStorage.removeItem(key);
    const undo = JSON.parse(kept) as UndoLater;
    say(undo.text, { action: { label: undo.label, run: () => void call(undo.method, undo.path, undo.body).then((answer) => (answer.ok ? location.assign(undo.leadsTo) : say(words(answer.problem), { tone: "danger" }))) } });
  }, []);
}
