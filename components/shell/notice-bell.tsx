"use client";
import { Popover } from "@base-ui/react/popover";
import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useUnread } from "./unread.ts";
import { withWords } from "./with-words.tsx";

const waiting = <div className="grid gap-3 p-4"><div className="skeleton h-14" /><div className="skeleton h-14" /><div className="skeleton h-14" /></div>;
const NoticePopover = withWords(() => import("./notice-popover.tsx").then((module) => module.NoticePopover), () => waiting);

/** The bell: how much is unread, and the newest of it when it is opened. */
export function NoticeBell() {
  const t = useTranslations("shell");
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  const count = unread ?? 0;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger aria-label={t("bell", { count })} data-unread={unread} className="relative grid size-10 place-items-center rounded-full text-soft hover:text-ink">
        <Bell aria-hidden size={20} strokeWidth={1.75} />
        {count > 0 && (
          <span aria-hidden className="absolute top-0.5 left-[1.15rem] grid h-[1.1rem] min-w-[1.1rem] place-items-center rounded-full bg-accent px-1 text-[0.68rem] leading-none font-[600] text-accent-ink tabular-nums">
            {count > 99 ? t("manyUnread") : count}
          </span>
        )}
      </Popover.Trigger>
      <span role="status" className="sr-only">{count > 0 ? t("arrivedNotices", { count }) : ""}</span>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={8} collisionPadding={12} className="z-50">
          <Popover.Popup className="card flex max-h-[min(34rem,78dvh)] w-[min(25rem,calc(100vw-1.5rem))] flex-col overflow-hidden shadow-xl outline-none">
            <NoticePopover onClose={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
