"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { news } from "#components/doors/news.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { Draft, TestPlan as Plan } from "#lib/outreach/newsletters/types.ts";
import { type Pens, Writing } from "./writing.tsx";

const share = (text: string): number => Number(text.replace(",", ".")) / 100;

/** What a campaign tests, what it must be able to find, and how many letters that takes: said before it starts. */
export function TestPlan({ id, draft, put, pens, onSave }: { id: string; draft: Draft; put: (change: Partial<Draft>) => void; pens: Pens; onSave: () => void }) {
  const t = useTranslations("mailStudio");
  const locale = useLocale();
  const [plan, setPlan] = useState<Plan>();
  const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale);
  const { varies, base, difference, segmentId } = draft;
  useEffect(() => {
    if (varies === "none") return;
    let left = false;
    const timer = setTimeout(() => void news.size(id, { base, difference, segment: segmentId }).then((answer) => { if (answer.ok && !left) setPlan(answer.data); }), 300);
    return () => { left = true; clearTimeout(timer); };
  }, [id, varies, base, difference, segmentId]);
  const number = (name: "base" | "difference") => (event: { target: { value: string } }): void => { const value = share(event.target.value); if (value >= 0.002 && value <= 0.5) put({ [name]: value }); };
  return (
    <fieldset className="grid gap-5 border-t border-line pt-6">
      <legend className="section-title float-left w-full">{t("testTitle")}</legend>
      <div className="clear-both"><SelectField label={t("varies")} value={varies} onChange={(event) => put({ varies: event.target.value as Draft["varies"] })}><option value="none">{t("variesNone")}</option><option value="subject">{t("variesSubject")}</option><option value="body">{t("variesBody")}</option></SelectField></div>
      {varies === "subject" && <Field label={t("subjectB")} value={draft.subjectB} maxLength={200} onChange={(event) => put({ subjectB: event.target.value })} />}
      {varies === "body" && <div className="grid gap-1.5"><p className="text-[0.925rem] font-[540]">{t("bodyB")}</p><Writing pens={pens} label={t("bodyB")} value={draft.bodyB} rows={8} onChange={(bodyB) => put({ bodyB })} onSave={onSave} /></div>}
      {varies !== "none" && (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("base")} hint={t("baseHint")} type="number" step="0.5" min="0.2" max="50" defaultValue={Math.round(base * 1000) / 10} onChange={number("base")} />
            <Field label={t("difference")} hint={t("differenceHint")} type="number" step="0.5" min="0.2" max="50" defaultValue={Math.round(difference * 1000) / 10} onChange={number("difference")} />
          </div>
          {plan && (
            <p className="text-[0.95rem] text-soft" aria-live="polite" data-plan>
              {t("planSize", { size: whole.format(plan.size), difference: points.format(100 * difference) })}{" "}
              {plan.audience > 0 && (plan.whole ? t("planWhole", { audience: whole.format(plan.audience), found: points.format(100 * plan.found) }) : t("planPart", { audience: whole.format(plan.audience), rest: whole.format(plan.audience - plan.capped) }))}
            </p>
          )}
        </>
      )}
    </fieldset>
  );
}
