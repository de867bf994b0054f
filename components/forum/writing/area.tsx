"use client";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type RefObject, useId, useState } from "react";
import { caretBottom, insertAt } from "#components/shell/writing/insert.ts";
import { oursToPaste, pasted } from "#components/shell/writing/paste.ts";
import { SuggestionList } from "#components/shell/writing/suggestion-list.tsx";
import { UploadList } from "#components/shell/writing/upload-list.tsx";
import type { useUploads } from "#components/shell/writing/use-uploads.ts";
import { useSuggestions } from "#components/shell/writing/use-suggestions.ts";
import type { TextPlace } from "#lib/forum/types.ts";

type Props = TextPlace & {
  area: RefObject<HTMLTextAreaElement | null>; label: string; value: string; onChange: (text: string) => void; onSend: () => void; rows: number;
  errorId: string | undefined; uploads: ReturnType<typeof useUploads>;
};

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** The text field itself: what is pasted or dropped on it, what is suggested while one types, what is on its way. */
export function WritingArea({ area, label, value, onChange, onSend, rows, errorId, topicId, categorySlug, uploads }: Props) {
  const t = useTranslations("writing");
  const id = useId();
  const [over, setOver] = useState(false);
  const hints = useSuggestions(area, { topicId, categorySlug, onChange });
  const pressed = (event: KeyboardEvent): void => {
    if (hints.onKey(event)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSend();
    }
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const target = event.currentTarget;
    const selected = target.value.slice(target.selectionStart, target.selectionEnd);
    if (!oursToPaste(event.clipboardData, selected)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    void pasted(event.clipboardData, selected).then((what) => {
      if (what && "files" in what) uploads.add(what.files);
      else insertAt(target, what?.text ?? plain, onChange);
    });
  };
  const drop = (event: DragEvent): void => {
    setOver(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    uploads.add([...event.dataTransfer.files]);
  };
  const listed = hints.found.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on; the button does the same
    <div className="relative" onDragOver={(event) => { if (carriesFiles(event)) { event.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <textarea ref={area} aria-label={label} aria-invalid={errorId ? true : undefined} aria-describedby={errorId} rows={rows} maxLength={30_000} value={value} placeholder={label}
        {...(listed ? { "aria-controls": `${id}-list`, "aria-activedescendant": `${id}-list-${hints.active}` } : {})} aria-autocomplete="list"
        onChange={(event) => { onChange(event.target.value); hints.look(); }} onKeyDown={pressed} onClick={hints.look} onBlur={hints.close} onPaste={paste}
        className="block w-full resize-y bg-transparent p-4 text-[1.0313rem] leading-relaxed outline-none placeholder:text-faint" />
      {listed && <SuggestionList id={`${id}-list`} found={hints.found} active={hints.active} top={area.current ? caretBottom(area.current) : 0} onChoose={hints.choose} />}
      <p role="status" className="sr-only">{listed ? t("suggested", { count: hints.found.length }) : ""}</p>
      <UploadList sending={uploads.sending} onCancel={uploads.cancel} onRetry={uploads.retry} />
      {over && <p className="pointer-events-none absolute inset-2 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-raised/90 text-soft">{t("dropHere")}</p>}
    </div>
  );
}
