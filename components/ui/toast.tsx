"use client";
import { useSyncExternalStore } from "react";

export type Toast = { id: number; text: string; tone: "plain" | "danger"; action?: { label: string; run: () => void } | undefined };

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
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast pointer-events-auto flex max-w-lg items-center gap-3 rounded-full bg-ink py-2 pr-3 pl-5 text-[0.925rem] text-paper shadow-lg ${toast.tone === "danger" ? "ring-2 ring-danger" : ""}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <button type="button" className="rounded-full px-2 py-1 font-[600] underline underline-offset-4" onClick={() => { toast.action?.run(); drop(toast.id); }}>{toast.action.label}</button>
          )}
          <button type="button" aria-label={closeLabel} className="rounded-full px-2 py-1" onClick={() => drop(toast.id)}>×</button>
        </div>
      ))}
    </section>
  );
}
