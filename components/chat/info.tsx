"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Acting } from "./acting.ts";
import { FilesTab } from "./files.tsx";
import { FoundList, SearchTab } from "./found.tsx";
import { MembersTab } from "./members.tsx";
import { type Tab, tabs } from "./panel.tsx";
import { RoomSettings } from "./room-settings.tsx";
import type { Room } from "./use-room.ts";

function About({ open }: { open: Room }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const { room } = open;
  const facts = [t(`audiences.${room.audience}`), ...(room.readOnly ? [t("announcementsOnly")] : []), ...(room.slowSeconds > 0 ? [t("slow", { seconds: room.slowSeconds })] : [])];
  return (
    <div className="grid gap-5 p-4">
      {room.topic && <p className="font-serif text-[1.1rem] leading-relaxed [overflow-wrap:anywhere]">{room.topic}</p>}
      <ul className="grid gap-1.5 text-[0.925rem] text-soft">{facts.map((fact) => <li key={fact}>{fact}</li>)}
        {room.category && <li><a className="link" href={`/${locale}/c/${room.category.slug}`}>{t("ofCategory", { name: room.category.name })}</a></li>}
        {room.product && <li><a className="link" href={`/${locale}/products/${room.product.slug}`}>{t("ofProduct", { name: room.product.name })}</a></li>}
      </ul>
      {room.can.manage && <RoomSettings key={room.version} open={open} />}
    </div>
  );
}

/** What there is to know of a room: what it is for, who is in it, what is pinned, and what can be found in it. */
export function Info({ open, acting, tab, onTab }: { open: Room; acting: Acting; tab: Tab; onTab: (tab: Tab) => void }) {
  const t = useTranslations("chat");
  const go = (by: number): void => {
    const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length);
    if (!next) return;
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  // On a phone, and in long words, not all tabs are in view.
  useEffect(() => { document.getElementById(`tab-${tab}`)?.scrollIntoView({ block: "nearest", inline: "nearest" }); }, [tab]);
  return (
    <>
      <div role="tablist" aria-label={t("panels.info")} className="flex flex-none gap-1 overflow-x-auto border-b border-line px-2 py-1.5"
        onKeyDown={({ key }) => { if (key === "ArrowRight" || key === "ArrowLeft") go(key === "ArrowRight" ? 1 : -1); }}>
        {tabs.map((one) => <button key={one} type="button" role="tab" id={`tab-${one}`} aria-selected={tab === one} aria-controls="room-tab" tabIndex={tab === one ? 0 : -1} className="act flex-none aria-selected:bg-sunk aria-selected:text-ink" onClick={() => onTab(one)}>{t(`tabs.${one}`)}</button>)}
      </div>
      <div id="room-tab" role="tabpanel" aria-labelledby={`tab-${tab}`} className="min-h-0 flex-1 overflow-y-auto">
        {tab === "about" && <About open={open} />}
        {tab === "members" && <MembersTab open={open} />}
        {tab === "files" && <FilesTab acting={acting} />}
        {tab === "pins" && (open.opened.pins.length > 0 ? <FoundList messages={open.opened.pins} acting={acting} /> : <p className="px-4 py-10 text-center text-soft">{t("noPins")}</p>)}
        {tab === "search" && <SearchTab acting={acting} />}
      </div>
    </>
  );
}
