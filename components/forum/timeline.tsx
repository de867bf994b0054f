"use client";
import { CalendarSearch, ChevronsDown, ChevronsUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { reading } from "#components/doors/reading.ts";
import type { Timeline as Marks } from "#lib/forum/reading/types.ts";
import type { TopicView } from "#lib/forum/types.ts";
import type { Thread } from "./use-thread.ts";
import { useWindow } from "./use-window.ts";

/** About when the post with a number was written: between the two marks around it. */
function dateAt(marks: Marks["marks"], number: number): Date | undefined {
  const after = marks.findIndex((mark) => mark.number >= number);
  const [low, high] = [marks[Math.max(0, after - 1)], marks[after === -1 ? marks.length - 1 : after]];
  if (!low || !high) return undefined;
  const share = high.number === low.number ? 1 : Math.min(1, Math.max(0, (number - low.number) / (high.number - low.number)));
  return new Date(Date.parse(low.at) + share * (Date.parse(high.at) - Date.parse(low.at)));
}

const focused = (field: HTMLInputElement | null): void => field?.focus({ preventScroll: true });

function Jump({ total, onNumber, onDate }: { total: number; onNumber: (number: number) => void; onDate: (day: string) => void }) {
  const t = useTranslations("reading");
  const [number, setNumber] = useState("");
  return (
    <form className="card absolute right-0 bottom-full mb-2 grid w-64 gap-3 p-4 shadow-xl" onSubmit={(event) => { event.preventDefault(); if (Number(number) > 0) onNumber(Number(number)); }}>
      <label className="grid gap-1 text-sm">{t("toNumber")}
        <input ref={focused} className="field-input" inputMode="numeric" type="number" min={1} max={total} value={number} onChange={(event) => setNumber(event.target.value)} />
      </label>
      <label className="grid gap-1 text-sm">{t("toDate")}
        <input className="field-input" type="date" onChange={(event) => { if (event.target.value) onDate(event.target.value); }} />
      </label>
      <button type="submit" className="btn btn-accent">{t("go")}</button>
    </form>
  );
}

/** Home and End lead to the ends of the whole topic, and a reply that was sent to where it stands. */
function useKeys(jump: (number: number, beyond?: boolean) => Promise<void>, total: number, onEscape: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (event.key === "Escape") onEscape();
      if (event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      void jump(event.key === "Home" ? 1 : total);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [jump, total, onEscape]);
  useEffect(() => {
    // A reply was sent from further up: it stands behind the last post this page has heard of.
    const sent = (): void => void jump(total + 1, true);
    addEventListener("topic-end", sent);
    return () => removeEventListener("topic-end", sent);
  }, [jump, total]);
}

/** Where one is in a long topic, and the way to any other place in it: a slider, a number, a date, Home and End. */
export function Timeline({ topic, thread, list, onReady }: { topic: TopicView; thread: Thread; list: RefObject<HTMLElement | null>; onReady: () => void }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  const { current, jump, jumping } = useWindow(topic, thread, { list, locale });
  const [drag, setDrag] = useState<number>();
  const [marks, setMarks] = useState<Marks["marks"]>();
  const [open, setOpen] = useState(false);
  const asked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once
  useEffect(onReady, []);
  useKeys(jump, thread.total, () => setOpen(false));
  const ask = (): void => {
    if (asked.current) return;
    asked.current = true;
    void reading.timeline(topic.id).then((answer) => { if (answer.ok) setMarks(answer.data.marks); });
  };
  const number = drag ?? current?.number ?? topic.posts[0]?.number ?? 1;
  const at = drag === undefined ? (current ? new Date(current.createdAt) : undefined) : marks && dateAt(marks, drag);
  const day = at && new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(at);
  const where = t("position", { number, total: thread.total });
  const settle = (): void => {
    if (drag === undefined) return;
    void jump(drag).then(() => setDrag(undefined));
  };
  const go = (to: number): void => { setOpen(false); void jump(to); };
  return (
    <section aria-label={t("timeline")} className="no-print sticky bottom-0 z-20 -mx-4 border-t border-line bg-paper px-4 py-2 sm:mx-0 sm:px-0">
      <div className="relative flex items-center gap-2">
        <button type="button" className="act px-1.5" aria-label={t("toFirst")} title={t("toFirst")} onClick={() => go(1)}><ChevronsUp aria-hidden size={18} /></button>
        <input type="range" className="min-w-0 flex-1 accent-(--accent)" aria-label={t("slider")} aria-valuetext={day ? `${where}, ${day}` : where} min={1} max={thread.total} value={Math.min(number, thread.total)}
          onPointerDown={ask} onFocus={ask} onChange={(event) => setDrag(Number(event.target.value))} onPointerUp={settle} onKeyUp={settle} onBlur={settle} />
        <button type="button" className="act px-1.5" aria-label={t("toLast")} title={t("toLast")} onClick={() => go(thread.total)}><ChevronsDown aria-hidden size={18} /></button>
        <button type="button" className="act flex-none tabular-nums" aria-expanded={open} title={t("jump")} onClick={() => setOpen(!open)}>
          <span data-position>{where}</span><span className="text-faint max-sm:hidden">{day ? `· ${day}` : ""}</span><CalendarSearch aria-hidden size={15} /><span className="sr-only">{t("jump")}</span>
        </button>
        {open && <Jump total={thread.total} onNumber={go} onDate={(date) => void reading.place(topic.id, date).then((answer) => { if (answer.ok) go(answer.data.number); })} />}
      </div>
      <p aria-live="polite" className="sr-only">{jumping ? t("jumping") : ""}</p>
    </section>
  );
}
