"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import { type FlagReason, flagReasons, type SubjectType } from "#lib/screening/types.ts";

/** Says that something is wrong with what someone wrote. Load it with `withWords` when it is asked for. */
export function Report({ subjectType, subjectId, onClose }: { subjectType: SubjectType; subjectId: string; onClose: () => void }) {
  const t = useTranslations("report");
  const words = useProblem();
  const [reason, setReason] = useState<FlagReason>();
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (sending) return;
    if (!reason) return setError(t("choose"));
    setSending(true);
    const answer = await moderation.report({ subjectType, subjectId, reason, note });
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    say(t("thanks"));
    onClose();
  };
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <fieldset className="grid gap-1">
          <legend className="mb-2 text-soft">{t("intro")}</legend>
          {flagReasons.map((one) => (
            <label key={one} className="flex cursor-pointer items-baseline gap-3 rounded-md px-2 py-1.5 has-checked:bg-sunk">
              <input type="radio" name="reason" value={one} checked={reason === one} onChange={() => { setReason(one); setError(undefined); }} className="accent-(--accent)" />
              <span><span className="font-[540]">{t(`reasons.${one}`)}</span> <span className="text-sm text-faint">{t(`hints.${one}`)}</span></span>
            </label>
          ))}
        </fieldset>
        <TextField label={t("note")} hint={t("noteHint")} rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        {error && <p role="alert" className="text-sm text-danger">{error}</p>}
        <div className="flex justify-end gap-3">
          <button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button>
          <button type="submit" className="btn btn-accent" disabled={sending}>{t("send")}</button>
        </div>
      </form>
    </Dialog>
  );
}
