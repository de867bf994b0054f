"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { chat } from "#components/doors/chat.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { liveState, mention, watchState } from "#components/realtime/live.ts";
import { sayHeld } from "#components/shell/held.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Me } from "#lib/identity/types.ts";
import type { Acting, Asked } from "./acting.ts";
import { AskedOf } from "./asked.tsx";
import { Chosen, useChoosing } from "./choosing.tsx";
import { type Answering, Composer, type ComposerHandle } from "./composer.tsx";
import { LiveHead } from "./live-head.tsx";
import { Log, type LogHandle } from "./log.tsx";
import { outboxOf, type Writing } from "./outbox-store.ts";
import { Panel, usePanel } from "./panel.tsx";
import { RoomHead } from "./room-head.tsx";
import { loadRooms } from "./rooms-store.ts";
import { useReading } from "./use-reading.ts";
import { type Room as OpenRoom, useHeld, useRoom } from "./use-room.ts";
import { useRoomName } from "./use-room-name.ts";
import { plainText } from "./plain-text.ts";

const SideThread = withWords(() => import("./side-thread.tsx").then((module) => module.SideThread));
const Info = withWords(() => import("./info.tsx").then((module) => module.Info));
const Questions = withWords(() => import("./questions.tsx").then((module) => module.Questions));

const none: readonly Writing[] = [];

/** What I wrote in this room that is not in it yet; the room is told of what was taken. */
function useOutbox(me: string | undefined, { id: roomId, slowSeconds, can }: OpenRoom["room"], feed: OpenRoom["feed"]) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const box = useMemo(() => (me ? outboxOf(me) : undefined), [me]);
  const waiting = useSyncExternalStore(box?.subscribe ?? (() => () => {}), () => box?.of(roomId) ?? none, () => none);
  const { held } = useHeld(feed);
  // What waits because the room was slow, or read-only, goes out when it no longer is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever these change
  useEffect(() => box?.again(), [box, slowSeconds, can.write]);
  useEffect(() => box?.onTaken((where, taken) => {
    if (where !== roomId) return;
    if ("held" in taken) sayHeld(t("waits"), { label: t("seeWaiting"), locale });
    else feed.arrived({ ...taken, asOf: taken.seq });
  }), [box, roomId, feed, t, locale]);
  useEffect(() => {
    const here = new Set(held.messages.map((message) => message.clientId));
    for (const one of waiting) if (one.sent && (here.has(one.clientId) || !held.following)) box?.seen(one.clientId);
  }, [held, waiting, box]);
  return { box, waiting };
}

/** Says when one looks away and when one is back. */
function usePresence(me: string | undefined): void {
  useEffect(() => {
    if (!me) return;
    const told = (): void => mention("presence.set", { state: document.visibilityState === "visible" ? "active" : "away" });
    document.addEventListener("visibilitychange", told);
    return () => document.removeEventListener("visibilitychange", told);
  }, [me]);
}

function Status({ typing }: { typing: readonly string[] }) {
  const t = useTranslations("chat");
  const state = useSyncExternalStore(watchState, liveState, () => "starting" as const);
  const [a, b] = typing;
  const text = state === "lost" ? t("lost") : !a ? "" : typing.length === 1 ? t("typing1", { a }) : typing.length === 2 ? t("typing2", { a, b: b ?? "" }) : t("typingMany", { count: typing.length });
  return <p role="status" data-connection={state} className={`h-6 truncate px-2 text-[0.8rem] leading-6 ${state === "lost" ? "text-danger" : "text-faint italic"}`}>{text}</p>;
}

function Foot({ open, children }: { open: OpenRoom; children: React.ReactNode }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  const words = useProblem();
  const me = useMe()?.me;
  const { room } = open;
  const [busy, setBusy] = useState(false);
  const join = async (): Promise<void> => {
    setBusy(true);
    const answer = await chat.join(room.id);
    setBusy(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await Promise.all([open.reload(), loadRooms()]);
  };
  // Writing joins; who only wants to follow can do so, too.
  if (room.can.write) return <>{me && room.can.join && <p className="mb-1.5 flex items-center justify-between gap-3 px-2 text-sm text-soft"><span>{t("joinToWrite")}</span><button type="button" className="act flex-none text-accent" disabled={busy} onClick={() => void join()}>{t("join")}</button></p>}{children}</>;
  if (!me) return <p className="card px-4 py-3 text-center text-soft">{t("readOnlyVisitor")} <a className="link" href={`/${locale}/sign-in?return=${encodeURIComponent(`/${locale}/chat/${room.id}`)}`}>{t("signIn")}</a></p>;
  if (room.can.join) return <div className="card flex flex-wrap items-center justify-center gap-3 px-4 py-3"><p className="text-soft">{t("joinToWrite")}</p><button type="button" className="btn btn-accent" disabled={busy} onClick={() => void join()}>{t("join")}</button></div>;
  return <p className="card px-4 py-3 text-center text-soft">{room.can.writeWhy ?? t("cannotWrite")}</p>;
}

function useActing(open: OpenRoom, me: Me | null, on: { show: (seq: number) => void; answer: (to: Answering) => void; side: (root: number) => void; edit: (seq: number | undefined) => void; choose: (seq: number) => void; ask: (asked: Asked) => void }): Acting {
  const acts = useRef(on);
  acts.current = on;
  const name = useRoomName()(open.room);
  return useMemo(() => ({
    roomId: open.room.id, room: open.room, name, feed: open.feed, me,
    take: (message) => open.feed.changed({ ...message, asOf: open.feed.state().held.lastSeq }),
    show: (seq) => acts.current.show(seq), onSide: (root) => acts.current.side(root), onEdit: (seq) => acts.current.edit(seq), onChoose: (seq) => acts.current.choose(seq), onAsk: (asked) => acts.current.ask(asked),
    onReply: (message) => acts.current.answer({ seq: message.seq, name: message.author.name, excerpt: plainText(message.html).slice(0, 140) }),
  }), [open.room, open.feed, me, name]);
}

function Opened({ open, me }: { open: OpenRoom; me: Me | null }) {
  const t = useTranslations("chat");
  const { room, feed, typing } = open;
  const log = useRef<LogHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const [answering, setAnswering] = useState<Answering>();
  const [editing, setEditing] = useState<number>();
  const [asked, setAsked] = useState<Asked>();
  const { panel, open: openPanel, close } = usePanel();
  const params = useSearchParams();
  const target = Number(params.get("at") ?? params.get("m")) || undefined;
  const { chosen, choose, done } = useChoosing();
  const { box, waiting } = useOutbox(me?.id, room, feed);
  const onRead = useReading(room.id, { joined: room.joined, readSeq: room.readSeq });
  const show = useCallback((seq: number) => void log.current?.show(seq), []);
  const acting = useActing(open, me, {
    show, side: (root) => openPanel({ kind: "side", root }), edit: (seq) => { setEditing(seq); if (seq === undefined) composer.current?.focus(); },
    choose, ask: setAsked, answer: (to) => { setAnswering(to); requestAnimationFrame(() => composer.current?.focus()); },
  });
  usePresence(me?.id);
  const send = (text: string): void => {
    box?.write(room.id, { text, replyTo: answering ?? null, root: null, media: [] });
    setAnswering(undefined);
    log.current?.toEnd();
  };
  const editLast = (): void => {
    const last = feed.state().held.messages.findLast((one) => one.author.id === me?.id && one.kind === "text" && !one.deletedAt && one.root === null);
    if (last) { setEditing(last.seq); show(last.seq); }
  };
  return (
    <>
      <section aria-label={acting.name} data-room={room.id} className="flex min-w-0 flex-1 flex-col">
        <RoomHead open={open} panel={panel} onPanel={openPanel} onDate={(date) => void log.current?.showDate(date)} />
        {room.live && <LiveHead open={open} live={room.live} onPanel={openPanel} />}
        <Log ref={log} acting={acting} editing={editing} chosen={chosen} me={me?.id} readSeq={room.readSeq} target={target} waiting={waiting} onRead={onRead} onRetry={(id) => box?.retry(id)} onDiscard={(id) => box?.discard(id)} />
        <div className="mx-auto w-full max-w-3xl px-2 pb-[calc(1.75rem+env(safe-area-inset-bottom))] max-sm:pb-[calc(0.5rem+env(safe-area-inset-bottom))] sm:px-4">
          <Status typing={typing} />
          {chosen ? <Chosen acting={acting} chosen={chosen} onDone={done} /> : <Foot open={open}><Composer ref={composer} roomId={room.id} label={t("writeTo", { name: acting.name })} draftKey={`draft:${me?.id}:chat:${room.id}`} answering={answering} onAnswering={setAnswering} onSend={send} onTyping={open.sayTyping} onEditLast={editLast} onEscape={close} /></Foot>}
        </div>
      </section>
      {asked && <AskedOf asked={asked} acting={acting} onClose={() => setAsked(undefined)} />}
      {panel && (
        <Panel onClose={close} title={t(`panels.${panel.kind}`)}>
          {panel.kind === "side" && <SideThread key={panel.root} acting={acting} root={panel.root} box={box} />}
          {panel.kind === "info" && <Info open={open} acting={acting} tab={panel.tab} onTab={(tab) => openPanel({ kind: "info", tab })} />}
          {panel.kind === "questions" && <Questions open={open} acting={acting} />}
        </Panel>
      )}
    </>
  );
}

function Gone({ text }: { text: string }) {
  const t = useTranslations("chat");
  const locale = useLocale();
  return <div className="grid flex-1 place-items-center px-6 text-center"><div><h1 className="section-title">{t("goneTitle")}</h1><p className="mx-auto mt-2 max-w-md text-soft">{text}</p><a className="btn btn-quiet mt-6" href={`/${locale}/chat`}>{t("toRooms")}</a></div></div>;
}

/** One room: what is said in it, and where one says something. */
export function Room({ id }: { id: number }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const who = useMe();
  const { room, problem, again } = useRoom(id, who?.me?.id);
  if (room?.gone || problem?.status === 404) return <Gone text={t("goneText")} />;
  if (problem && !room) return <div role="alert" className="grid flex-1 place-items-center text-center text-soft"><p>{words(problem)} <button type="button" className="link" onClick={again}>{t("again")}</button></p></div>;
  if (!room || !who) return <div aria-busy="true" className="flex-1 p-6"><div className="skeleton h-8 w-56" /><div className="skeleton mx-auto mt-16 h-64 max-w-3xl" /></div>;
  return <Opened key={id} open={room} me={who.me} />;
}
