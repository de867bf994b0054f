"use client";
import { RotateCw, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { Sending } from "./use-uploads.ts";

/** The files on their way: how far each is, and a way to stop it or to try again. */
export function UploadList({ sending, onCancel, onRetry }: { sending: Sending[]; onCancel: (id: number) => void; onRetry: (id: number) => void }) {
  const t = useTranslations("writing");
  const format = useFormatter();
  if (sending.length === 0) return null;
  return (
    <ul aria-label={t("uploads")} className="grid gap-2 border-t border-line px-4 py-3 text-sm">
      {sending.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 flex-1 truncate">{one.name}</span>
          {one.error ? <span role="alert" className="text-danger max-sm:order-last max-sm:w-full">{one.error}</span> : (
            <span className="flex items-center gap-2 text-faint tabular-nums"><progress className="upload-bar" max={1} value={one.share} aria-label={t("uploading", { name: one.name })} />{format.number(one.share, { style: "percent" })}</span>
          )}
          {one.error && <button type="button" className="act" onClick={() => onRetry(one.id)}><RotateCw aria-hidden size={14} />{t("retry")}</button>}
          <button type="button" className="act px-1.5" aria-label={t("stop", { name: one.name })} onClick={() => onCancel(one.id)}><X aria-hidden size={15} /></button>
        </li>
      ))}
    </ul>
  );
}
