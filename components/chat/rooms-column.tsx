"use client";
import { BellOff, PenLine, Radio } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RoomRow } from "#lib/chat/types.ts";
import { loadRooms, useRooms } from "./rooms-store.ts";
import { useRoomName } from "./use-room-name.ts";

const NewRoom = withWords(() => import("./new-room.tsx").then((module) => module.NewRoom));

function Mark({ room }: { room: RoomRow }) {
  const [first] = room.others;
  if (room.kind === "direct" && first) return <Avatar id={first.id} size="small" />;
  return <span aria-hidden className="grid size-7 flex-none place-items-center font-serif text-[1.1rem] text-faint italic">{room.kind === "live" ? <Radio size={16} /> : room.kind === "group" ? "&" : "§"}</span>;
}

function RoomLine({ room, current }: { room: RoomRow; current: boolean }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const name = useRoomName()(room);
  const loud = room.unread > 0 && !room.muted;
  return (
    <li>
      <Link data-item data-open data-unread={room.unread} prefetch={false} href={`/${locale}/chat/${room.id}`} aria-current={current ? "page" : undefined}
        className="flex items-start gap-2.5 rounded-lg px-2.5 py-2 no-underline hover:bg-sunk aria-[current]:bg-sunk">
        <Mark room={room} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={`min-w-0 flex-1 truncate ${room.kind === "direct" ? "text-[0.975rem]" : "font-serif text-[1.08rem]"} ${loud ? "font-[620]" : "font-[480]"}`}>{name}</span>
            {room.muted && <BellOff aria-label={t("isMuted")} size={13} className="flex-none text-faint" />}
            {room.last && <Time at={room.last.at} className="flex-none text-[0.72rem] text-faint" />}
          </span>
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-[0.85rem] text-faint">{room.last?.excerpt ? (room.kind === "direct" ? room.last.excerpt : t("lastSaid", { name: room.last.name, text: room.last.excerpt })) : room.topic || (room.lastSeq === 0 ? t("nothingSaid") : "")}</span>
            {room.mentions > 0 && <span className="flex-none rounded-full bg-accent px-1.5 text-[0.7rem] leading-[1.15rem] font-[600] text-accent-ink">@<span className="sr-only">{t("mentions", { count: room.mentions })}</span></span>}
            {room.unread > 0 && <span className={`flex-none rounded-full px-1.5 text-[0.7rem] leading-[1.15rem] font-[600] tabular-nums ${room.muted ? "bg-sunk text-faint" : "bg-ink text-paper"}`}><span aria-hidden>{room.unread > 99 ? "99+" : room.unread}</span><span className="sr-only">{t("unread", { count: room.unread })}</span></span>}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Section({ title, rooms, here }: { title: string; rooms: readonly RoomRow[]; here: number | undefined }) {
  if (rooms.length === 0) return null;
  return <div className="mb-4"><h2 className="eyebrow px-2.5 pt-2 pb-1">{title}</h2><ul aria-label={title}>{rooms.map((room) => <RoomLine key={room.id} room={room} current={room.id === here} />)}</ul></div>;
}

/** The rooms there are for me: my own first, what else is open below. On a phone it is a page of its own. */
export function RoomsColumn() {
  const t = useTranslations("chat");
  const path = usePathname();
  const me = useMe()?.me;
  const { rooms, failed } = useRooms();
  const [making, setMaking] = useState(false);
  const here = Number(/\/chat\/(\d+)/.exec(path)?.[1]) || undefined;
  const shown = (rooms ?? []).filter((room) => !room.hidden || room.unread > 0 || room.id === here);
  const latest = (list: readonly RoomRow[]): RoomRow[] => [...list].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
  const live = shown.filter((room) => room.kind === "live" && !room.live?.endedAt && !room.archived);
  const mine = shown.filter((room) => room.joined && (room.kind === "room" || (room.kind === "live" && room.live?.endedAt)));
  const people = shown.filter((room) => room.kind === "direct" || room.kind === "group");
  const open = shown.filter((room) => !room.joined && !live.includes(room) && room.kind !== "direct" && room.kind !== "group");
  return (
    <nav aria-label={t("title")} className={`min-h-0 w-full flex-none flex-col border-line lg:flex lg:w-[19rem] lg:border-r ${here === undefined ? "flex" : "hidden"}`}>
      <div className="flex h-16 flex-none items-center justify-between gap-2 pr-2 pl-5 lg:pl-4">
        <p className="font-serif text-[1.5rem] font-[500]">{t("title")}</p>
        {me && <button type="button" className="act size-10 justify-center px-0 text-ink" aria-label={t("new")} title={t("new")} onClick={() => setMaking(true)}><PenLine aria-hidden size={18} /></button>}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-6">
        {failed && !rooms && <p role="alert" className="px-3 py-8 text-soft">{t("notReached")} <button type="button" className="link" onClick={() => void loadRooms()}>{t("again")}</button></p>}
        {!rooms && !failed && <div className="grid gap-2 p-2">{["a", "b", "c", "d", "e"].map((one) => <div key={one} className="skeleton h-12" />)}</div>}
        <Section title={t("sections.live")} rooms={live} here={here} />
        <Section title={t("sections.mine")} rooms={latest(mine)} here={here} />
        <Section title={t("sections.people")} rooms={latest(people)} here={here} />
        <Section title={t("sections.open")} rooms={open} here={here} />
        {rooms && shown.length === 0 && <p className="px-3 py-8 text-center text-soft">{t("noRooms")}</p>}
      </div>
      {making && <NewRoom onClose={() => setMaking(false)} />}
    </nav>
  );
}
