"use client";
import { Popover } from "@base-ui/react/popover";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { notices } from "#components/doors/notices.ts";
import { hear } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { NoticeView } from "#lib/notices/types.ts";
import { NoticeLine } from "./notice-line.tsx";
import { setUnread } from "./unread.ts";

/** Marks everything read, with a way back. */
export function useMarkAll(onDone: () => void): (count: number) => Promise<void> {
  const t = useTranslations("notices");
  return async (count) => {
    const marked = await notices.read({ all: true });
    if (!marked.ok) return;
    setUnread(marked.data.unread);
    onDone();
    const undo = async (): Promise<void> => {
      const back = await notices.unreadAgain({ readAt: marked.data.readAt });
      if (back.ok) setUnread(back.data.unread);
      onDone();
    };
    say(t("markedAll", { count }), { action: { label: t("undo"), run: () => void undo() } });
  };
}

/** What opening a line does: it is read from then on. The request outlives the page it is sent from. */
export function openNotice(notice: NoticeView): void {
  if (!notice.read) void notices.read({ ids: [notice.id] }).then((answer) => { if (answer.ok) setUnread(answer.data.unread); });
}

/** The newest notices, below the bell. */
export function NoticePopover({ onClose }: { onClose: () => void }) {
  const t = useTranslations("notices");
  const locale = useLocale();
  const [list, setList] = useState<NoticeView[]>();
  const [unread, setCount] = useState(0);
  const [failed, setFailed] = useState(false);
  const load = useCallback(() => {
    void notices.list().then((answer) => {
      setFailed(!answer.ok);
      if (!answer.ok) return;
      setList(answer.data.notices.slice(0, 8));
      setCount(answer.data.unread);
      setUnread(answer.data.unread);
    });
  }, []);
  useEffect(() => {
    load();
    void notices.seen();
    return hear("notice.created", load);
  }, [load]);
  const markAll = useMarkAll(load);
  const open = (notice: NoticeView): void => {
    openNotice(notice);
    if (notice.path) onClose();
    else setList((old) => old?.map((one) => (one.id === notice.id ? { ...one, read: true } : one)));
  };
  return (
    <>
      <div className="flex items-center justify-between gap-3 border-b border-line py-2.5 pr-2 pl-4">
        <Popover.Title className="section-title text-[1.15rem]">{t("title")}</Popover.Title>
        {unread > 0 && <button type="button" className="act" onClick={() => void markAll(unread)}>{t("markAll")}</button>}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {failed && !list && <p role="alert" className="px-4 py-8 text-center text-soft">{t("failed")} <button type="button" className="link" onClick={load}>{t("again")}</button></p>}
        {!list && !failed && <div className="grid gap-3 p-4"><div className="skeleton h-14" /><div className="skeleton h-14" /><div className="skeleton h-14" /></div>}
        {list?.length === 0 && <div className="px-6 py-10 text-center"><p className="section-title">{t("none")}</p><p className="mt-1 text-sm text-soft">{t("noneText")}</p></div>}
        {list && list.length > 0 && <ul className="divide-y divide-line">{list.map((notice) => <NoticeLine key={notice.id} notice={notice} onOpen={open} />)}</ul>}
      </div>
      <div className="flex justify-between gap-2 border-t border-line px-2 py-1.5">
        <a href={`/${locale}/me/notices`} className="act text-accent">{t("all_notices")}</a>
        <a href={`/${locale}/me/settings/notices`} className="act">{t("settings")}</a>
      </div>
    </>
  );
}
