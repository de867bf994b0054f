"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { incoming } from "#components/doors/incoming.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import type { WholeMail as Whole } from "#lib/outreach/incoming/types.ts";

/** All of a mail as plain text: where it came from, what it says, quotes and signature with it, and the files it brought by name. */
export function WholeMail({ id }: { id: number }) {
  const t = useTranslations("mailIn");
  const words = useProblem();
  const [whole, setWhole] = useState<Whole>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await incoming.whole(id);
    if (answer.ok) setWhole(answer.data);
    else setProblem(answer.problem);
  }, [id]);
  useEffect(() => { void load(); }, [load]);
  if (problem) return <p role="alert" className="text-sm text-danger">{words(problem)}</p>;
  if (!whole) return <div className="skeleton h-24" />;
  return (
    <div className="border-l-2 border-line pl-4 text-sm">
      <dl className="grid gap-0.5 text-faint">{whole.head.map((one) => <div key={`${one.name} ${one.value}`} className="[overflow-wrap:anywhere]"><dt className="inline-block first-letter:uppercase">{one.name}:&nbsp;</dt><dd className="inline">{one.value}</dd></div>)}</dl>
      <p className="mt-3 whitespace-pre-line [overflow-wrap:anywhere]">{whole.text}</p>
      {whole.files.length > 0 && <p className="mt-3 text-faint">{t("files", { names: whole.files.map((file) => file.name || t("unnamed")).join(", ") })}</p>}
    </div>
  );
}
