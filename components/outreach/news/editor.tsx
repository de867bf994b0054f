"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { news } from "#components/doors/news.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Draft, MailingView } from "#lib/outreach/newsletters/types.ts";
import { Checks, useChecks } from "./checks.tsx";
import { Leaving } from "./leaving.tsx";
import { LetterFrame } from "./letter-frame.tsx";
import { TestPlan } from "./test-plan.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { type Pens, Writing } from "./writing.tsx";

const draftOf = ({ newsletterId, segmentId, locale, subject, preview, body, actionLabel, actionPath, varies, subjectB, bodyB, base, difference, capDays }: MailingView): Draft =>
  ({ newsletterId, segmentId, locale, subject, preview, body, actionLabel, actionPath, varies, subjectB, bodyB, base, difference, capDays });

/** Keeps what is written a moment after the last key, one keeping after another; says how it stands. */
function useKept(at: MailingView, draft: Draft) {
  const words = useProblem();
  const [state, setState] = useState<"kept" | "waits" | "failed">("kept");
  const [version, setVersion] = useState(at.version);
  const kept = useRef({ version: at.version, said: JSON.stringify(draftOf(at)) });
  const latest = useRef(draft);
  latest.current = draft;
  const turn = useRef<Promise<number | undefined>>(Promise.resolve(at.version));
  const save = (): Promise<number | undefined> => {
    turn.current = turn.current.then(async () => {
      const said = JSON.stringify(latest.current);
      if (said === kept.current.said) return kept.current.version;
      const answer = await news.keep(at.id, { ...latest.current, version: kept.current.version });
      if (!answer.ok) {
        setState("failed");
        say(words(answer.problem), { tone: "danger" });
        return undefined;
      }
      kept.current = { version: answer.data.version, said };
      setVersion(answer.data.version);
      setState(JSON.stringify(latest.current) === said ? "kept" : "waits");
      return answer.data.version;
    });
    return turn.current;
  };
  const keep = useRef(save);
  keep.current = save;
  const said = JSON.stringify(draft);
  useEffect(() => {
    if (said === kept.current.said) return;
    setState("waits");
    const timer = setTimeout(() => void keep.current(), 900);
    return () => clearTimeout(timer);
  }, [said]);
  return { state, version, save };
}

function Readers({ draft, put, segments }: { draft: Draft; put: (change: Partial<Draft>) => void; segments: { id: string; name: string }[] }) {
  const t = useTranslations("mailStudio");
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <SelectField label={t("to")} value={draft.segmentId ?? ""} onChange={(event) => put({ segmentId: event.target.value || null })}><option value="">{t("chooseSegment")}</option>{segments.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</SelectField>
      <SelectField label={t("language")} value={draft.locale} onChange={(event) => put({ locale: event.target.value })}><option value="en">English</option><option value="fr">Français</option></SelectField>
      <SelectField label={t("cap")} value={draft.capDays} onChange={(event) => put({ capDays: Number(event.target.value) })}>{[...new Set([0, 3, 7, 14, 30, draft.capDays])].sort((one, other) => one - other).map((days) => <option key={days} value={days}>{days === 0 ? t("capNone") : t("capDays", { days })}</option>)}</SelectField>
    </div>
  );
}

/** Where an issue or a campaign is written: the text, what the checker says of it, how it looks, and how it leaves. */
export function Editor({ at, pens, onSent }: { at: MailingView; pens: Pens; onSent: () => void }) {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const locale = useLocale();
  const [draft, setDraft] = useState<Draft>(() => draftOf(at));
  const put = (change: Partial<Draft>): void => setDraft((old) => ({ ...old, ...change }));
  const { state, version, save } = useKept(at, draft);
  const found = useChecks(at.id, draft);
  const { data: segments } = useLoaded(news.segments);
  const named = segments?.segments ?? [];
  const campaign = at.kind === "campaign";
  const keep = (): void => void save();
  const [thrown, setThrown] = useState<ReturnType<typeof setTimeout>>();
  // It is thrown away a moment later, so that a slip of the hand costs nothing.
  const remove = (): void => {
    const timer = setTimeout(() => void news.remove(at.id).then((answer) => {
      setThrown(undefined);
      if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
      location.assign(`/${locale}/studio/mail`);
    }), 6000);
    setThrown(timer);
    say(t("thrown"), { action: { label: t("undo"), run: () => { clearTimeout(timer); setThrown(undefined); } } });
  };
  return (
    <div className="grid gap-10">
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="grid min-w-0 content-start gap-6">
        {campaign && <Readers draft={draft} put={put} segments={named} />}
        <Field label={t("subject")} value={draft.subject} maxLength={200} onChange={(event) => put({ subject: event.target.value })} />
        <Field label={t("previewLine")} hint={t("previewLineHint")} value={draft.preview} maxLength={200} onChange={(event) => put({ preview: event.target.value })} />
        <Writing pens={pens} label={t("body")} value={draft.body} onChange={(body) => put({ body })} onSave={keep} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("actionLabel")} hint={t("actionHint")} value={draft.actionLabel} maxLength={60} onChange={(event) => put({ actionLabel: event.target.value })} />
          <Field label={t("actionPath")} placeholder="/t/1" value={draft.actionPath} maxLength={300} onChange={(event) => put({ actionPath: event.target.value.trim() })} />
        </div>
        {campaign && <TestPlan id={at.id} draft={draft} put={put} pens={pens} onSave={keep} />}
        <Leaving id={at.id} varies={draft.varies !== "none"} found={found} save={save} onSent={onSent} />
        <p className="flex flex-wrap items-center gap-3 text-sm text-faint"><span role="status" data-kept={state}>{t(`kept.${state}`)}</span><button type="button" className="act" disabled={thrown !== undefined} onClick={remove}>{t("remove")}</button></p>
      </div>
      <div><aside className="lg:sticky lg:top-24"><Checks found={found} /></aside></div>
      </div>
      <LetterFrame id={at.id} version={version} segments={named} varies={draft.varies !== "none"} />
    </div>
  );
}
