"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { keptPrivileges } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import type { PrivilegeInput } from "#lib/privilege/privileges/schema.ts";
import { type Kept, type KeptPrivilege, type Period, periods, type PrivilegeKind, privilegeKinds } from "#lib/privilege/privileges/types.ts";
import { useWorth } from "./parts.tsx";

const perYear: Record<Period, number> = { month: 12, quarter: 4, year: 1 };
const tiers = ["member", "select", "premier", "circle"] as const;
const nothing = { name: "", what: "", how: "" };
const dayOf = (iso: string | null | undefined): string => iso?.slice(0, 10) ?? "";
const whole = (data: FormData, name: string): number => Math.max(0, Math.round(Number(data.get(name)) || 0));
const cents = (data: FormData, name: string): number => Math.max(0, Math.round(Number(String(data.get(name) ?? "").replace(",", ".")) * 100 || 0));

function inputOf(form: HTMLFormElement, before: KeptPrivilege | undefined, clientId: string): PrivilegeInput {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const words = (locale: "en" | "fr") => ({ name: text(`name-${locale}`), what: text(`what-${locale}`), how: text(`how-${locale}`) });
  const day = (name: string, clock: string): string | null => (text(name) ? `${text(name)}T${clock}Z` : null);
  return {
    words: { en: words("en"), fr: words("fr") }, kind: (text("kind") || "counted") as PrivilegeKind, grants: tiers.map((tier) => whole(data, `grants-${tier}`)), period: (text("period") || before?.period || "year") as Period,
    startsAt: day("startsAt", "00:00:00"), endsAt: day("endsAt", "23:59:59"), useDays: whole(data, "useDays"), units: whole(data, "units") || 1, points: whole(data, "points"), valueCents: cents(data, "value"), costCents: cents(data, "cost"),
    position: whole(data, "position"), retired: data.get("retired") === "on", note: text("note"), version: before?.version ?? 0, clientId,
  };
}

/** Who gets it as it is written, and what it costs at most, before anybody gets it. */
function Reach({ input, kept }: { input: PrivilegeInput; kept: Kept }) {
  const t = useTranslations("keptPrivileges");
  const worth = useWorth(kept.currency);
  const people = input.grants.reduce((sum, grant, tier) => (grant > 0 ? sum + (kept.people[tier] ?? 0) : sum), 0);
  const times = input.grants.reduce((sum, grant, tier) => {
    const each = input.kind === "allowance" ? (grant > 0 ? Math.floor((kept.allowance.choices[tier] ?? 0) / input.units) : 0) : grant * (input.kind === "counted" ? perYear[input.period] : 1);
    return sum + each * (kept.people[tier] ?? 0);
  }, 0);
  return <p role="status" data-reach className="border-l-2 border-accent pl-4 text-soft">{t("reach", { count: people })} {input.kind === "unlimited" ? t("costEach", { amount: worth(input.costCents) }) : t("costAtMost", { amount: worth(times * input.costCents), times })}</p>;
}

function WordsOf({ locale, privilege, at }: { locale: "en" | "fr"; privilege: KeptPrivilege | undefined; at: (field: string) => string | undefined }) {
  const t = useTranslations("keptPrivileges");
  const words = privilege?.words[locale] ?? nothing;
  return (
    <fieldset className="grid content-start gap-4"><legend className="eyebrow mb-3">{t(`in.${locale}`)}</legend>
      <Field label={t("name")} name={`name-${locale}`} maxLength={80} defaultValue={words.name} error={at(`words.${locale}.name`)} lang={locale} />
      <TextField label={t("what")} name={`what-${locale}`} rows={3} maxLength={600} defaultValue={words.what} error={at(`words.${locale}.what`)} lang={locale} />
      <TextField label={t("how")} name={`how-${locale}`} rows={3} maxLength={600} defaultValue={words.how} error={at(`words.${locale}.how`)} lang={locale} />
    </fieldset>
  );
}

function Terms({ privilege, kind, at }: { privilege: KeptPrivilege | undefined; kind: PrivilegeKind; at: (field: string) => string | undefined }) {
  const t = useTranslations("keptPrivileges");
  const standing = useTranslations("standing");
  const numbers = [["useDays", privilege?.useDays ?? 90], ["points", privilege?.points ?? 0], ["position", privilege?.position ?? 10]] as const;
  const money = [["value", privilege?.valueCents ?? 0, "valueCents"], ["cost", privilege?.costCents ?? 0, "costCents"]] as const;
  return (
    <>
      <fieldset><legend className="eyebrow mb-3">{t(kind === "counted" || kind === "timed" ? "howMany" : "whoGets")}</legend>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">{tiers.map((tier, place) => <Field key={tier} label={standing(tier)} name={`grants-${tier}`} type="number" min={0} max={1000} inputMode="numeric" defaultValue={privilege?.grants[place] ?? (place > 1 ? 1 : 0)} />)}</div>
        {at("grants") && <p role="alert" className="mt-2 text-sm text-danger">{at("grants")}</p>}</fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        {kind === "counted" && <SelectField label={t("period")} name="period" defaultValue={privilege?.period ?? "year"}>{periods.map((one) => <option key={one} value={one}>{t(`periods.${one}`)}</option>)}</SelectField>}
        {kind === "timed" && <><Field label={t("startsAt")} name="startsAt" type="date" defaultValue={dayOf(privilege?.startsAt)} /><Field label={t("endsAt")} name="endsAt" type="date" defaultValue={dayOf(privilege?.endsAt)} error={at("endsAt")} /></>}
        {kind === "allowance" && <Field label={t("units")} hint={t("unitsHint")} name="units" type="number" min={1} max={50} defaultValue={privilege?.units ?? 1} error={at("units")} />}
        {money.map(([key, value, field]) => <Field key={key} label={t(key)} name={key} type="number" min={0} step="0.01" inputMode="decimal" defaultValue={value / 100} error={at(field)} />)}
        {numbers.map(([key, value]) => <Field key={key} label={t(key)} name={key} type="number" min={0} inputMode="numeric" defaultValue={value} error={at(key)} />)}
      </div>
    </>
  );
}

/** A privilege as it should stand, with who gets it and what it costs at most said beside. */
export function PrivilegeForm({ privilege, kept, onDone, onLeave }: { privilege?: KeptPrivilege | undefined; kept: Kept; onDone: () => void; onLeave: () => void }) {
  const t = useTranslations("keptPrivileges");
  const words = useProblem();
  const locale = useLocale();
  const [problem, setProblem] = useState<Problem>();
  const [kind, setKind] = useState<PrivilegeKind>(privilege?.kind ?? "counted");
  const [input, setInput] = useState<PrivilegeInput>();
  const clientId = useRef(crypto.randomUUID());
  const at = (field: string): string | undefined => (problem?.field?.startsWith(field) ? words(problem) : undefined);
  const look = (form: HTMLFormElement): void => setInput(inputOf(form, privilege, clientId.current));
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const answer = await keptPrivileges.save(privilege?.id ?? null, inputOf(form, privilege, clientId.current));
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  return (
    <form noValidate lang={locale} className="card grid gap-7 p-5 sm:p-7" onChange={(event) => look(event.currentTarget)} ref={(form) => { if (form && !input) look(form); }} onSubmit={(event) => { event.preventDefault(); void submit(event.currentTarget); }}>
      <div className="grid gap-7 sm:grid-cols-2"><WordsOf locale="en" privilege={privilege} at={at} /><WordsOf locale="fr" privilege={privilege} at={at} /></div>
      <SelectField label={t("kind")} name="kind" value={kind} hint={t(`kindHint.${kind}`)} onChange={(event) => setKind(event.target.value as PrivilegeKind)}>{privilegeKinds.map((one) => <option key={one} value={one}>{t(`kinds.${one}`)}</option>)}</SelectField>
      <Terms privilege={privilege} kind={kind} at={at} />
      {input && <Reach input={{ ...input, kind }} kept={kept} />}
      <Field label={t("note")} hint={t("noteHint")} name="note" maxLength={300} />
      {privilege && <label className="flex min-h-6 items-baseline gap-3"><input type="checkbox" name="retired" className="accent-(--accent)" defaultChecked={privilege.retired} /><span>{t("retire")}</span></label>}
      {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
      <p className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent">{t("save")}</button><button type="button" className="btn btn-quiet" onClick={onLeave}>{t("leave")}</button></p>
    </form>
  );
}
