import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { RequestState } from "#lib/privilege/requests/types.ts";

const tones: Record<RequestState, string> = { open: "dot-copper", fulfilled: "dot-sage", declined: "", withdrawn: "", lapsed: "", merged: "" };

/** What stands of a request, in a word: to its member, or at the desk, where we are the others. */
export function State({ state, waiting, atDesk = false }: { state: RequestState; waiting: "us" | "member"; atDesk?: boolean }) {
  const t = useTranslations(atDesk ? "requestDesk" : "requests");
  return <span className="inline-flex items-center gap-2 whitespace-nowrap text-sm text-soft"><span aria-hidden className={`dot ${tones[state]}`.trim()} />{state === "open" ? t(`waiting.${waiting}`) : t(`state.${state}`)}</span>;
}

/** An amount in the house's currency, in the reader's way of writing it. */
export function useMoney(currency: string): (cents: number) => string {
  const locale = useLocale();
  return (cents) => new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: cents % 100 ? 2 : 0 }).format(cents / 100);
}

/** A day, as a calendar says it. */
export function useDay(): (date: string) => string {
  const locale = useLocale();
  return (date) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** An instant ahead, by the reader's clock: the time alone when it is today, with the weekday within a week, else the day. Nothing before the reader's clock is known. */
export function useMoment(): (at: string) => string {
  const locale = useLocale();
  const [now, setNow] = useState<number>();
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (at) => {
    if (now === undefined) return "";
    const date = new Date(at);
    const same = date.toDateString() === new Date(now).toDateString();
    const near = Math.abs(date.getTime() - now) < 6 * 86_400_000;
    return new Intl.DateTimeFormat(locale, same ? { hour: "numeric", minute: "2-digit" } : near ? { weekday: "long", hour: "numeric", minute: "2-digit" } : { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" }).format(date);
  };
}

/** A small title over a part of the page, with what belongs to it. */
export function Part({ title, aside, children, className = "" }: { title: string; aside?: React.ReactNode; children: React.ReactNode; className?: string }) {
  return (
    <section className={className}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line pb-2"><h2 className="eyebrow">{title}</h2>{aside}</div>
      {children}
    </section>
  );
}
