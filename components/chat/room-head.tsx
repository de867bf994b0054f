"use client";
import { ArrowLeft, BellOff, Info as InfoMark, MessageCircleQuestion, Search, Users } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { say } from "#components/ui/toast.tsx";
import { PresenceMark } from "./presence-mark.tsx";
import type { PanelState } from "./panel.tsx";
import { loadRooms } from "./rooms-store.ts";
import type { Room } from "./use-room.ts";
import { useRoomName } from "./use-room-name.ts";

function DateJump({ onDate, onClose }: { onDate: (date: string) => void; onClose: () => void }) {
  const t = useTranslations("chat");
  const [date, setDate] = useState("");
  const today = new Date();
  const last = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
  return (
    <Dialog title={t("jumpDate")} closeLabel={t("close")} onClose={onClose}>
      {/* A day begins where its reader is. */}
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); if (date) { onDate(new Date(`${date}T00:00:00`).toISOString()); onClose(); } }}>
        <Field label={t("date")} type="date" max={last} required value={date} onChange={(event) => setDate(event.target.value)} />
        <div><button type="submit" className="btn btn-accent" disabled={!date}>{t("go")}</button></div>
      </form>
    </Dialog>
  );
}

function useRoomMenu({ room, reload }: Room, onDate: () => void): MenuEntry[] {
  const t = useTranslations("chat");
  const words = useProblem();
  const locale = useLocale();
  const set = async (change: { muted?: boolean; hidden?: boolean }, said: string): Promise<void> => {
    const answer = await chat.mine(room.id, change);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await Promise.all([reload(), loadRooms()]);
    const back = { ...(change.muted === undefined ? {} : { muted: !change.muted }), ...(change.hidden === undefined ? {} : { hidden: !change.hidden }) };
    say(said, { action: { label: t("undo"), run: () => void set(back, t("undone")) } });
  };
  const leave = async (): Promise<void> => {
    const answer = await chat.leave(room.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await loadRooms();
    if (room.audience === "invited") location.assign(`/${locale}/chat`);
    else await reload();
  };
  const [other] = room.others;
  const block = async (): Promise<void> => {
    if (!other) return;
    const answer = await chat.block(other.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await reload();
    say(t("blockedNow", { name: other.name }), { action: { label: t("undo"), run: () => void chat.unblock(other.id).then(reload) } });
  };
  return [
    { label: t("jumpDate"), run: onDate },
    ...(room.joined ? [{ label: t(room.muted ? "unmute" : "mute"), run: () => void set({ muted: !room.muted }, t(room.muted ? "unmuted" : "mutedNow")) }] : []),
    ...(room.joined && room.kind !== "room" ? [{ label: t(room.hidden ? "unhide" : "hide"), run: () => void set({ hidden: !room.hidden }, t(room.hidden ? "shownNow" : "hiddenNow")) }] : []),
    ...(room.kind === "direct" && other ? [{ label: t("block", { name: other.name }), run: () => void block() }] : []),
    ...(room.can.leave ? ["line" as const, { label: t("leave"), run: () => void leave() }] : []),
  ];
}

/** The head of a room: its name, who is here, and ways into what stands beside it. */
export function RoomHead({ open, panel, onPanel, onDate }: { open: Room; panel: PanelState | undefined; onPanel: (panel: PanelState) => void; onDate: (date: string) => void }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const { room, present } = open;
  const name = useRoomName()(room);
  const [dating, setDating] = useState(false);
  const entries = useRoomMenu(open, () => setDating(true));
  const [other] = room.others;
  const tool = "grid size-10 flex-none place-items-center rounded-full text-soft hover:bg-sunk hover:text-ink aria-pressed:text-accent";
  return (
    <header className="flex h-16 flex-none items-center gap-1 border-b border-line pr-2 pl-2 sm:pl-5">
      <Link href={`/${locale}/chat`} data-up aria-label={t("toRooms")} className={`${tool} lg:hidden`}><ArrowLeft aria-hidden size={20} /></Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-serif text-[1.3rem] leading-tight font-[520]">{name}</h1>
        {room.kind === "direct" && other ? <PresenceMark state={present.get(other.id) ?? other.state} words />
          : <p className="flex items-center gap-2 truncate text-[0.8rem] text-faint"><span>{t("members", { count: room.members })}</span>{room.topic && <span className="truncate max-sm:hidden">{`· ${room.topic}`}</span>}{room.muted && <BellOff aria-label={t("isMuted")} size={13} />}</p>}
      </div>
      {room.live && <button type="button" className={tool} aria-label={t("panels.questions")} title={t("panels.questions")} aria-pressed={panel?.kind === "questions"} onClick={() => onPanel({ kind: "questions" })}><MessageCircleQuestion aria-hidden size={19} /></button>}
      <button type="button" className={tool} aria-label={t("searchRoom")} title={t("searchRoom")} onClick={() => onPanel({ kind: "info", tab: "search" })}><Search aria-hidden size={18} /></button>
      <button type="button" className={`${tool} max-sm:hidden`} aria-label={t("tabs.members")} title={t("tabs.members")} onClick={() => onPanel({ kind: "info", tab: "members" })}><Users aria-hidden size={18} /></button>
      <button type="button" className={tool} aria-label={t("panels.info")} title={t("panels.info")} aria-pressed={panel?.kind === "info"} onClick={() => onPanel({ kind: "info", tab: "about" })}><InfoMark aria-hidden size={18} /></button>
      <Menu label={t("roomMenu")} trigger={<span className={tool}><span aria-hidden className="text-xl leading-none">⋯</span></span>} entries={entries} />
      {dating && <DateJump onDate={onDate} onClose={() => setDating(false)} />}
    </header>
  );
}
