"use client";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import type { TextPlace } from "#lib/forum/types.ts";
import { MarkdownBar } from "./markdown-bar.tsx";
import { WritingArea } from "./writing/area.tsx";
import { useUploads } from "#components/shell/writing/use-uploads.ts";

type Props = TextPlace & {
  label: string; value: string; onChange: (text: string) => void; onSend: () => void; sendLabel: string; sending: boolean;
  error?: string | undefined; note?: React.ReactNode; onCancel?: (() => void) | undefined; area?: RefObject<HTMLTextAreaElement | null>; rows?: number;
};

function Preview({ body, topicId, categorySlug }: TextPlace & { body: string }) {
  const t = useTranslations("composer");
  const [html, setHtml] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stopped = false;
    void forum.preview(body, { topicId, categorySlug }).then((answer) => {
      if (stopped) return;
      if (answer.ok) setHtml(answer.data.html);
      else setFailed(true);
    });
    return () => { stopped = true; };
  }, [body, topicId, categorySlug]);
  if (failed) return <p className="min-h-40 p-4 text-danger">{t("previewFailed")}</p>;
  if (html === undefined) return <div aria-busy="true" className="min-h-40 p-4"><div className="skeleton h-4 w-3/4" /><div className="skeleton mt-3 h-4 w-1/2" /></div>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server, the only way a post's text becomes HTML
  return html ? <div className="prose-post min-h-40 p-4" dangerouslySetInnerHTML={{ __html: html }} /> : <p className="min-h-40 p-4 text-faint">{t("nothingToPreview")}</p>;
}

/** Where Markdown is written: marks, files, people, preview, ⌘↵ sends. The text belongs to whoever uses it, so that it can be kept. */
export function Composer({ label, value, onChange, onSend, sendLabel, sending, error, note, onCancel, area, rows = 7, topicId, categorySlug }: Props) {
  const t = useTranslations("composer");
  const words = useTranslations("writing");
  const id = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  const target = area ?? own;
  const [preview, setPreview] = useState(false);
  const uploads = useUploads(target, { value, onChange });
  const waits = uploads.sending.some((one) => one.error === undefined);
  const send = (): void => { if (!waits) onSend(); };
  return (
    <div className="min-w-0">
      <div className="card focus-within:border-line-strong">
        <div className="flex items-center justify-between gap-2 border-b border-line px-2 py-1">
          {preview ? <span className="px-2 text-sm text-faint">{t("preview")}</span> : <MarkdownBar area={target} onChange={onChange} onFiles={uploads.add} />}
          <button type="button" className="act flex-none" aria-pressed={preview} onClick={() => setPreview(!preview)}>{preview ? t("write") : t("preview")}</button>
        </div>
        {preview ? <Preview body={value} topicId={topicId} categorySlug={categorySlug} /> : (
          <WritingArea area={target} label={label} value={value} onChange={onChange} onSend={send} rows={rows} errorId={error ? `${id}-error` : undefined} topicId={topicId} categorySlug={categorySlug} uploads={uploads} />
        )}
      </div>
      {error && <p id={`${id}-error`} role="alert" className="mt-2 text-sm text-danger">{error}</p>}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <button type="button" className="btn btn-accent" disabled={sending || waits} title={waits ? words("waits") : undefined} onClick={send}>{sending ? t("sending") : sendLabel}</button>
        {onCancel && <button type="button" className="btn btn-quiet" onClick={onCancel}>{t("cancel")}</button>}
        <div className="text-sm text-faint">{note}</div>
      </div>
    </div>
  );
}
