"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useId, useRef, useState } from "react";
import { identity, type MeAnswer } from "#components/doors/identity.ts";
import { refreshMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { OnboardingInput } from "#lib/identity/schema.ts";
import type { OnboardingStep, OnboardingView } from "#lib/identity/types.ts";
import { BioStep, InterestStep, NoticeStep, PictureStep, PlaceStep, type StepProps } from "./welcome-steps.tsx";

const steps: Record<OnboardingStep, ComponentType<StepProps>> = { picture: PictureStep, bio: BioStep, interests: InterestStep, place: PlaceStep, notices: NoticeStep };

/** Asks a new member one thing at a time, each with its reason. Nothing waits for an answer: what is skipped stays skipped, what is left is there the next time. */
export function Welcome({ me }: { me: MeAnswer & { me: NonNullable<MeAnswer["me"]> } }) {
  const t = useTranslations("welcome");
  const words = useProblem();
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [view, setView] = useState<OnboardingView>();
  const [sending, setSending] = useState(false);
  const [moved, setMoved] = useState(false);
  useEffect(() => { void identity.onboarding().then((answer) => { if (answer.ok) setView(answer.data); }); }, []);
  const step = view?.left[0];
  // Who answers with the keyboard goes on at the next question, not at the top of the page.
  useEffect(() => { if (moved && step) title.current?.focus(); }, [moved, step]);
  if (!view || !step) return null;
  const note = async (input: OnboardingInput): Promise<void> => {
    setSending(true);
    const answer = await identity.noteOnboarding(input);
    setSending(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setMoved(true);
    setView(answer.data);
    if ("dismissed" in input && input.dismissed) say(t("dismissed"), { action: { label: t("undo"), run: () => void note({ dismissed: false }) } });
    else if (answer.data.left.length === 0) say(t("finished"));
    // Focus leaves with the card; the page goes on at its content.
    if (answer.data.left.length === 0) document.getElementById("content")?.focus({ preventScroll: true });
    if (answer.data.left.length === 0 || "dismissed" in input) void refreshMe();
  };
  const Step = steps[step];
  return (
    <section aria-labelledby={heading} data-step={step} className="card mb-8 max-w-2xl p-5 sm:p-6">
      <div className="flex items-start justify-between gap-3">
        <p className="eyebrow pt-1.5">{t("progress", { at: view.of - view.left.length + 1, of: view.of })}</p>
        <button type="button" className="act -mt-1 -mr-2 size-9 justify-center p-0" aria-label={t("dismiss")} title={t("dismiss")} disabled={sending} onClick={() => void note({ dismissed: true })}><X aria-hidden size={18} /></button>
      </div>
      <h2 id={heading} ref={title} tabIndex={-1} className="section-title mt-1 outline-none [overflow-wrap:anywhere]">{t(`${step}.title`)}</h2>
      <p className="mt-1.5 mb-5 text-[0.95rem] text-soft">{t(`${step}.why`)}</p>
      <Step key={step} me={me} sending={sending} done={() => void note({ step, as: "done" })} skip={<button type="button" className="btn btn-quiet" disabled={sending} onClick={() => void note({ step, as: "skipped" })}>{t("skip")}</button>} />
    </section>
  );
}
