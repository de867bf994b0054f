"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { PersonView } from "#lib/moderation/types.ts";
import { type FlagReason, flagReasons } from "#lib/screening/types.ts";
import { DeskPerson } from "./desk-person.tsx";

type Done = { person: PersonView; onDone: (answer: Answer<unknown>) => void };

function Sanction({ person, onDone }: Done) {
  const t = useTranslations("account");
  const reasons = useTranslations("reasons");
  const [kind, setKind] = useState<"warning" | "silence" | "suspension">("warning");
  const [reason, setReason] = useState<FlagReason>("rude");
  const [days, setDays] = useState("");
  const [message, setMessage] = useState("");
  return (
    <form className="card grid gap-4 p-5" onSubmit={(event) => { event.preventDefault(); void moderation.sanction(person.id, { kind, reason, message, days: days ? Number(days) : null }).then(onDone); }}>
      <h2 className="section-title">{t("sanction")}</h2>
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField label={t("kind")} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}><option value="warning">{t("warning")}</option><option value="silence">{t("silence")}</option><option value="suspension">{t("suspension")}</option></SelectField>
        <SelectField label={t("reason")} value={reason} onChange={(event) => setReason(event.target.value as FlagReason)}>{flagReasons.map((one) => <option key={one} value={one}>{reasons(one)}</option>)}</SelectField>
        <Field label={t("days")} hint={t("daysHint")} type="number" min={1} max={3650} value={days} onChange={(event) => setDays(event.target.value)} />
      </div>
      <TextField label={t("message")} rows={3} maxLength={2000} value={message} onChange={(event) => setMessage(event.target.value)} />
      <button type="submit" className="btn btn-accent justify-self-start">{t("give")}</button>
    </form>
  );
}

function Keeping({ person, onDone }: Done) {
  const t = useTranslations("account");
  const words = useProblem();
  const [from, setFrom] = useState("");
  const merge = async (): Promise<void> => {
    const answer = await moderation.merge(person.id, from.trim());
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setFrom("");
    say(t("merged"), { action: { label: t("undo"), run: () => void moderation.unmerge(answer.data.id).then(onDone) } });
    onDone(answer);
  };
  return (
    <section className="card grid gap-4 p-5">
      <h2 className="section-title">{t("keeping")}</h2>
      <form className="grid items-end gap-3 sm:grid-cols-[1fr_auto]" onSubmit={(event) => { event.preventDefault(); void merge(); }}>
        <Field label={t("mergeFrom")} hint={t("mergeHint")} value={from} onChange={(event) => setFrom(event.target.value)} /><button type="submit" className="btn btn-quiet" disabled={!/^[0-9a-f-]{36}$/i.test(from.trim())}>{t("merge")}</button>
      </form>
      <p className="flex flex-wrap gap-2">
        <button type="button" className="btn btn-danger" onClick={() => void moderation.eraseFor(person.id, false).then((answer) => { onDone(answer); if (answer.ok) say(t("eraseAsked"), { action: { label: t("undo"), run: () => void moderation.keepFor(person.id).then(onDone) } }); })}>{t("anonymise")}</button>
        <button type="button" className="btn btn-danger" onClick={() => void moderation.eraseFor(person.id, true).then((answer) => { onDone(answer); if (answer.ok) say(t("eraseAsked"), { action: { label: t("undo"), run: () => void moderation.keepFor(person.id).then(onDone) } }); })}>{t("eraseAll")}</button>
      </p>
      <p className="text-sm text-faint">{t("eraseHint")}</p>
    </section>
  );
}

/** Someone at the desk: what is known, what may be decided, and for admins the account itself. */
export function DeskAccount({ id }: { id: string }) {
  const t = useTranslations("account");
  const rulings = useTranslations("rulings");
  const words = useProblem();
  const me = useMe()?.me;
  const [person, setPerson] = useState<PersonView>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await moderation.person(id);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setPerson(answer.data);
  }, [id]);
  useEffect(() => { void load(); }, [load]);
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!person) return <div className="skeleton h-64" />;
  const done = (answer: Answer<unknown>): void => {
    if (!answer.ok) say(words(answer.problem), { tone: "danger" });
    void load();
  };
  const running = person.rulings.filter((ruling) => ruling.active && ruling.kind !== "removal");
  return (
    <div className="grid grid-cols-1 gap-6">
      <DeskPerson person={person} />
      <p className="text-sm text-faint [overflow-wrap:anywhere]">{t("id")} <code>{person.id}</code></p>
      {running.map((ruling) => <p key={ruling.id} className="flex flex-wrap items-center gap-3">{rulings(`kind.${ruling.kind}`)} <button type="button" className="btn btn-quiet" onClick={() => void moderation.lift(ruling.id).then(done)}>{t("lift")}</button></p>)}
      <Sanction person={person} onDone={done} />
      {me?.role === "admin" && <Keeping person={person} onDone={done} />}
    </div>
  );
}
