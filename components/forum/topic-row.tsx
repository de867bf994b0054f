import { ArrowBigUp, CheckCircle2, CircleHelp, Lock, Megaphone, Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TopicRow as Row } from "#lib/forum/types.ts";
import { IdeaStatus } from "./idea-status.tsx";
import { topicPath, unbroken } from "./paths.ts";
import { TagLinks } from "./tag-links.tsx";

/** One topic of a list. */
export function TopicRow({ topic, locale }: { topic: Row; locale: string }) {
  const t = useTranslations("forum");
  const list = useTranslations("lists");
  const path = topicPath(locale, topic);
  return (
    <li data-item data-topic={topic.id} tabIndex={-1} className="group flex gap-3 border-b border-line py-5 sm:gap-4">
      <Avatar id={topic.author.id} />
      <div className="min-w-0 flex-1">
        <h2 className="font-serif text-[1.25rem] leading-snug font-[520] tracking-[-0.005em] [overflow-wrap:anywhere] sm:text-[1.35rem]">
          <a href={path} data-open className="no-underline decoration-1 underline-offset-4 group-hover:underline">{unbroken(topic.title)}</a>
        </h2>
        {topic.excerpt && <p className="mt-1 line-clamp-2 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{topic.excerpt}</p>}
        <p className="mt-2 facts">
          <a href={`/${locale}/c/${topic.category.slug}`} className="inline-flex items-center gap-1.5 no-underline hover:text-ink"><span className={`dot dot-${topic.category.colour}`} />{topic.category.name}</a>
          {topic.kind === "question" && (topic.answered
            ? <span className="inline-flex items-center gap-1 text-good"><CheckCircle2 aria-hidden size={14} />{t("answered")}</span>
            : <span className="inline-flex items-center gap-1"><CircleHelp aria-hidden size={14} />{t("question")}</span>)}
          {topic.kind === "announcement" && <span className="inline-flex items-center gap-1 text-accent"><Megaphone aria-hidden size={14} />{list("kinds.announcement")}</span>}
          {topic.status && <IdeaStatus status={topic.status} />}
          {topic.status && <span className="inline-flex items-center gap-0.5 tabular-nums"><ArrowBigUp aria-hidden size={15} />{list("votes", { count: topic.votes })}</span>}
          {topic.pinned && <span className="inline-flex items-center gap-1"><Pin aria-hidden size={13} />{list("pinned")}</span>}
          {topic.closed && <span className="inline-flex items-center gap-1"><Lock aria-hidden size={13} />{list("closed")}</span>}
          <a href={`/${locale}/u/${topic.author.handle}`} className="max-w-44 truncate no-underline hover:text-ink hover:underline">{topic.author.name}</a>
          <Time at={topic.lastPostAt} />
          <span data-marks className="inline-flex items-center gap-2 empty:hidden" />
          <span className="sm:hidden">{t("replies", { count: topic.replyCount })}</span>
          <TagLinks tags={topic.tags} locale={locale} />
        </p>
      </div>
      <a href={topicPath(locale, topic, topic.replyCount + 1)} aria-label={t("lastReplyOf", { count: topic.replyCount, title: topic.title })} className="mt-1 w-16 flex-none self-start text-right no-underline max-sm:hidden">
        <span className="block font-serif text-2xl leading-none font-[440] text-soft tabular-nums">{topic.replyCount}</span>{" "}
        <span className="text-xs text-faint">{t("repliesWord", { count: topic.replyCount })}</span>
      </a>
    </li>
  );
}
