"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";

/** Asks why before something is changed for everybody; says what went wrong where it was asked. */
export function ReasonDialog({ title, hint, act, onSave, onClose }: { title: string; hint: string; act: string; onSave: (reason: string) => Promise<string | undefined>; onClose: () => void }) {
  const t = useTranslations("studio");
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(await onSave(reason));
    setBusy(false);
  };
  return (
    <Dialog title={title} closeLabel={t("close")} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <p className="text-soft">{hint}</p>
        <TextField label={t("why")} rows={3} required minLength={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} error={error} />
        <div className="flex justify-end gap-2"><button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button><button type="submit" disabled={busy} className="btn btn-accent">{act}</button></div>
      </form>
    </Dialog>
  );
}
