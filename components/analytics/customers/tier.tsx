"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { customers } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { PersonView } from "#lib/analytics/customers/types.ts";
import { useShown } from "../use-shown.ts";
import { useTierName } from "../use-tier-name.ts";

const levels = [1, 2, 3] as const;
type Given = { level: number; reason: string; until: string | null };
type Props = { view: PersonView; onChanged: () => void };

function Give({ view, onChanged, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("customerPage");
  const words = useProblem();
  const tier = useTierName();
  const offered = levels.filter((level) => level >= view.customer.tier);
  const [given, setGiven] = useState<Given>({ level: view.grant?.level ?? offered.find((level) => level > view.customer.tier) ?? 3, reason: view.grant?.reason ?? "", until: view.grant?.until ?? null });
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await customers.grantTier(view.customer.id, { level: given.level, reason: given.reason, until: given.until });
    setBusy(false);
    if (!answer.ok) return setError(words(answer.problem));
    say(t("grant.given", { name: view.customer.name, tier: tier(answer.data.level) }));
    onClose();
    onChanged();
  };
  return (
    <Dialog title={t("grant.give")} closeLabel={t("cancel")} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <p className="text-soft">{t("grant.hint")}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField label={t("grant.tier")} value={given.level} onChange={(event) => setGiven({ ...given, level: Number(event.target.value) })}>{offered.map((level) => <option key={level} value={level}>{tier(level)}</option>)}</SelectField>
          <Field label={t("grant.until")} hint={t("grant.untilHint")} type="date" min={new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)} value={given.until ?? ""} onChange={(event) => setGiven({ ...given, until: event.target.value || null })} />
        </div>
        <TextField label={t("grant.reason")} hint={t("grant.reasonHint")} rows={3} required minLength={3} maxLength={500} value={given.reason} error={error} onChange={(event) => setGiven({ ...given, reason: event.target.value })} />
        <div className="flex justify-end gap-2"><button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button><button type="submit" className="btn btn-accent" disabled={busy}>{t("grant.give")}</button></div>
      </form>
    </Dialog>
  );
}

/** The tier somebody stands on, and whether a person gave it: to give one for a reason, and to end it. */
export function Tier({ view, onChanged }: Props) {
  const t = useTranslations("customerPage");
  const words = useProblem();
  const tier = useTierName();
  const shown = useShown(view.currency);
  const [giving, setGiving] = useState(false);
  const { grant, customer } = view;
  const end = async (): Promise<void> => {
    const answer = await customers.endGrant(customer.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    const { level, reason, until } = grant ?? { level: 0, reason: null, until: null };
    say(t("grant.ended"), reason === null ? {} : { action: { label: t("undo"), run: () => void customers.grantTier(customer.id, { level, reason, until }).then(onChanged) } });
    onChanged();
  };
  return (
    <section aria-labelledby="tier" data-tier-now={customer.tier}>
      <h2 id="tier" className="section-title mb-2">{t("grant.title")}</h2>
      <p className="font-serif text-xl">{tier(customer.tier)}</p>
      {grant?.reason === null && <p className="mt-1 text-sm text-soft">{t("grant.before")}</p>}
      {grant && grant.reason !== null && <p className="mt-1 text-sm text-soft [overflow-wrap:anywhere]">{t(grant.until ? "grant.heldUntil" : "grant.held", { tier: tier(grant.level), by: grant.by ?? t("somebody"), day: grant.until ? shown.day(grant.until) : "" })} {grant.reason}</p>}
      <div className="mt-2 -ml-2 flex flex-wrap gap-1">
        <button type="button" className="act" onClick={() => setGiving(true)}>{t(grant ? "grant.change" : "grant.give")}</button>
        {grant && <button type="button" className="act" onClick={() => void end()}>{t("grant.end")}</button>}
      </div>
      {giving && <Give view={view} onChanged={onChanged} onClose={() => setGiving(false)} />}
    </section>
  );
}
