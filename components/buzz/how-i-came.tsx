"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Answer, Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import type { MyReferral } from "#lib/buzz/types.ts";

/** What a newcomer can say of how they came: a code, whether they would have come anyway (once, skippable), and whether they may be named. */
export function HowICame() {
  const t = useTranslations("invite");
  const words = useProblem();
  const [came, setCame] = useState<MyReferral>();
  const [problem, setProblem] = useState<Problem>();
  const take = (answer: Answer<MyReferral>): void => {
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setCame(answer.data);
  };
  useEffect(() => { void buzz.referral().then((answer) => { if (answer.ok) setCame(answer.data); }); }, []);
  if (!came || (!came.by && !came.mayType)) return null;
  return (
    <section aria-labelledby="how-i-came">
      <h2 id="how-i-came" className="font-serif text-2xl font-[540]">{t("how")}</h2>
      {came.by && <p className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-1"><span className="min-w-0 wrap-anywhere">{t("by", { name: came.by })}</span>{came.thanked ? <span role="status" className="text-sm text-good">{t("thanked")}</span> : <button type="button" className="act" onClick={() => void buzz.thank().then(take)}>{t("thank")}</button>}</p>}
      {came.mayType && (
        <form noValidate className="mt-4 grid max-w-md gap-3" onSubmit={(event) => { event.preventDefault(); void buzz.typeCode(String(new FormData(event.currentTarget).get("code") ?? "")).then(take); }}>
          <Field label={t("typed")} name="code" maxLength={40} autoComplete="off" spellCheck={false} hint={t("typedHint")} error={problem && words(problem)} />
          <p><button type="submit" className="btn btn-quiet">{t("keep")}</button></p>
        </form>
      )}
      {came.asks && (
        <fieldset className="mt-5"><legend className="font-[580]">{t("anyway")}</legend><p className="mt-1 text-sm text-soft">{t("anywayHint")}</p>
          <p className="mt-3 flex flex-wrap gap-2">{(["yes", "no", "skipped"] as const).map((one) => <button key={one} type="button" className="btn btn-quiet" onClick={() => void buzz.answer(one).then(take)}>{t(`answer.${one}`)}</button>)}</p></fieldset>
      )}
      {came.by && <label className="mt-5 flex items-baseline gap-3"><input type="checkbox" className="accent-(--accent)" checked={came.showsName} onChange={(event) => void buzz.showName(event.target.checked).then(take)} /><span>{t("mayName", { name: came.by })}</span></label>}
    </section>
  );
}
