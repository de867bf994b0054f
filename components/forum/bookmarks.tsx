"use client";
import { AlarmClock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BookmarkView } from "#lib/forum/reading/types.ts";
import { Mine } from "./mine.tsx";
import { topicPath } from "./paths.ts";
import { usePages } from "./use-pages.ts";

const BookmarkDialog = withWords(() => import("./bookmark-dialog.tsx").then((module) => module.BookmarkDialog));
const load = async (after?: string) => {
  const answer = await reading.bookmarks(after);
  return answer.ok ? { ok: true as const, data: { rows: answer.data.bookmarks, next: answer.data.next } } : answer;
};

function Reminder({ at, reminded }: { at: string; reminded: boolean }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  if (reminded) return <span>{t("reminded")}</span>;
  const when = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).format(new Date(at));
  return <span className="inline-flex items-center gap-1.5 text-accent"><AlarmClock aria-hidden size={14} />{`${t("remindAt")} `}<time dateTime={at}>{when}</time></span>;
}

function BookmarkRow({ bookmark, onEdit }: { bookmark: BookmarkView; onEdit: () => void }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  const path = topicPath(locale, bookmark.topic, bookmark.number);
  return (
    <li data-item tabIndex={-1} className="group border-b border-line py-5">
      <h2 className="font-serif text-[1.2rem] leading-snug font-[520] [overflow-wrap:anywhere]"><a href={path} data-open className="no-underline underline-offset-4 group-hover:underline">{bookmark.topic.title}</a></h2>
      {bookmark.note && <p className="mt-2 border-l-2 border-accent pl-3 text-[0.95rem] [overflow-wrap:anywhere]">{bookmark.note}</p>}
      <p className="mt-1.5 line-clamp-2 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{bookmark.removed ? t("removedPost") : bookmark.excerpt}</p>
      <p className="mt-2 facts">
        <span className="inline-flex max-w-full items-center gap-1.5"><span className="truncate">{bookmark.author ? `${t("by", { name: bookmark.author })} ` : ""}{bookmark.topic.category}</span></span>
        <span>{`#${bookmark.number}`}</span><Time at={bookmark.createdAt} />
        {bookmark.remindAt && <Reminder at={bookmark.remindAt} reminded={bookmark.reminded} />}
        <button type="button" className="act -my-1 ml-auto" onClick={onEdit}>{t("edit")}</button>
      </p>
    </li>
  );
}

/** The posts one keeps. */
export function Bookmarks() {
  const t = useTranslations("reading");
  const locale = useLocale();
  const pages = usePages<BookmarkView>(load);
  const [open, setOpen] = useState<BookmarkView>();
  const changed = (of: BookmarkView, kept: { note: string; remindAt: string | null } | null): void => pages.change((rows) => {
    if (!kept) return rows.filter((row) => row.postId !== of.postId);
    const now = { ...of, note: kept.note, remindAt: kept.remindAt, reminded: of.reminded && of.remindAt === kept.remindAt };
    return rows.some((row) => row.postId === of.postId) ? rows.map((row) => (row.postId === of.postId ? now : row)) : [now, ...rows];
  });
  return (
    <>
      <Mine pages={pages} empty={{ title: t("bookmarksNone"), text: t("bookmarksNoneText"), action: { label: t("home"), href: `/${locale}` } }} row={(one) => <BookmarkRow key={one.postId} bookmark={one} onEdit={() => setOpen(one)} />} />
      {open && <BookmarkDialog postId={open.postId} onClose={() => setOpen(undefined)} onChange={(kept) => changed(open, kept)} />}
    </>
  );
}
