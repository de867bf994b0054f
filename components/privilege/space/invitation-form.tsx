"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { runVoice } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { invitationKinds, type Question, type RunInvitation } from "#lib/privilege/voice/types.ts";

const languages = ["en", "fr"] as const;
type Asked = Question & { key: string };
const asked = (question: Question): Asked => ({ ...question, key: crypto.randomUUID() });

function Questions({ questions, onChange }: { questions: Asked[]; onChange: (questions: Asked[]) => void }) {
  const t = useTranslations("runVoice");
  const set = (key: string, part: Partial<Question>): void => onChange(questions.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset className="grid gap-4"><legend className="eyebrow mb-3">{t("questions")}</legend>
      {questions.map((one, at) => (
        <div key={one.key} className="grid items-end gap-3 sm:grid-cols-[9rem_1fr_1fr_auto]">
          <SelectField label={t("questionKind", { number: at + 1 })} value={one.kind} onChange={(event) => set(one.key, { kind: event.target.value === "text" ? "text" : "scale" })}><option value="scale">{t("scale")}</option><option value="text">{t("inWords")}</option></SelectField>
          {languages.map((language) => <Field key={language} label={t(`question.${language}`)} lang={language} maxLength={300} value={one.text[language]} onChange={(event) => set(one.key, { text: { ...one.text, [language]: event.target.value } })} />)}
          <button type="button" className="act min-h-11" aria-label={t("dropQuestion", { number: at + 1 })} onClick={() => onChange(questions.filter((other) => other.key !== one.key))}>×</button>
        </div>
      ))}
      {questions.length < 12 && <p><button type="button" className="btn btn-quiet" onClick={() => onChange([...questions, asked({ kind: "scale", text: { en: "", fr: "" } })])}>{t("addQuestion")}</button></p>}
    </fieldset>
  );
}

/** An invitation as it should stand: what it is in both languages, for whom, how many places, until when, and its form. */
export function InvitationForm({ one, onDone, onLeave }: { one?: RunInvitation | undefined; onDone: () => void; onLeave: () => void }) {
  const t = useTranslations("runVoice");
  const standing = useTranslations("standing");
  const words = useProblem();
  const locale = useLocale();
  const [problem, setProblem] = useState<Problem>();
  const [questions, setQuestions] = useState<Asked[]>(() => (one?.questions ?? []).map(asked));
  const clientId = useRef(crypto.randomUUID());
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    const answer = await runVoice.save(one?.id ?? null, {
      kind: text("kind") === "panel" ? "panel" : "beta", words: { en: { title: text("title-en"), text: text("text-en") }, fr: { title: text("title-fr"), text: text("text-fr") } }, questions: questions.map(({ kind, text: said }) => ({ kind, text: said })),
      minTier: Number(text("minTier")) || 2, places: Math.max(1, Math.round(Number(text("places")) || 1)), closesAt: `${text("closesAt") || new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}T23:59:59Z`, version: one?.version ?? 0, clientId: clientId.current,
    });
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  return (
    <form noValidate lang={locale} className="card grid gap-6 p-5 sm:p-7" onSubmit={(event) => { event.preventDefault(); void submit(event.currentTarget); }}>
      <div className="grid gap-6 sm:grid-cols-2">{languages.map((language) => (
        <fieldset key={language} className="grid content-start gap-4"><legend className="eyebrow mb-3">{t(`in.${language}`)}</legend><Field label={t("title")} name={`title-${language}`} lang={language} maxLength={120} defaultValue={one?.words[language].title} /><TextField label={t("text")} name={`text-${language}`} lang={language} rows={4} maxLength={2000} defaultValue={one?.words[language].text} /></fieldset>
      ))}</div>
      <div className="grid gap-5 sm:grid-cols-4">
        <SelectField label={t("kind")} name="kind" defaultValue={one?.kind ?? "beta"} disabled={one !== undefined}>{invitationKinds.map((kind) => <option key={kind} value={kind}>{t(`kinds.${kind}`)}</option>)}</SelectField>
        <SelectField label={t("from")} name="minTier" defaultValue={one?.minTier ?? 2}><option value={2}>{standing("premier")}</option><option value={3}>{standing("circle")}</option></SelectField>
        <Field label={t("places")} name="places" type="number" min={1} defaultValue={one?.places ?? 12} /><Field label={t("closesAt")} name="closesAt" type="date" defaultValue={one?.closesAt.slice(0, 10)} />
      </div>
      {one && one.answered.length > 0 ? <p className="text-sm text-faint">{t("questionsStay")}</p> : <Questions questions={questions} onChange={setQuestions} />}
      {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
      <p className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent">{t("save")}</button><button type="button" className="btn btn-quiet" onClick={onLeave}>{t("leave")}</button></p>
    </form>
  );
}
