"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { people, type WrittenTab } from "#components/doors/people.ts";
import type { PersonCounts, TopicList, WrittenList } from "#lib/forum/types.ts";
import { firstTab } from "./paths.ts";
import { TopicRow } from "./topic-row.tsx";
import { WrittenRow } from "./written-row.tsx";

export type Written = { tab: "topics"; list: TopicList } | { tab: "posts" | "answers"; list: WrittenList };
type Shown = { person: { id: string; handle: string }; written: Written | null; tab: WrittenTab | "reviews"; after: string | undefined; counts: (PersonCounts & { reviews: number }) | null; others?: Others | null };
/** What stands here from another room, as a page of its own. */
type Others = { count: number; next: string | null; shown: React.ReactNode };

/** What this viewer may read of someone beside what everybody may: asked for once it is known who they are. */
function useMine({ person, tab, after, written }: Shown): Written | null {
  const viewer = useMe()?.me?.id;
  const [mine, setMine] = useState<Written | null>();
  useEffect(() => {
    if (!viewer || tab === "reviews") return;
    if (tab === "topics") void people.topics(person.id, after).then((answer) => setMine(answer.ok ? { tab, list: answer.data } : null));
    else void people.posts(person.id, tab, after).then((answer) => setMine(answer.ok ? { tab, list: answer.data } : null));
  }, [viewer, tab, after, person.id]);
  return mine === undefined ? written : mine;
}

/** What someone wrote, a page at a time: topics, replies, accepted answers. */
export function PersonWritten(shown: Shown) {
  const t = useTranslations("people");
  const locale = useLocale();
  const { person, tab, after, counts, others } = shown;
  const written = useMine(shown);
  const next = tab === "reviews" ? others?.next : written?.list.next;
  const path = `/${locale}/u/${person.handle}`;
  const href = (one: WrittenTab | "reviews", next?: string | null): string => { const params = new URLSearchParams([...(one === firstTab(counts) ? [] : [["tab", one]]), ...(next ? [["after", next]] : [])]); return `${path}${params.size ? `?${params}` : ""}`; };
  return (
    <section aria-label={t("written")} className="min-w-0">
      <nav aria-label={t("written")} className="flex gap-3 overflow-x-auto border-b sm:gap-5 border-line [scrollbar-width:none]">
        {(["topics", "posts", "answers", "reviews"] as const).map((one) => (
          <a key={one} href={href(one)} aria-current={one === tab ? "true" : undefined}
            className={`-mb-px flex-none border-b-2 py-2.5 text-[0.95rem] no-underline max-sm:text-[0.9rem] ${one === tab ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>
            {one === "answers" ? <><span className="sm:hidden">{t("tabs.accepted")}</span><span className="max-sm:hidden">{t("tabs.answers")}</span></> : t(`tabs.${one}`)}{counts && <span className="ml-1 text-sm text-faint sm:ml-1.5 tabular-nums">{counts[one] >= 1000 ? t("many") : counts[one]}</span>}
          </a>
        ))}
      </nav>
      {others?.shown}
      {others?.count === 0 && <p className="py-12 text-center text-soft">{t("none.reviews")}</p>}
      {!written && !others && <p className="py-12 text-center text-soft">{t("hidden")}</p>}
      {written && (written.tab === "topics" ? written.list.topics : written.list.posts).length === 0 && <p className="py-12 text-center text-soft">{t(`none.${tab}`)}</p>}
      {written && <ul>{written.tab === "topics" ? written.list.topics.map((topic) => <TopicRow key={topic.id} topic={topic} locale={locale} />) : written.list.posts.map((post) => <WrittenRow key={post.id} post={post} locale={locale} />)}</ul>}
      <div className="flex justify-between gap-4 py-8">
        {after ? <a href={href(tab)} className="btn btn-quiet">{t("firstPage")}</a> : <span />}
        {next && <a rel="next" href={href(tab, next)} className="btn btn-quiet">{t("older")}</a>}
      </div>
    </section>
  );
}
