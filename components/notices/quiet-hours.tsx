"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { NoticeSettings } from "#lib/notices/types.ts";
import type { SettingsInput as Change } from "#lib/notices/schema.ts";

type Quiet = NonNullable<NoticeSettings["quiet"]>;
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutesOf = (text: string): number | undefined => (/^\d\d:\d\d$/.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) : undefined);
// What most people would say.
const night: Quiet = { from: 22 * 60, to: 7 * 60 };

/** Hours in which nothing leaves. */
export function QuietHours({ quiet, change }: { quiet: Quiet | null; change: (change: Change) => void }) {
  const t = useTranslations("noticeSettings");
  const id = useId();
  const set = (end: keyof Quiet, text: string): void => {
    const minutes = minutesOf(text);
    if (minutes !== undefined && quiet && minutes !== quiet[end]) change({ quiet: { ...quiet, [end]: minutes } });
  };
  const time = (end: keyof Quiet) => quiet && (
    <label className="flex items-center gap-2 text-[0.925rem]" htmlFor={`${id}-${end}`}>{t(end)}
      <input id={`${id}-${end}`} type="time" className="field-input w-auto! tabular-nums" defaultValue={clock(quiet[end])} onBlur={(event) => set(end, event.target.value)} />
    </label>
  );
  return (
    <div className="grid gap-4">
      <label className="flex items-center gap-3"><input type="checkbox" className="size-5 accent-[var(--accent)]" checked={quiet !== null} onChange={(event) => change({ quiet: event.target.checked ? night : null })} />{t("quietOn")}</label>
      {quiet && <div className="flex flex-wrap gap-4">{time("from")}{time("to")}</div>}
    </div>
  );
}
