"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { v7 } from "uuid";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { ProgrammeTerms } from "#lib/buzz/schema.ts";
import type { Preview, ProgrammeView } from "#lib/buzz/types.ts";

const whole = (data: FormData, name: string): number => Math.max(0, Math.round(Number(data.get(name)) || 0));
const wholeOrNone = (data: FormData, name: string): number | null => (String(data.get(name) ?? "").trim() === "" ? null : whole(data, name));
const shareable = ["invite", "topic", "review", "product"] as const;
const dayOf = (iso: string | null | undefined): string => iso?.slice(0, 10) ?? "";

function termsOf(form: HTMLFormElement, before: ProgrammeView | undefined): ProgrammeTerms {
  const data = new FormData(form);
  const day = (name: string): string => String(data.get(name) ?? "");
  return {
    name: String(data.get("name") ?? ""), rewardOn: data.get("rewardOn") === "join" ? "join" : "purchase", minCents: whole(data, "min") * 100, referrerPoints: whole(data, "referrerPoints"), newcomerPoints: whole(data, "newcomerPoints"), holdDays: whole(data, "holdDays"),
    livesDays: wholeOrNone(data, "livesDays"), capPerReferrer: wholeOrNone(data, "capPerReferrer"), budgetPoints: wholeOrNone(data, "budgetPoints"), things: shareable.filter((one) => data.getAll("things").includes(one)),
    startsAt: dayOf(before?.startsAt) === day("startsAt") && before ? before.startsAt : `${day("startsAt") || new Date().toISOString().slice(0, 10)}T00:00:00Z`, endsAt: day("endsAt") ? `${day("endsAt")}T23:59:59Z` : null,
  };
}

function Cost({ preview }: { preview: Preview }) {
  const t = useTranslations("programmes");
  const number = new Intl.NumberFormat(useLocale());
  return <p role="status" className="border-l-2 border-accent pl-4 text-soft">{t("cost", { days: preview.days, referrals: preview.referrals, rewarded: preview.rewarded, points: number.format(preview.points), month: number.format(preview.perMonth) })}{preview.reachesBudgetInDays !== null && <> {t("lasts", { days: preview.reachesBudgetInDays })}</>}</p>;
}

/** The terms of a programme, with what they would have cost before they are set. */
export function ProgrammeForm({ programme, onDone, onLeave }: { programme?: ProgrammeView; onDone: () => void; onLeave: () => void }) {
  const t = useTranslations("programmes");
  const words = useProblem();
  const [problem, setProblem] = useState<Problem>();
  const [preview, setPreview] = useState<Preview>();
  const id = useRef(v7());
  const form = useRef<HTMLFormElement>(null);
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  const look = (): void => { if (form.current) void buzz.preview(termsOf(form.current, programme)).then((answer) => { setProblem(answer.ok ? undefined : answer.problem); if (answer.ok) setPreview(answer.data); }); };
  const submit = (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const terms = termsOf(event.currentTarget, programme);
    const paused = new FormData(event.currentTarget).get("paused") === "on";
    void (programme ? buzz.changeProgramme(programme.id, { ...terms, version: programme.version, paused }) : buzz.addProgramme({ id: id.current, ...terms })).then((answer) => (answer.ok ? onDone() : setProblem(answer.problem)));
  };
  const numbers = [["referrerPoints", programme?.referrerPoints ?? 100], ["newcomerPoints", programme?.newcomerPoints ?? 100], ["holdDays", programme?.holdDays ?? 30], ["min", (programme?.minCents ?? 0) / 100], ["capPerReferrer", programme?.capPerReferrer ?? ""], ["budgetPoints", programme?.budgetPoints ?? ""], ["livesDays", programme?.livesDays ?? ""]] as const;
  return (
    <form ref={form} onSubmit={submit} noValidate className="card grid gap-5 p-5 sm:p-6">
      <Field label={t("name")} name="name" maxLength={80} defaultValue={programme?.name} error={at("name")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField label={t("rewardOn")} name="rewardOn" defaultValue={programme?.rewardOn ?? "purchase"}><option value="purchase">{t("onPurchase")}</option><option value="join">{t("onJoin")}</option></SelectField>
        {numbers.map(([key, value]) => <Field key={key} label={t(key)} name={key} type="number" min={0} inputMode="numeric" defaultValue={value} error={at(key)} />)}
        <Field label={t("startsAt")} name="startsAt" type="date" defaultValue={dayOf(programme?.startsAt)} error={at("startsAt")} />
        <Field label={t("endsAt")} name="endsAt" type="date" defaultValue={dayOf(programme?.endsAt)} error={at("endsAt")} />
      </div>
      <fieldset><legend className="font-[580]">{t("things")}</legend><p className="text-sm text-soft">{t("thingsHint")}</p>
        <p className="mt-2 flex flex-wrap gap-x-6 gap-y-2">{shareable.map((one) => <label key={one} className="flex items-baseline gap-2"><input type="checkbox" name="things" value={one} className="accent-(--accent)" defaultChecked={programme?.things.includes(one)} /><span>{t(`thing.${one}`)}</span></label>)}</p></fieldset>
      {programme && <label className="flex items-baseline gap-3"><input type="checkbox" name="paused" className="accent-(--accent)" defaultChecked={programme.paused} /><span>{t("paused")}</span></label>}
      {preview && <Cost preview={preview} />}
      {problem && !problem.field && <p role="alert" className="text-danger">{words(problem)}</p>}
      <p className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent">{t("save")}</button><button type="button" className="btn btn-quiet" onClick={look}>{t("look")}</button><button type="button" className="btn btn-quiet" onClick={onLeave}>{t("leave")}</button></p>
    </form>
  );
}
