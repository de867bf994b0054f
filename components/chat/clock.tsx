"use client";
import { useLocale } from "next-intl";

type Formats = { time: Intl.DateTimeFormat; exact: Intl.DateTimeFormat; day: Intl.DateTimeFormat; dayOfYear: Intl.DateTimeFormat };
const made = new Map<string, Formats>();

// Making one costs more than a whole line of the list; two hundred lines share these.
function formatsOf(locale: string): Formats {
  const known = made.get(locale);
  if (known) return known;
  const formats = {
    time: new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }), exact: new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" }),
    day: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }), dayOfYear: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  };
  made.set(locale, formats);
  return formats;
}

/** The time of day of a message, exact on hover. */
export function Clock({ at, className }: { at: string; className: string }) {
  const { time, exact } = formatsOf(useLocale());
  const date = new Date(at);
  return <time dateTime={at} title={exact.format(date)} className={className}>{time.format(date)}</time>;
}

/** The day between two messages. */
export function Day({ at }: { at: string }) {
  const { day, dayOfYear } = formatsOf(useLocale());
  const date = new Date(at);
  return (
    <li className="my-5 flex items-center gap-4 px-3">
      <span className="h-px flex-1 bg-line" /><span className="font-serif text-[0.95rem] text-faint italic">{(date.getFullYear() === new Date().getFullYear() ? day : dayOfYear).format(date)}</span><span className="h-px flex-1 bg-line" />
    </li>
  );
}
