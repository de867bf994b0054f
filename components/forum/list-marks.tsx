"use client";
import { Bookmark } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { reading } from "#components/doors/reading.ts";
import { hear } from "#components/realtime/live.ts";
import type { Mark } from "#lib/forum/reading/types.ts";
import { topicPath } from "./paths.ts";

const rowOf = (id: number): HTMLElement | null => document.querySelector<HTMLElement>(`[data-topic="${id}"]`);

function Marks({ mark, slug }: { mark: Mark; slug: string }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  return (
    <>
      {mark.unread > 0 && (
        <a data-unread={mark.unread} className="rounded-full bg-accent-soft px-2 py-px text-[0.8rem] font-[560] text-accent tabular-nums no-underline" href={topicPath(locale, { id: mark.id, slug }, (mark.readTo ?? 0) + 1)} title={t("toNews", { count: mark.unread })}>
          {mark.new ? t("newTopic") : t("newPosts", { count: mark.unread })}
        </a>
      )}
      {mark.bookmarked && <Bookmark aria-label={t("bookmarked")} size={13} fill="currentColor" className="text-accent" />}
    </>
  );
}

/** Puts on a list that is the same for everybody what is mine about its topics, and takes the muted ones out of it. */
export function ListMarks({ topics }: { topics: readonly { id: number; slug: string }[] }) {
  const t = useTranslations("reading");
  const [marks, setMarks] = useState<Mark[]>([]);
  const [showing, setShowing] = useState(false);
  useEffect(() => {
    const ask = (): void => { if (topics.length) void reading.marks(topics.map((topic) => topic.id)).then((answer) => { if (answer.ok) setMarks(answer.data.marks); }); };
    ask();
    const stops = [hear("topic.read", ask), hear("topics.read", ask)];
    return () => { for (const stop of stops) stop(); };
  }, [topics]);
  useEffect(() => {
    for (const mark of marks) {
      const row = rowOf(mark.id);
      if (row) row.hidden = mark.muted && !showing;
    }
  }, [marks, showing]);
  const muted = marks.filter((mark) => mark.muted).length;
  return (
    <>
      {marks.map((mark) => {
        const place = rowOf(mark.id)?.querySelector("[data-marks]");
        return place && createPortal(<Marks mark={mark} slug={topics.find((topic) => topic.id === mark.id)?.slug ?? ""} />, place, String(mark.id));
      })}
      {muted > 0 && !showing && <p className="py-4 text-sm text-faint">{t("mutedHidden", { count: muted })} <button type="button" className="link" onClick={() => setShowing(true)}>{t("showMuted")}</button></p>}
    </>
  );
}
