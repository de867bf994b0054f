"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { indicators } from "#components/doors/indicators.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import type { IndicatorRow } from "#lib/analytics/indicators/types.ts";

/** A new indicator, or how one should count from the next version on: a draft, which changes nobody. */
export function DraftIndicator({ one, onDrafted }: { one?: IndicatorRow; onDrafted: () => void }) {
  const t = useTranslations("indicators");
  const locale = useLocale();
  const words = useProblem();
  const [problem, setProblem] = useState<Problem>();
  const [version, setVersion] = useState<number>();
  const draft = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const number = (field: string): number => Number(given.get(field));
    const answer = await indicators.draft({ name: one?.name ?? String(given.get("name")), label: String(given.get("label")), halfLife: number("halfLife"), kappa: number("kappa"), weight: number("weight") });
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    setVersion(answer.data.version);
    onDrafted();
  };
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  return (
    <form className="grid gap-4" onSubmit={(event) => void draft(event)}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
        {!one && <Field label={t("name")} name="name" required pattern="[a-z][a-z0-9\-]{0,39}" hint={t("nameHint")} error={at("name")} />}
        <Field label={t("label")} name="label" required maxLength={60} defaultValue={one?.label ?? ""} error={at("label")} />
        <Field label={t("halfLife")} name="halfLife" type="number" min={1} max={3650} required defaultValue={one?.halfLife ?? 90} hint={t("halfLifeHint")} error={at("halfLife")} />
        <Field label={t("kappa")} name="kappa" type="number" min={0.000001} step="any" required defaultValue={one?.kappa ?? 5} hint={t("kappaHint")} error={at("kappa")} />
        <Field label={t("weight")} name="weight" type="number" min={0} max={100} step="any" required defaultValue={one?.weight ?? 5} hint={t(one ? "weightHintOut" : "weightHint")} error={at("weight")} />
      </div>
      {problem && !at(problem.field ?? "") && <p role="alert" className="text-danger">{words(problem)}</p>}
      <p className="flex flex-wrap items-center gap-4"><button type="submit" className="btn btn-quiet">{t("draft")}</button>{version !== undefined && <span role="status">{t("drafted", { version })} <a className="link" href={`/${locale}/studio/validity`}>{t("toValidity")}</a></span>}</p>
    </form>
  );
}
