"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SettingsInput, TermsInput } from "#lib/buzz/schema.ts";
import type { RiskPreview, SettingsView } from "#lib/buzz/types.ts";
import { SettingHistory } from "./setting-history.tsx";

const reasons = ["mail", "device", "session", "place", "address", "house", "disposable", "burst", "ring", "fast"] as const;
const whole = (data: FormData, name: string): number => Math.round(Number(data.get(name)) || 0);
const centsOrNone = (data: FormData, name: string): number | null => {
  const text = String(data.get(name) ?? "").replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  // What is no sum is refused there, and never taken for nothing.
  return text === "" ? null : /^\d{1,7}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : -1;
};

function termsOf(data: FormData): TermsInput {
  return { points: Object.fromEntries(reasons.map((reason) => [reason, whole(data, reason)])) as TermsInput["points"], burst: whole(data, "burstFrom"), heldFrom: whole(data, "heldFrom"), reviewFrom: whole(data, "reviewFrom") };
}

function Judging({ view, at }: { view: SettingsView; at: (field: string) => string | undefined }) {
  const t = useTranslations("referralSettings");
  const { terms, usual } = view;
  return (
    <fieldset className="min-w-0 border-t border-line pt-6">
      <legend className="section-title pr-4">{t("risk")}</legend>
      <p className="max-w-[60ch] text-soft">{t("riskIntro")}</p>
      <div className="mt-5 grid items-end gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        <Field label={t("reviewFrom")} name="reviewFrom" type="number" min={1} max={1000} inputMode="numeric" defaultValue={terms.reviewFrom} hint={t("usual", { value: usual.reviewFrom })} error={at("terms.reviewFrom")} />
        <Field label={t("heldFrom")} name="heldFrom" type="number" min={1} max={1000} inputMode="numeric" defaultValue={terms.heldFrom} hint={t("usual", { value: usual.heldFrom })} error={at("terms.heldFrom")} />
        {reasons.map((reason) => <Field key={reason} label={t(`reason.${reason}`)} name={reason} type="number" min={0} max={1000} inputMode="numeric" defaultValue={terms.points[reason]} hint={t("usual", { value: usual.points[reason] })} error={at(`terms.points.${reason}`)} />)}
        <Field label={t("burstFrom")} name="burstFrom" type="number" min={1} max={1000} inputMode="numeric" defaultValue={terms.burst} hint={t("usual", { value: usual.burst })} error={at("terms.burst")} />
      </div>
    </fieldset>
  );
}

function Counting({ view, at }: { view: SettingsView; at: (field: string) => string | undefined }) {
  const t = useTranslations("referralSettings");
  const money = (cents: number | null): string => (cents === null ? "" : String(cents / 100));
  return (
    <fieldset className="min-w-0">
      <legend className="section-title pr-4">{t("counting")}</legend>
      <div className="mt-5 grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <Field label={t("window")} name="windowDays" type="number" min={1} max={365} inputMode="numeric" defaultValue={view.windowDays} hint={t("windowHint")} error={at("windowDays")} />
        <SelectField label={t("cookie")} name="cookie" defaultValue={view.cookie} hint={t("cookieHint")}><option value="inform">{t("cookieInform")}</option><option value="ask">{t("cookieAsk")}</option></SelectField>
        <Field label={t("paidCost", { currency: view.currency })} name="paidCost" inputMode="decimal" defaultValue={money(view.paidCostCents)} hint={t("paidCostHint")} error={at("paidCostCents")} />
        <Field label={t("pointWorth", { currency: view.currency })} name="pointWorth" inputMode="decimal" defaultValue={money(view.pointCents)} hint={t("pointWorthHint")} error={at("pointCents")} />
        <Field label={t("couponLeast")} name="couponLeast" type="number" min={1} inputMode="numeric" defaultValue={view.couponLeast} error={at("couponLeast")} />
      </div>
    </fieldset>
  );
}

/** How word of mouth is counted and judged, what that would have meant lately, and who changed it. */
export function ReferralSettings() {
  const t = useTranslations("referralSettings");
  const words = useProblem();
  const [view, setView] = useState<SettingsView>();
  const [problem, setProblem] = useState<Problem>();
  const [preview, setPreview] = useState<RiskPreview>();
  const form = useRef<HTMLFormElement>(null);
  const load = useCallback(async (): Promise<void> => {
    const answer = await buzz.settings();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setView(answer.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (!view) return problem ? <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p> : <div className="grid gap-6"><div className="skeleton h-48" /><div className="skeleton h-96" /></div>;
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  const look = (): void => { if (form.current) void buzz.previewRisk(termsOf(new FormData(form.current))).then((answer) => { setProblem(answer.ok ? undefined : answer.problem); if (answer.ok) setPreview(answer.data); }); };
  const submit = (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const input: SettingsInput = { cookie: data.get("cookie") === "ask" ? "ask" : "inform", windowDays: whole(data, "windowDays"), terms: termsOf(data), paidCostCents: centsOrNone(data, "paidCost"), pointCents: centsOrNone(data, "pointWorth"), couponLeast: whole(data, "couponLeast"), version: view.version };
    void buzz.changeSettings(input).then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      say(t("saved"));
      void load();
    });
  };
  return (
    <div className="grid gap-14">
      <form ref={form} onSubmit={submit} noValidate className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-8">
        <Counting view={view} at={at} />
        <Judging view={view} at={at} />
        {preview && <p role="status" className="border-l-2 border-accent pl-4 text-soft">{t("preview", { days: preview.days, referrals: preview.referrals, held: preview.wouldHold, shown: preview.wouldShow })}</p>}
        {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
        <p className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent">{t("save")}</button><button type="button" className="btn btn-quiet" onClick={look}>{t("look")}</button></p>
      </form>
      <SettingHistory view={view} />
    </div>
  );
}
