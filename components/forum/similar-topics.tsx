"use client";
import { CheckCircle2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { search } from "#components/doors/search.ts";
import type { SimilarTopic } from "#lib/search/types.ts";
import { topicPath } from "./paths.ts";

/** Topics that were asked before, while a title is being written. Quiet: nothing stands here until there is one. */
export function SimilarTopics({ title }: { title: string }) {
  const t = useTranslations("search");
  const locale = useLocale();
  const [topics, setTopics] = useState<SimilarTopic[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(() => {
      if (title.trim().length < 8) return setTopics([]);
      void search.similar(title.slice(0, 150), asking.signal).then((answer) => { if (answer.ok) setTopics(answer.data.topics); });
    }, 350);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [title]);
  if (topics.length === 0) return null;
  return (
    <section aria-label={t("similar")} className="-mt-2 border-l-2 border-line-strong pl-4">
      <p className="eyebrow">{t("similar")}</p>
      <ul className="mt-1">
        {topics.map((topic) => (
          <li key={topic.id} className="flex flex-wrap items-baseline gap-x-2.5 py-1 text-[0.95rem]">
            <a href={topicPath(locale, topic)} target="_blank" rel="noreferrer" className="link [overflow-wrap:anywhere]">{topic.title}</a>
            <span className="inline-flex items-center gap-1 text-sm text-faint">{topic.answered ? <span className="inline-flex items-center gap-1 text-good"><CheckCircle2 aria-hidden size={13} className="self-center" />{t("answered")}</span> : t("replies", { count: topic.replies })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
