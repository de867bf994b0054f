"use client";

export type Toast = { id: number; text: string; tone: "plain" | "danger"; action?: { label: string; run: () => void } | undefined };

/** The toasts there are, each with its way back and a way to put it aside. */
export function ToastList({ toasts, closeLabel, onClose }: { toasts: readonly Toast[]; closeLabel: string; onClose: (id: number) => void }) {
  return toasts.map((toast) => (
    <div key={toast.id} className={`toast pointer-events-auto flex max-w-lg items-center gap-3 rounded-full bg-ink py-2 pr-3 pl-5 text-[0.925rem] text-paper shadow-lg ${toast.tone === "danger" ? "ring-2 ring-danger" : ""}`}>
      <span>{toast.text}</span>
      {toast.action && (
        <button type="button" className="rounded-full px-2 py-1 font-[600] underline underline-offset-4" onClick={() => { toast.action?.run(); onClose(toast.id); }}>{toast.action.label}</button>
      )}
      <button type="button" aria-label={closeLabel} className="rounded-full px-2 py-1" onClick={() => onClose(toast.id)}>×</button>
    </div>
  ));
}
