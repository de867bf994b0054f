"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { longestMessage } from "#lib/threads/schema.ts";
import type { MessageView } from "#lib/threads/types.ts";
import type { Acting } from "./acting.ts";

/** A message's own text, to be changed in its place. Escape leaves it as it was. */
export function EditMessage({ message, acting }: { message: MessageView; acting: Acting }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(message.source);
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when one begins
  useEffect(() => {
    if (message.source !== undefined) return;
    void chat.messages(acting.roomId, { around: message.seq, limit: 1 }).then((answer) => {
      const found = answer.ok ? answer.data.messages.find((one) => one.seq === message.seq) : undefined;
      if (found?.source !== undefined) setText((old) => old ?? found.source);
      else setError(answer.ok ? t("notYours") : words(answer.problem));
    });
  }, [message.seq]);
  const begun = text !== undefined;
  useEffect(() => {
    if (begun) { area.current?.focus(); area.current?.setSelectionRange(area.current.value.length, area.current.value.length); }
  }, [begun]);
  const save = async (): Promise<void> => {
    if (text === undefined || sending) return;
    if (text === message.source) return acting.onEdit(undefined);
    setSending(true);
    const answer = await chat.edit(message.id, { body: text, version: message.version });
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    if (!("held" in answer.data)) acting.take(answer.data);
    acting.onEdit(undefined);
  };
  return (
    <form className="py-1" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <textarea ref={area} aria-label={t("editText")} className="field-input field-sizing-content max-h-64 leading-relaxed" maxLength={longestMessage} value={text ?? ""} disabled={!begun} onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") { event.stopPropagation(); acting.onEdit(undefined); }
          if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); void save(); }
        }} />
      {error && <p role="alert" className="mt-1 text-sm text-danger">{error}</p>}
      <p className="mt-1.5 flex items-center gap-2">
        <button type="submit" className="btn btn-accent min-h-8 px-3 py-0.5" disabled={sending || !begun}>{t("save")}</button>
        <button type="button" className="btn btn-quiet min-h-8 px-3 py-0.5" onClick={() => acting.onEdit(undefined)}>{t("cancel")}</button>
      </p>
    </form>
  );
}
