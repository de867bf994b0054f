import { Archive, Lock, Megaphone, Pin, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { TopicView } from "#lib/forum/types.ts";
import { IdeaStatus } from "./idea-status.tsx";
import { unbroken } from "./paths.ts";
import { TagLinks } from "./tag-links.tsx";

/** The head of a topic: where it stands, what it is, what became of it. What a reader may do with it arrives in the two marked places. */
export function TopicHead({ topic, locale }: { topic: TopicView; locale: string }) {
  const t = useTranslations("forum");
  const list = useTranslations("lists");
  const ideas = useTranslations("ideas");
  return (
    <header className="border-b border-line pb-6">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.9rem] text-soft">
          <a data-up href={`/${locale}/c/${topic.category.slug}`} className="inline-flex items-center gap-2 no-underline hover:text-ink"><span className={`dot dot-${topic.category.colour}`} />{topic.category.name}</a>
          {topic.kind === "question" && <span className="text-faint">{t("question")}</span>}
          {topic.kind === "announcement" && <span className="inline-flex items-center gap-1 text-accent"><Megaphone aria-hidden size={14} />{list("kinds.announcement")}</span>}
          {topic.status && <IdeaStatus status={topic.status} />}
          {topic.pinned && <span className="inline-flex items-center gap-1 text-faint"><Pin aria-hidden size={13} />{list("pinned")}</span>}
          {topic.archived ? <span className="inline-flex items-center gap-1 text-faint"><Archive aria-hidden size={13} />{list("archived")}</span> : topic.closed && <span className="inline-flex items-center gap-1 text-faint"><Lock aria-hidden size={13} />{list("closed")}</span>}
          {topic.slowSeconds > 0 && <span className="inline-flex items-center gap-1 text-faint"><Timer aria-hidden size={13} />{list("slow")}</span>}
        </p>
        <div id="topic-tools" className="no-print flex-none" />
      </div>
      <h1 className="page-title mt-3">{unbroken(topic.title)}</h1>
      {topic.tags.length > 0 && <p className="mt-3 flex flex-wrap gap-2"><TagLinks tags={topic.tags} locale={locale} /></p>}
      <p className="mt-3 text-[0.9rem] text-faint">{t("startedBy", { name: topic.author.name })} · {t("replies", { count: topic.replyCount })}{topic.category.audience === "public" && <> · <a className="act no-print" href={`/${locale}/share?thing=topic&id=${topic.id}`}>{t("share")}</a></>}</p>
      {topic.kind === "idea" && (
        <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
          <div id="topic-vote" className="flex min-h-10 items-center [&:has(button)>[data-static]]:hidden"><span data-static className="text-soft">{ideas("votes", { count: topic.votes })}</span></div>
          {topic.decision && (topic.decision.reason || topic.status !== "open") && (
            <p className="min-w-0 flex-1 basis-64 border-l-2 border-line-strong pl-4 text-[0.95rem] text-soft [overflow-wrap:anywhere]">
              {topic.decision.reason}{topic.decision.reason && " "}<span className="text-faint">{topic.decision.by ? ideas("saidBy", { name: topic.decision.by }) : ""} <Time at={topic.decision.at} /></span>
            </p>
          )}
        </div>
      )}
    </header>
  );
}
