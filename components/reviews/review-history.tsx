"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Stars } from "#components/ui/stars.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReviewVersionView } from "#lib/reviews/types.ts";

function Version({ version }: { version: ReviewVersionView }) {
  const t = useTranslations("reviews");
  return (
    <li className="border-t border-line pt-5 first:border-0 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-faint"><Stars value={version.rating} label={t("ratedWhole", { stars: version.rating })} />{t("versionOf", { number: version.version })} · <Time at={version.writtenAt} /></p>
      <p className="mt-2 font-serif text-lg wrap-anywhere">{version.title}</p>
      <p className="mt-1 whitespace-pre-wrap wrap-anywhere">{version.source}</p>
      {[...version.pros.map((one) => `+ ${one}`), ...version.cons.map((one) => `− ${one}`)].map((one) => <p key={one} className="mt-1 text-sm text-soft">{one}</p>)}
    </li>
  );
}

/** Shows what a review said before it was changed. */
export function HistoryButton({ reviewId }: { reviewId: number }) {
  const t = useTranslations("reviews");
  const words = useProblem();
  const [versions, setVersions] = useState<ReviewVersionView[]>();
  const [problem, setProblem] = useState<Problem>();
  const open = async (): Promise<void> => {
    const answer = await reviews.versions(reviewId);
    if (answer.ok) setVersions(answer.data.versions);
    else setProblem(answer.problem);
  };
  const close = (): void => { setVersions(undefined); setProblem(undefined); };
  return (
    <>
      <button type="button" className="act" onClick={() => void open()}>{t("edited")}</button>
      {(versions || problem) && <Dialog title={t("history")} closeLabel={t("close")} onClose={close} wide>{problem ? <p role="alert" className="text-danger">{words(problem)}</p> : <ol className="grid gap-5">{versions?.map((one) => <Version key={one.version} version={one} />)}</ol>}</Dialog>}
    </>
  );
}
