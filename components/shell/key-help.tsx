"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";

const list = [["⌘K", "command"], ["/", "search"], ["j", "next"], ["k", "previous"], ["o", "open"], ["r", "reply"], ["l", "like"], ["b", "bookmark"], ["f", "follow"], ["u", "up"], [".", "fresh"], ["g u", "unread"], ["g b", "bookmarks"], ["g c", "chat"], ["g h", "home"], ["⌘↵", "send"], ["↑", "editLast"], ["esc", "escape"], ["?", "help"]] as const;

/** Every key there is. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-3">
        {list.map(([key, name]) => (
          <div key={key} className="contents"><dt><kbd className="text-sm">{key}</kbd></dt><dd>{t(name)}</dd></div>
        ))}
      </dl>
    </Dialog>
  );
}
