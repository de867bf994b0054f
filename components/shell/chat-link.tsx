"use client";
import { MessagesSquare } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { chat } from "#components/doors/chat.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";

type Counts = { unread: number; mentions: number };
let counts: Counts | undefined;
let soon = false;
let listening = false;
const listeners = new Set<() => void>();

async function load(): Promise<void> {
  const answer = await chat.rooms();
  if (!answer.ok) return;
  const loud = answer.data.rooms.filter((room) => room.joined && !room.muted);
  counts = { unread: loud.filter((room) => room.unread > 0).length, mentions: loud.reduce((sum, room) => sum + room.mentions, 0) };
  for (const listener of listeners) listener();
}

function loadSoon(): void {
  if (soon) return;
  soon = true;
  setTimeout(() => { soon = false; void load(); }, 1000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!listening) {
    listening = true;
    hear("chat.unread", loadSoon);
    hear("chat.rooms", loadSoon);
    atEachConnection(loadSoon);
  }
  return () => listeners.delete(listener);
}

/** The way into the rooms: how many have something unread, louder when it calls me. */
export function ChatLink() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const now = useSyncExternalStore(subscribe, () => counts, () => undefined);
  const { unread, mentions } = now ?? { unread: 0, mentions: 0 };
  return (
    <a href={`/${locale}/chat`} data-chat-unread={now && unread} aria-label={t("chat", { count: unread, mentions })} className="relative grid size-10 place-items-center rounded-full text-soft hover:text-ink">
      <MessagesSquare aria-hidden size={20} strokeWidth={1.75} />
      {unread > 0 && <span aria-hidden className={`absolute top-0.5 left-[1.15rem] grid h-[1.1rem] min-w-[1.1rem] place-items-center rounded-full px-1 text-[0.68rem] leading-none font-[600] tabular-nums ${mentions > 0 ? "bg-accent text-accent-ink" : "bg-ink text-paper"}`}>{mentions > 0 ? "@" : unread > 99 ? t("manyUnread") : unread}</span>}
    </a>
  );
}
