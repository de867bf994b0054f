"use client";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { hear } from "#components/realtime/live.ts";
import type { PostView, TopicView } from "#lib/forum/types.ts";
import { topicPath } from "./paths.ts";

const wait = 900;

/** Tells how far one has read: a moment after posts were seen, and for certain as one leaves. It only grows. */
function useReadMark(topicId: number, posts: readonly PostView[], readTo: number): void {
  const furthest = useRef(readTo);
  const told = useRef(readTo);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    furthest.current = Math.max(furthest.current, readTo);
    told.current = Math.max(told.current, readTo);
  }, [readTo]);
  useEffect(() => {
    const send = (): void => {
      const number = furthest.current;
      if (number <= told.current) return;
      told.current = number;
      void reading.read(topicId, number).then((answer) => { if (!answer.ok && answer.problem.code === "offline") told.current = readTo; });
    };
    const leave = (): void => {
      clearTimeout(timer.current);
      if (document.visibilityState !== "hidden" || furthest.current <= told.current) return;
      // A page that goes away cannot wait for an answer; the browser sends this for it.
      if (navigator.sendBeacon(`/api/topics/${topicId}/read`, new Blob([JSON.stringify({ number: furthest.current })], { type: "application/json" }))) told.current = furthest.current;
    };
    const watcher = new IntersectionObserver((entries) => {
      if (document.visibilityState === "hidden") return;
      for (const entry of entries) if (entry.isIntersecting) furthest.current = Math.max(furthest.current, Number(entry.target.id.slice(5)));
      clearTimeout(timer.current);
      if (furthest.current > told.current) timer.current = setTimeout(send, wait);
    }, { rootMargin: "0px 0px -10% 0px" });
    for (const post of posts) {
      const element = document.getElementById(`post-${post.number}`);
      if (element) watcher.observe(element);
    }
    document.addEventListener("visibilitychange", leave);
    return () => {
      watcher.disconnect();
      document.removeEventListener("visibilitychange", leave);
    };
  }, [topicId, posts, readTo]);
}

/** Follows what a member reads, and offers the way to the first post they have not read. */
export function Reader({ topic, posts, total, readTo }: { topic: TopicView; posts: readonly PostView[]; total: number; readTo: number }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  // Where the unread began when one came; what is read since moves it no more.
  const [began] = useState(readTo);
  const [far, setFar] = useState(readTo);
  const [closed, setClosed] = useState(false);
  useReadMark(topic.id, posts, far);
  useEffect(() => hear<{ topicId: number; number: number }>("topic.read", (event) => { if (event.topicId === topic.id) setFar((old) => Math.max(old, event.number)); }), [topic.id]);
  // What one came for by an address of its own is not where the unread begins.
  const first = began + 1;
  const shown = posts.some((post) => post.number === first);
  if (closed || began === 0 || first > total || (shown && location.hash) || far > began + 3) return null;
  const above = (posts[0]?.number ?? 1) > first;
  return (
    <p className="no-print pointer-events-none fixed inset-x-0 top-20 z-20 flex justify-center px-4">
      <span className="pointer-events-auto flex items-center gap-1 rounded-full border border-line bg-raised py-1 pr-1 pl-4 text-[0.9rem] shadow-lg">
        <a data-unread className="inline-flex items-center gap-2 font-[540] no-underline hover:underline" href={topicPath(locale, topic, first)} onClick={() => setClosed(true)}>
          {above ? <ArrowUp aria-hidden size={15} /> : <ArrowDown aria-hidden size={15} />}{t("toUnread")}
        </a>
        <button type="button" className="act px-1.5" aria-label={t("dismiss")} onClick={() => setClosed(true)}><X aria-hidden size={15} /></button>
      </span>
    </p>
  );
}
