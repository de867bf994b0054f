"use client";
import { type Change, diffWordsWithSpace } from "diff";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";

/** One change of a post: what stood before and after it, who made it and when. */
type Step = { number: number; before: string; after: string; editor: string; at: string };

async function stepsOf(postId: number): Promise<Step[] | Problem> {
  const [versions, now] = await Promise.all([forum.versions(postId), forum.source(postId)]);
  if (!versions.ok) return versions.problem;
  if (!now.ok) return now.problem;
  const earlier = versions.data.versions.toReversed();
  return earlier.map((one, at) => ({ number: one.version + 1, before: one.source, after: earlier[at + 1]?.source ?? now.data.source, editor: one.editor, at: one.editedAt }));
}

// More than colour says which is which: what went is struck through, what came is underlined.
function Words({ changes, side }: { changes: readonly Change[]; side?: "before" | "after" }) {
  return changes.map((change, at) => {
    const key = `${at} ${change.value.length}`;
    if (change.removed) return side === "after" ? null : <del key={key} className="rounded-sm bg-danger/10 text-danger decoration-2">{change.value}</del>;
    if (change.added) return side === "before" ? null : <ins key={key} className="rounded-sm bg-good-soft text-good decoration-2 underline-offset-2">{change.value}</ins>;
    return <span key={key}>{change.value}</span>;
  });
}

const text = "max-h-[50vh] overflow-auto rounded-md bg-sunk p-4 text-[0.95rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]";

function Diff({ step }: { step: Step }) {
  const t = useTranslations("reading");
  // A text that was written anew has nothing in common worth looking for: a second is enough.
  const changes = useMemo(() => diffWordsWithSpace(step.before, step.after, { timeout: 1000 }) ?? [{ value: step.before, removed: true, added: false, count: 1 }, { value: step.after, removed: false, added: true, count: 1 }], [step]);
  return (
    <>
      <div className="grid grid-cols-2 gap-4 max-md:hidden">
        <div><p className="eyebrow mb-1.5">{t("before")}</p><div className={text}><Words changes={changes} side="before" /></div></div>
        <div><p className="eyebrow mb-1.5">{t("after")}</p><div className={text}><Words changes={changes} side="after" /></div></div>
      </div>
      <div className={`md:hidden ${text}`}><Words changes={changes} /></div>
    </>
  );
}

/** How a post came to say what it says: one change at a time, the last first. */
export function History({ postId, onClose }: { postId: number; onClose: () => void }) {
  const t = useTranslations("reading");
  const say = useProblem();
  const [steps, setSteps] = useState<Step[]>();
  const [problem, setProblem] = useState<Problem>();
  const [place, setPlace] = useState(0);
  useEffect(() => {
    void stepsOf(postId).then((found) => {
      if (!Array.isArray(found)) return setProblem(found);
      setSteps(found);
      setPlace(found.length - 1);
    });
  }, [postId]);
  const step = steps?.[place];
  return (
    <Dialog title={t("history")} closeLabel={t("close")} onClose={onClose} wide>
      {problem && <p role="alert" className="text-danger">{say(problem)}</p>}
      {!steps && !problem && <div className="skeleton h-48" />}
      {steps && step && (
        <>
          <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
            <span aria-live="polite" className="min-w-0 flex-1 [overflow-wrap:anywhere]">{`${t("change", { number: place + 1, total: steps.length, name: step.editor })} · `}<Time at={step.at} /></span>
            <span className="flex gap-1">
              <button type="button" className="act" disabled={place === 0} aria-label={t("earlierChange")} onClick={() => setPlace(place - 1)}><ChevronLeft aria-hidden size={17} /></button>
              <button type="button" className="act" disabled={place === steps.length - 1} aria-label={t("laterChange")} onClick={() => setPlace(place + 1)}><ChevronRight aria-hidden size={17} /></button>
            </span>
          </p>
          <Diff step={step} />
        </>
      )}
    </Dialog>
  );
}
