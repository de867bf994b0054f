"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "#components/ui/field.tsx";

type Props = { label: string; hint?: string; sendLabel: string; start?: string; rows?: number; most?: number; onSend: (text: string) => Promise<boolean>; onCancel: () => void };

/** A short text with a way to send it and a way out; ⌘↵ sends. It keeps its text until it was taken. */
export function TextBox({ label, hint, sendLabel, start = "", rows = 4, most = 20_000, onSend, onCancel }: Props) {
  const t = useTranslations("reviews");
  const [text, setText] = useState(start);
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (sending || !text.trim()) return;
    setSending(true);
    const taken = await onSend(text);
    setSending(false);
    if (taken) onCancel();
  };
  return (
    <form className="mt-3 grid w-full max-w-[68ch] gap-3" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <TextField label={label} hint={hint} rows={rows} maxLength={most} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) { event.preventDefault(); void send(); } }} />
      <p className="flex gap-3"><button type="submit" className="btn btn-accent" disabled={sending || !text.trim()}>{sendLabel}</button><button type="button" className="btn btn-quiet" onClick={onCancel}>{t("cancel")}</button></p>
    </form>
  );
}
