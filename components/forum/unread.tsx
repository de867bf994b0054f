"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { hear } from "#components/realtime/live.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { UnreadCount } from "#lib/forum/reading/types.ts";
import type { UnreadList } from "#lib/forum/types.ts";
import { Mine } from "./mine.tsx";
import { topicPath } from "./paths.ts";
import { usePages } from "./use-pages.ts";

type Row = UnreadList["topics"][number];
const load = async (after?: string) => {
  const answer = await reading.unread(after);
  return answer.ok ? { ok: true as const, data: { rows: answer.data.topics, next: answer.data.next } } : answer;
};

function UnreadRow({ topic }: { topic: Row }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  const path = topicPath(locale, topic, topic.readTo + 1);
  return (
    <li data-item tabIndex={-1} className="group flex items-start gap-3 border-b border-line py-4 sm:gap-4">
      <Avatar id={(topic.lastAuthor ?? topic.author).id} />
      <div className="min-w-0 flex-1">
        <h2 className="font-serif text-[1.2rem] leading-snug font-[520] [overflow-wrap:anywhere]"><a href={path} data-open className="no-underline underline-offset-4 group-hover:underline">{topic.title}</a></h2>
        <p className="mt-1 facts">
          <a href={`/${locale}/c/${topic.category.slug}`} className="inline-flex items-center gap-1.5 no-underline hover:text-ink"><span className={`dot dot-${topic.category.colour}`} />{topic.category.name}</a>
          <span className="max-w-44 truncate">{(topic.lastAuthor ?? topic.author).name}</span><Time at={topic.lastPostAt} />
        </p>
      </div>
      <a href={path} className="mt-0.5 flex-none rounded-full bg-accent-soft px-2.5 py-0.5 text-sm font-[560] text-accent tabular-nums no-underline" title={t("toNews", { count: topic.unread })}>{t("newPosts", { count: topic.unread })}</a>
    </li>
  );
}

/** Everything new in what one follows. */
export function Unread() {
  const t = useTranslations("reading");
  const locale = useLocale();
  const words = useProblem();
  const pages = usePages<Row>(load);
  const [count, setCount] = useState<UnreadCount>();
  const { change } = pages;
  useEffect(() => { void reading.unreadCount().then((answer) => { if (answer.ok) setCount(answer.data); }); }, []);
  // What is read on another page of mine is read here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes the rows is the same act each time
  useEffect(() => hear<{ topicId: number; number: number; lastNumber: number }>("topic.read", (event) => {
    if (event.number >= event.lastNumber) change((rows) => rows.filter((row) => row.id !== event.topicId));
  }), []);
  const readAll = async (): Promise<void> => {
    const answer = await reading.readAll();
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    change(() => []);
    setCount({ topics: 0, posts: 0 });
    say(t("allRead"));
  };
  return (
    <>
      {Boolean(pages.rows?.length) && (
        <p className="mb-2 flex min-h-10 flex-wrap items-center justify-between gap-3 border-b border-line pb-3 text-soft">
          <span>{count && t("unreadCount", { posts: count.posts, topics: count.topics })}</span>
          <button type="button" className="btn btn-quiet" onClick={() => void readAll()}>{t("readAll")}</button>
        </p>
      )}
      <Mine pages={pages} empty={{ title: t("unreadNone"), text: t("unreadNoneText"), action: { label: t("home"), href: `/${locale}` } }} row={(topic) => <UnreadRow key={topic.id} topic={topic} />} />
    </>
  );
}
