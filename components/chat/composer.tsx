"use client";
import { Paperclip, SendHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type Ref, useCallback, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { caretBottom, insertAt } from "#components/shell/writing/insert.ts";
import { oursToPaste, pasted } from "#components/shell/writing/paste.ts";
import { SuggestionList } from "#components/shell/writing/suggestion-list.tsx";
import { UploadList } from "#components/shell/writing/upload-list.tsx";
import { useSuggestions } from "#components/shell/writing/use-suggestions.ts";
import { useUploads } from "#components/shell/writing/use-uploads.ts";
import { longestMessage } from "#lib/threads/schema.ts";
import { chooseEnter, useEnterSends } from "./enter.ts";

export type Answering = { seq: number; name: string; excerpt: string };
export type ComposerHandle = { focus: () => void };
type Props = {
  roomId: number; label: string; draftKey: string; answering: Answering | undefined; onAnswering: (to: Answering | undefined) => void; onSend: (text: string) => void; onTyping: () => void; onEditLast: () => void; onEscape: () => void;
  ref?: Ref<ComposerHandle>;
};

/** What stands in the field, kept on this device until it is sent. */
function useKept(key: string): [string, (text: string) => void] {
  const [text, setText] = useState("");
  useEffect(() => { try { setText(localStorage.getItem(key) ?? ""); } catch { setText(""); } }, [key]);
  return [text, (next) => {
    setText(next);
    try {
      if (next) localStorage.setItem(key, next);
      else localStorage.removeItem(key);
    } catch {
      // Kept by this page alone, then.
    }
  }];
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

function EnterChoice() {
  const t = useTranslations("chat");
  const sends = useEnterSends();
  return <button type="button" className="act min-h-6 text-[0.75rem] max-sm:hidden" title={t("changeEnter")} onClick={() => chooseEnter(!sends)}>{t(sends ? "enterSends" : "enterBreaks")}</button>;
}

function Above({ answering, onDrop }: { answering: Answering | undefined; onDrop: () => void }) {
  const t = useTranslations("chat");
  if (!answering) return null;
  return (
    <p className="flex items-center gap-2 border-b border-line px-4 py-1.5 text-sm text-soft">
      <span className="min-w-0 flex-1 truncate">{t.rich("answering", { name: answering.name, b: (words) => <strong className="font-[560]">{words}</strong> })} <span className="text-faint">{answering.excerpt}</span></span>
      <button type="button" className="act px-1.5" aria-label={t("notAnswering")} onClick={onDrop}><X aria-hidden size={15} /></button>
    </p>
  );
}

/** Where a message is written: files by button, paste and drop, people and signs as one types. What is typed stays until it is sent. */
export function Composer({ roomId, label, draftKey, answering, onAnswering, onSend, onTyping, onEditLast, onEscape, ref }: Props) {
  const t = useTranslations("chat");
  const words = useTranslations("writing");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [text, setText] = useKept(draftKey);
  const [over, setOver] = useState(false);
  const enterSends = useEnterSends();
  const people = useCallback((prefix: string) => chat.people(roomId, prefix), [roomId]);
  const hints = useSuggestions(area, { people, onChange: setText });
  const uploads = useUploads(area, { value: text, onChange: setText });
  const waits = uploads.sending.some((one) => one.error === undefined);
  useImperativeHandle(ref, () => ({ focus: () => area.current?.focus() }));
  const send = (): void => {
    if (waits || text.trim() === "") return;
    onSend(text.trim());
    setText("");
    hints.close();
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || hints.onKey(event)) return;
    const asked = event.key === "Enter" && (event.metaKey || event.ctrlKey || (enterSends && !event.shiftKey));
    if (asked) { event.preventDefault(); send(); }
    else if (event.key === "ArrowUp" && text === "") { event.preventDefault(); onEditLast(); }
    else if (event.key === "Escape") { if (answering) onAnswering(undefined); else onEscape(); }
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const target = event.currentTarget;
    const selected = target.value.slice(target.selectionStart, target.selectionEnd);
    if (!oursToPaste(event.clipboardData, selected)) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    void pasted(event.clipboardData, selected).then((what) => { if (what && "files" in what) uploads.add(what.files); else insertAt(target, what?.text ?? plain, setText); });
  };
  const listed = hints.found.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on; the button does the same
    <div className="card relative focus-within:border-line-strong" onDragOver={(event) => { if (carriesFiles(event)) { event.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { setOver(false); if (carriesFiles(event)) { event.preventDefault(); uploads.add([...event.dataTransfer.files]); } }}>
      <Above answering={answering} onDrop={() => onAnswering(undefined)} />
      <div className="flex items-end gap-1 p-1.5">
        <button type="button" className="act size-10 flex-none justify-center px-0" aria-label={words("files")} title={words("files")} onClick={() => files.current?.click()}><Paperclip aria-hidden size={18} /></button>
        <input ref={files} type="file" multiple hidden onChange={(event) => { uploads.add(event.target.files ?? []); event.target.value = ""; }} />
        <textarea ref={area} aria-label={label} placeholder={label} rows={1} maxLength={longestMessage} value={text} aria-autocomplete="list" enterKeyHint={enterSends ? "send" : "enter"}
          {...(listed ? { "aria-controls": `${id}-list`, "aria-activedescendant": `${id}-list-${hints.active}` } : {})}
          onChange={(event) => { setText(event.target.value); hints.look(); if (event.target.value.trim()) onTyping(); }} onKeyDown={pressed} onClick={hints.look} onBlur={hints.close} onPaste={paste}
          className="field-sizing-content max-h-[min(14rem,35dvh)] min-h-10 min-w-0 flex-1 resize-none bg-transparent px-1 py-2 text-[1rem] leading-normal outline-none placeholder:text-faint" />
        <button type="button" className="btn btn-accent size-10 flex-none p-0" aria-label={t("send")} disabled={waits || text.trim() === ""} title={waits ? words("waits") : t("send")} onClick={send}><SendHorizontal aria-hidden size={18} /></button>
      </div>
      {listed && <div className="absolute inset-x-0 bottom-full"><div className="relative [&>*]:top-auto! [&>*]:bottom-1"><SuggestionList id={`${id}-list`} found={hints.found} active={hints.active} top={area.current ? caretBottom(area.current) : 0} onChoose={hints.choose} /></div></div>}
      <p role="status" className="sr-only">{listed ? words("suggested", { count: hints.found.length }) : ""}</p>
      <UploadList sending={uploads.sending} onCancel={uploads.cancel} onRetry={uploads.retry} />
      {over && <p className="pointer-events-none absolute inset-1 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-raised/90 text-soft">{words("dropHere")}</p>}
      <span className="absolute right-14 -bottom-6"><EnterChoice /></span>
    </div>
  );
}
