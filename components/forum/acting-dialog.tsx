"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";

export type DialogOf<Thing> = Thing & { onClose: () => void };

/** What a dialog that does one thing keeps: whether it is being done, and what is wrong, by field. */
export function useAct<T>(onDone: (data: T) => void): { run: (work: () => Promise<Answer<T>>) => void; busy: boolean; at: (field: string) => string | undefined; elsewhere: (...fields: string[]) => string | undefined } {
  const words = useProblem();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = (work: () => Promise<Answer<T>>): void => {
    if (busy) return;
    setBusy(true);
    void work().then((answer) => {
      setBusy(false);
      if (answer.ok) onDone(answer.data);
      else setProblem(answer.problem);
    });
  };
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  return { run, busy, at, elsewhere: (...fields) => (problem && !fields.includes(problem.field ?? "") ? words(problem) : undefined) };
}

type Shown = { title: string; intro?: string; act: string; busy: boolean; ready?: boolean; error?: string | undefined; onAct: () => void; onClose: () => void; wide?: boolean; children: React.ReactNode };

/** A window with a form that does one thing: its fields, what is wrong, the act and the way out. */
export function ActingDialog({ title, intro, act, busy, ready = true, error, onAct, onClose, wide = false, children }: Shown) {
  const t = useTranslations("topicMenu");
  return (
    <Dialog title={title} closeLabel={t("close")} onClose={onClose} wide={wide}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); if (ready) onAct(); }}>
        {intro && <p className="-mt-1 text-soft">{intro}</p>}
        {children}
        {error && <p role="alert" className="text-sm text-danger">{error}</p>}
        <div className="sticky -bottom-6 -mx-6 -mb-6 flex flex-wrap gap-3 rounded-b-[0.875rem] border-t border-line bg-raised px-6 py-4"><button type="submit" className="btn btn-accent" disabled={busy || !ready}>{act}</button><button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button></div>
      </form>
    </Dialog>
  );
}
