"use client";
import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let minute = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    minute = Math.floor(Date.now() / 60_000);
    for (const told of listeners) told();
  }, 20_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const now = (): number => { minute ||= Math.floor(Date.now() / 60_000); return minute; };

const steps: [Intl.RelativeTimeFormatUnit, number][] = [["day", 1440], ["hour", 60], ["minute", 1]];

function relative(locale: string, at: Date, minutes: number): string | undefined {
  const ago = minutes - Math.floor(at.getTime() / 60_000);
  if (ago > 14 * 1440 || ago < -1) return undefined;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  for (const [unit, size] of steps) if (ago >= size) return words.format(-Math.floor(ago / size), unit);
  return words.format(0, "minute");
}

/**
 * An instant: in a page kept for everyone as its day, then, in the reader's browser, as how long ago it was, with the exact
 * time of their own zone on hover.
 */
export function Time({ at, className }: { at: string; className?: string }) {
  const locale = useLocale();
  const minutes = useSyncExternalStore(subscribe, now, () => 0);
  const date = new Date(at);
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", ...(minutes ? {} : { timeZone: "UTC" }) }).format(date);
  const exact = minutes ? new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(date) : undefined;
  return <time dateTime={at} title={exact} className={className}>{(minutes && relative(locale, date, minutes)) || day}</time>;
}
