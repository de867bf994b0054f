"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { indicators } from "#components/doors/indicators.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import { FigureTable } from "#components/ui/figure-table.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ToldView } from "#lib/analytics/indicators/types.ts";

type Props = { name: string; onTold: () => void };

/** One amount, typed. */
export function TellOne({ name, onTold }: Props) {
  const t = useTranslations("indicators");
  const words = useProblem();
  const [error, setError] = useState<string>();
  const tell = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const day = String(given.get("day"));
    const answer = await indicators.tell(name, { id: crypto.randomUUID(), customer: String(given.get("customer")), amount: Number(given.get("amount")), ...(day ? { day } : {}) });
    const reject = answer.ok ? answer.data.rejects[0] : undefined;
    setError(answer.ok ? reject && t(`reason.${reject.reason}`, { value: reject.value }) : words(answer.problem));
    if (!answer.ok || reject) return;
    form.reset();
    say(t("told"));
    onTold();
  };
  return (
    <form className="grid items-start gap-4 sm:grid-cols-[2fr_1fr_1fr_auto]" onSubmit={(event) => void tell(event)}>
      <Field label={t("customer")} name="customer" required hint={t("customerHint")} error={error} />
      <Field label={t("amount")} name="amount" type="number" step="any" required />
      <Field label={t("day")} name="day" type="date" max={new Date().toISOString().slice(0, 10)} />
      <button type="submit" className="btn btn-quiet sm:mt-7">{t("tell")}</button>
    </form>
  );
}

/** Many amounts, from a file: what was taken, and why the rest was not. */
export function TellBook({ name, onTold }: Props) {
  const t = useTranslations("indicators");
  const words = useProblem();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [told, setTold] = useState<ToldView>();
  const bring = async (event: React.ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget;
    const [file] = input.files ?? [];
    if (!file) return;
    setBusy(true);
    // The same file again is the same amounts: its id is what is in it.
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())).slice(0, 16);
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    const answer = await indicators.tellBook(name, id, new Blob([file], { type: "text/csv" }));
    setBusy(false);
    input.value = "";
    setError(answer.ok ? undefined : words(answer.problem));
    setTold(answer.ok ? answer.data : undefined);
    if (answer.ok) onTold();
  };
  return (
    <div className="grid gap-4">
      <Field label={t("book")} type="file" accept=".csv,text/csv" disabled={busy} hint={t("bookHint")} error={error} onChange={(event) => void bring(event)} />
      {told && <p role="status">{t("taken", { taken: told.taken, rejected: told.rejected })}</p>}
      {told && told.rejects.length > 0 && <FigureTable caption={t("rejects")} data={{ file: "rejects", columns: [{ label: t("line"), numeric: true }, { label: t("why") }], rows: told.rejects.map((one) => [one.line, t(`reason.${one.reason}`, { value: one.value })]) }} />}
    </div>
  );
}
