"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { RulingView } from "#lib/moderation/types.ts";
import { useReason } from "./reason.tsx";

/** One decision about oneself: what, why, until when, and the appeal. */
export function Ruling({ ruling, token, onAppealed }: { ruling: RulingView; token?: string | undefined; onAppealed: () => void }) {
  const t = useTranslations("rulings");
  const words = useProblem();
  const reason = useReason();
  const [text, setText] = useState<string>();
  const [error, setError] = useState<string>();
  const send = async (): Promise<void> => {
    const answer = await moderation.appeal({ rulingId: ruling.id, text: text ?? "", ...(token ? { token } : {}) });
    if (!answer.ok) return setError(words(answer.problem));
    say(t("appealSent"));
    onAppealed();
  };
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1"><span className="section-title">{t(`kind.${ruling.kind}`)}</span><span className="text-sm text-faint"><Time at={ruling.at} />{ruling.until && <> · {t("until")} {new Date(ruling.until).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" })}</>} · {t(ruling.ended ? "ended" : ruling.active ? "holds" : "over")}</span></p>
      <p><span className="text-faint">{t("because")}</span> {reason(ruling.reason)}</p>
      {ruling.message && <p className="border-l-2 border-line-strong pl-4 text-soft [overflow-wrap:anywhere]">{ruling.message}</p>}
      {ruling.excerpt && <blockquote className="rounded-lg bg-sunk px-4 py-3 text-[0.925rem] text-soft [overflow-wrap:anywhere]">{ruling.title && <span className="block font-[540]">{ruling.title}</span>}{ruling.excerpt}</blockquote>}
      {ruling.appeal && <p className="text-soft"><span className="font-[540]">{t(`appealState.${ruling.appeal.state}`)}</span>{ruling.appeal.answer && ` — ${ruling.appeal.answer}`}</p>}
      {!ruling.appeal && !ruling.ended && text === undefined && <p><button type="button" className="btn btn-quiet" onClick={() => setText("")}>{t("appeal")}</button></p>}
      {text !== undefined && !ruling.appeal && (
        <form className="grid gap-3" onSubmit={(event) => { event.preventDefault(); void send(); }}>
          <TextField label={t("appealText")} hint={t("appealHint")} rows={4} maxLength={2000} value={text} error={error} onChange={(event) => setText(event.target.value)} />
          <button type="submit" className="btn btn-accent justify-self-start">{t("sendAppeal")}</button>
        </form>
      )}
    </div>
  );
}
