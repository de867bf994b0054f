"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { orders } from "#components/doors/orders.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Margin } from "#lib/relationship/types.ts";

/** What of a sale is kept where the cost of goods is not known, and what it was before. */
export function MarginCare() {
  const t = useTranslations("shops");
  const format = new Intl.NumberFormat(useLocale(), { style: "percent", maximumFractionDigits: 2 });
  const words = useProblem();
  const [margins, setMargins] = useState<Margin[]>([]);
  const [percent, setPercent] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await orders.margins();
    if (answer.ok) setMargins(answer.data.margins);
  }, []);
  useEffect(() => { void load(); }, [load]);
  const set = async (): Promise<void> => {
    const answer = await orders.setMargin({ percent: Number(percent.replace(",", ".")), note });
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    say(t("marginSet"));
    setPercent("");
    setNote("");
    await load();
  };
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  return (
    <div className="mt-3 grid gap-8 md:grid-cols-2">
      <form className="grid content-start gap-4" onSubmit={(event) => { event.preventDefault(); void set(); }}>
        <p className="text-soft">{t("marginText")}</p>
        <Field label={t("marginPercent")} inputMode="decimal" value={percent} error={at("percent")} onChange={(event) => setPercent(event.target.value)} />
        <Field label={t("marginWhy")} value={note} maxLength={300} error={at("note")} onChange={(event) => setNote(event.target.value)} />
        <p><button type="submit" className="btn btn-quiet" disabled={percent === ""}>{t("marginChange")}</button></p>
      </form>
      <ol className="divide-y divide-line">
        {margins.map((one, place) => (
          <li key={one.version} className={`flex flex-wrap items-baseline gap-x-3 py-2.5 ${place ? "text-faint" : ""}`}><span className="font-serif text-xl tabular-nums">{format.format(one.percent / 100)}</span><span className="min-w-0 flex-1 wrap-anywhere">{one.version === 1 ? t("marginDefault") : one.note}</span><span className="text-sm text-faint">{one.madeBy ? `${one.madeBy}, ` : ""}<Time at={one.madeAt} /></span></li>
        ))}
      </ol>
    </div>
  );
}
