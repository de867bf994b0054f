import { Archive, ArchiveRestore, Clock, FolderInput, GitMerge, Lightbulb, Lock, LockOpen, type LucideIcon, Pencil, Pin, PinOff, Scissors, Trash2, TrendingUp, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { TopicEventKind, TopicEventView } from "#lib/forum/types.ts";

const signs: Record<TopicEventKind, LucideIcon> = {
  pinned: Pin, unpinned: PinOff, closed: Lock, reopened: LockOpen, archived: Archive, unarchived: ArchiveRestore, rises: TrendingUp, stays: TrendingUp, slowed: Clock, hastened: Clock, retitled: Pencil, moved: FolderInput,
  split: Scissors, "split-from": Scissors, merged: GitMerge, "merged-from": GitMerge, unmerged: Undo2, "unmerged-from": Undo2, removed: Trash2, restored: Undo2, decided: Lightbulb,
};

/** One line of what was done to a topic: what, by whom, when. */
export function EventLine({ event, locale }: { event: TopicEventView; locale: string }) {
  const t = useTranslations("topicEvents");
  const ideas = useTranslations("ideas");
  const Sign = signs[event.kind];
  const said = event.kind === "decided" && event.status ? t("decided", { status: ideas(`status.${event.status}`) }) : t(event.kind, { posts: event.posts });
  return (
    <div className="py-1 text-[0.85rem] text-faint">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <Sign aria-hidden size={14} className="flex-none" />
        <span>{event.topicId ? <a href={`/${locale}/t/${event.topicId}`} className="link">{said}</a> : said}</span>
        {event.by && <span>{t("by", { name: event.by })}</span>}
        {event.until && <span>{t("until")} <Time at={event.until} /></span>}
        <Time at={event.at} />
      </p>
      {event.reason && <p className="mt-1 max-w-prose pl-6 text-soft [overflow-wrap:anywhere]">{event.reason}</p>}
    </div>
  );
}

/** The lines of a page of a topic, by the number of the post they follow. */
export function eventLines(events: readonly TopicEventView[], locale: string): Record<number, React.ReactNode> {
  const lines: Record<number, React.ReactNode[]> = {};
  for (const event of events) {
    lines[event.after] ??= [];
    lines[event.after]?.push(<EventLine key={event.id} event={event} locale={locale} />);
  }
  return lines;
}
