"use client";
import { AtSign, BarChart3, Bold, Code, EyeOff, Italic, Link2, List, ListOrdered, Paperclip, Quote, Smile, SquareCode, Table } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type RefObject, useRef, useState } from "react";
import { asBlock, insertAt } from "#components/shell/writing/insert.ts";
import { later } from "#components/ui/later.tsx";

const PollDialog = later(() => import("./writing/poll-dialog.tsx").then((module) => module.PollDialog));

const marks = [
  { name: "bold", icon: Bold, around: ["**", "**"] }, { name: "italic", icon: Italic, around: ["*", "*"] }, { name: "link", icon: Link2, around: ["[", "](https://)"] },
  { name: "quote", icon: Quote, line: "> " }, { name: "list", icon: List, line: "- " }, { name: "numbered", icon: ListOrdered, line: "1. " }, { name: "code", icon: Code, around: ["`", "`"] },
  { name: "codeBlock", icon: SquareCode, around: ["```\n", "\n```\n"] }, { name: "spoiler", icon: EyeOff, around: ["||", "||"] }, { name: "table", icon: Table, around: ["\n|  |  |\n|--|--|\n| ", " |  |\n"] },
  { name: "person", icon: AtSign, around: ["@", ""] }, { name: "sign", icon: Smile, around: [":", ""] },
] as const;

function applied(area: HTMLTextAreaElement, mark: (typeof marks)[number]): { text: string; from: number; to: number } {
  const { selectionStart: start, selectionEnd: end, value } = area;
  if ("around" in mark) {
    const [before, after] = mark.around;
    return { text: value.slice(0, start) + before + value.slice(start, end) + after + value.slice(end), from: start + before.length, to: end + before.length };
  }
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const lines = value.slice(first, end).split("\n").map((line) => mark.line + line).join("\n");
  return { text: value.slice(0, first) + lines + value.slice(end), from: start + mark.line.length, to: first + lines.length };
}

/** The marks one does not need to know by heart, the files one brings, and the poll one asks. */
export function MarkdownBar({ area, onChange, onFiles }: { area: RefObject<HTMLTextAreaElement | null>; onChange: (text: string) => void; onFiles: (files: Iterable<File>) => void }) {
  const t = useTranslations("composer");
  const words = useTranslations("writing");
  const chooser = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const press = (mark: (typeof marks)[number]): void => {
    const target = area.current;
    if (!target) return;
    const { text, from, to } = applied(target, mark);
    onChange(text);
    requestAnimationFrame(() => { target.focus(); target.setSelectionRange(from, to); });
  };
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = "";
  };
  const ask = (text: string): void => {
    setAsking(false);
    if (area.current) insertAt(area.current, asBlock(area.current, text), onChange);
  };
  const button = "act flex-none px-2";
  return (
    <div role="toolbar" aria-label={t("marks")} className="flex min-w-0 gap-0.5 overflow-x-auto overscroll-x-contain [scrollbar-width:none] sm:flex-wrap">
      {marks.map((mark) => (
        <button key={mark.name} type="button" title={t(`mark.${mark.name}`)} aria-label={t(`mark.${mark.name}`)} className={button} onClick={() => press(mark)}><mark.icon aria-hidden size={16} /></button>
      ))}
      <button type="button" title={words("files")} aria-label={words("files")} className={button} onClick={() => chooser.current?.click()}><Paperclip aria-hidden size={16} /></button>
      <input ref={chooser} type="file" multiple hidden aria-label={words("files")} accept="image/jpeg,image/png,image/webp,image/avif,image/gif,video/mp4,video/webm,.pdf,.txt,.csv,.md,.log,.zip,.docx,.xlsx,.pptx,.odt,.ods,.odp" onChange={choose} />
      <button type="button" title={words("poll")} aria-label={words("poll")} className={button} onClick={() => setAsking(true)}><BarChart3 aria-hidden size={16} /></button>
      {asking && <PollDialog onWrite={ask} onClose={() => setAsking(false)} />}
    </div>
  );
}
