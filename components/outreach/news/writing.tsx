"use client";
import { useTranslations } from "next-intl";
import { type ComponentType, type RefObject, useRef } from "react";
import { asBlock, insertAt } from "#components/shell/writing/insert.ts";
import { useUploads } from "#components/shell/writing/use-uploads.ts";

type Area = RefObject<HTMLTextAreaElement | null>;
/** The house's own writing: its bar of marks and its text field, which the page brings along. */
export type Pens = {
  Bar: ComponentType<{ area: Area; onChange: (text: string) => void; onFiles: (files: Iterable<File>) => void }>;
  Field: ComponentType<{ area: Area; label: string; value: string; onChange: (text: string) => void; onSend: () => void; rows: number; errorId: string | undefined; uploads: ReturnType<typeof useUploads> }>;
};

/** Where a letter is written, with its blocks that are each reader's own. */
export function Writing({ pens: { Bar, Field }, label, value, onChange, onSave, rows = 14 }: { pens: Pens; label: string; value: string; onChange: (text: string) => void; onSave: () => void; rows?: number }) {
  const t = useTranslations("mailStudio");
  const area = useRef<HTMLTextAreaElement>(null);
  const uploads = useUploads(area, { value, onChange });
  return (
    <div className="card min-w-0 focus-within:border-line-strong">
      <div className="border-b border-line px-2 py-1"><Bar area={area} onChange={onChange} onFiles={uploads.add} /></div>
      <Field area={area} label={label} value={value} onChange={onChange} onSend={onSave} rows={rows} errorId={undefined} uploads={uploads} />
      <div className="flex flex-wrap items-center gap-1 border-t border-line px-3 py-2">
        <span className="mr-1 text-sm text-faint">{t("personal")}</span>
        {(["greeting", "topics", "tier"] as const).map((name) => <button key={name} type="button" className="act" onClick={() => { if (area.current) insertAt(area.current, asBlock(area.current, `{{${name}}}`), onChange); }}>{t(`block.${name}`)}</button>)}
      </div>
    </div>
  );
}
