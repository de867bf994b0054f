"use client";
import { useSyncExternalStore } from "react";
import { later } from "./later.tsx";
import type { Toast } from "./toast-list.tsx";

// Fetched as soon as the page stands, and not before: nothing is said earlier.
const ToastList = later(() => import("./toast-list.tsx").then((module) => module.ToastList));

let shown: Toast[] = [];
const none: Toast[] = [];
const listeners = new Set<() => void>();
let last = 0;

function set(next: Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

const drop = (id: number): void => set(shown.filter((toast) => toast.id !== id));

/** Says something for a while, with an optional way to undo it. One with an action stays longer. */
export function say(text: string, more: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
  last += 1;
  const id = last;
  set([...shown.slice(-2), { id, text, tone: more.tone ?? "plain", action: more.action }]);
  setTimeout(() => drop(id), more.action ? 10_000 : 5000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; once per page. */
export function Toasts({ label, closeLabel }: { label: string; closeLabel: string }) {
  const toasts = useSyncExternalStore(subscribe, () => shown, () => none);
  return (
    <section aria-label={label} aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4">
      <ToastList toasts={toasts} closeLabel={closeLabel} onClose={drop} />
    </section>
  );
}
