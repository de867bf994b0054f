"use client";
import { Bold, Code, Italic, Link2, List, ListOrdered, Quote } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";

const marks = [
  { name: "bold", icon: Bold, around: ["**", "**"] }, { name: "italic", icon: Italic, around: ["*", "*"] }, { name: "link", icon: Link2, around: ["[", "](https://)"] },
  { name: "quote", icon: Quote, line: "> " }, { name: "list", icon: List, line: "- " }, { name: "numbered", icon: ListOrdered, line: "1. " }, { name: "code", icon: Code, around: ["`", "`"] },
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

/** The marks one does not need to know by heart. */
export function MarkdownBar({ area, onChange }: { area: RefObject<HTMLTextAreaElement | null>; onChange: (text: string) => void }) {
  const t = useTranslations("composer");
  const press = (mark: (typeof marks)[number]): void => {
    const target = area.current;
    if (!target) return;
    const { text, from, to } = applied(target, mark);
    onChange(text);
    requestAnimationFrame(() => { target.focus(); target.setSelectionRange(from, to); });
  };
  return (
    <div role="toolbar" aria-label={t("marks")} className="flex flex-wrap gap-0.5">
      {marks.map((mark) => (
        <button key={mark.name} type="button" title={t(`mark.${mark.name}`)} aria-label={t(`mark.${mark.name}`)} className="act px-1.5 sm:px-2" onClick={() => press(mark)}><mark.icon aria-hidden size={16} /></button>
      ))}
    </div>
  );
}
