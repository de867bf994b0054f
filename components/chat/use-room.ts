"use client";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Problem } from "#components/doors/call.ts";
import { chat } from "#components/doors/chat.ts";
import { ask, atEachConnection, hear, mention } from "#components/realtime/live.ts";
import type { ChatEvents, Joined, OpenedRoom, PresenceState, RoomView, SocketRefused } from "#lib/chat/types.ts";
import type { MessagePage, MessageView } from "#lib/threads/types.ts";
import { createFeed, type Feed, type Net } from "./feed.ts";
import type { Page } from "./sequence.ts";
import { roomRead } from "./rooms-store.ts";

/** A message as this page holds it; `asOf` is how far the room went when its count of replies was true. */
export type Line = MessageView & { asOf: number };
type Told<Name extends keyof ChatEvents> = ChatEvents[Name];
export type Present = ReadonlyMap<string, PresenceState>;

/** An answered page, also one in which nothing stands. */
export function pageOf({ messages, from, to, lastSeq, lastChange }: MessagePage, after: number | undefined): Page<Line> {
  const start = from || (after ?? lastSeq) + 1;
  return { messages: messages.map((message) => ({ ...message, asOf: lastSeq })), from: start, to: from ? to : start - 1, lastSeq, lastChange };
}

/** What everybody is told carries nothing of mine: what this page knows of it stays. `told` are my signs as the server last said them. */
export function withMine(message: MessageView, known: MessageView | undefined, told?: readonly string[]): MessageView {
  if (!known) return message;
  const mine = new Set(told ?? known.reactions.filter((one) => one.mine).map((one) => one.emoji));
  const source = message.source ?? (known.version === message.version ? known.source : undefined);
  return { ...message, ...(source === undefined ? {} : { source }), reactions: message.reactions.map((one) => ({ ...one, mine: one.mine ?? mine.has(one.emoji) })) };
}

function netOf(roomId: number, onJoined: (joined: Joined) => void, onGone: () => void): Net<Line> {
  return {
    page: async (given) => {
      const answer = await chat.messages(roomId, given);
      if (!answer.ok && (answer.problem.status === 404 || answer.problem.status === 403)) onGone();
      return answer.ok ? pageOf(answer.data, given.after) : undefined;
    },
    changes: async (since) => {
      const answer = await chat.messages(roomId, { changedAfter: since, limit: 200 });
      if (!answer.ok) return undefined;
      const { messages, lastSeq, lastChange } = answer.data;
      return { since, messages: messages.map((message) => ({ ...message, asOf: lastSeq })), lastChange, more: messages.length >= 200 };
    },
    join: async (last) => {
      const answer = await ask<Joined | SocketRefused>("chat.join", { roomId, ...last });
      if (answer && !answer.ok && (answer.problem.code === "missing" || answer.problem.code === "forbidden")) onGone();
      if (!answer?.ok) return undefined;
      onJoined(answer);
      return { ...answer, missed: answer.missed.map((message) => ({ ...message, asOf: answer.lastSeq })) };
    },
  };
}

export type Room = {
  room: RoomView; opened: OpenedRoom; feed: Feed<Line>; present: Present; typing: readonly string[]; gone: boolean;
  reload: () => Promise<void>; sayTyping: () => void; setRoom: (part: Partial<RoomView>) => void;
};

function useTyping(roomId: number, me: string | undefined): readonly string[] {
  const [names, setNames] = useState<ReadonlyMap<string, { name: string; until: number }>>(new Map());
  useEffect(() => {
    setNames(new Map());
    const stops = [
      hear<Told<"chat.typing">>("chat.typing", ({ roomId: where, accountId, name }) => { if (where === roomId && accountId !== me) setNames((old) => new Map([...old, [accountId, { name, until: Date.now() + 5000 }]])); }),
      hear<Told<"chat.message">>("chat.message", ({ roomId: where, message }) => { if (where === roomId) setNames((old) => (old.has(message.author.id) ? new Map([...old].filter(([id]) => id !== message.author.id)) : old)); }),
    ];
    const timer = setInterval(() => setNames((old) => ([...old.values()].some((one) => one.until < Date.now()) ? new Map([...old].filter(([, one]) => one.until >= Date.now())) : old)), 1000);
    return () => { clearInterval(timer); for (const stop of stops) stop(); };
  }, [roomId, me]);
  return useMemo(() => [...names.values()].map((one) => one.name), [names]);
}

/** Keeps the feed in step with what is told live, and joins again at each connection. */
function useTold(roomId: number, feed: Feed<Line>, on: { changed: () => void; gone: () => void; present: (id: string, state: PresenceState) => void }): void {
  const acts = useRef(on);
  acts.current = on;
  useEffect(() => {
    const known = (seq: number): Line | undefined => feed.state().held.messages.find((one) => one.seq === seq);
    // Which signs are mine may be told before the message they stand under.
    const signs = new Map<number, readonly string[]>();
    const take = (message: MessageView, asOf: number): Line => ({ ...withMine(message, known(message.seq), signs.get(message.seq)), asOf });
    const reacted = ({ seq, mine }: Told<"chat.reacted">): void => {
      signs.set(seq, mine);
      const line = known(seq);
      if (line) feed.patch(seq, { reactions: line.reactions.map((one) => ({ ...one, mine: mine.includes(one.emoji) })) });
    };
    let stopped = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const join = async (): Promise<void> => {
      clearTimeout(retry);
      if (!(await feed.join()) && !stopped) retry = setTimeout(() => void join(), 4000);
    };
    const stops = [
      hear<Told<"chat.message">>("chat.message", (told) => { if (told.roomId === roomId) feed.arrived(take(told.message, told.message.seq)); }),
      hear<Told<"chat.changed">>("chat.changed", (told) => { if (told.roomId === roomId) feed.changed(take(told.message, Math.max(told.message.seq, feed.state().held.lastSeq))); }),
      hear<Told<"chat.reacted">>("chat.reacted", (told) => { if (told.roomId === roomId) reacted(told); }),
      hear<Told<"chat.gone">>("chat.gone", (told) => { if (told.roomId === roomId) acts.current.gone(); }),
      hear<Told<"chat.room">>("chat.room", (told) => { if (told.roomId === roomId) acts.current.changed(); }),
      hear<Told<"chat.presence">>("chat.presence", (told) => { if (told.roomId === roomId) acts.current.present(told.accountId, told.state); }),
      atEachConnection(() => { signs.clear(); void join(); }),
    ];
    return () => {
      stopped = true;
      clearTimeout(retry);
      for (const stop of stops) stop();
      mention("chat.leave", { roomId });
    };
  }, [roomId, feed]);
}

/** One room, open: its messages, who is here, who writes, and whether it is still there for me. Undefined until it has come. */
export function useRoom(roomId: number, me: string | undefined): { room: Room | undefined; problem: Problem | undefined; again: () => void } {
  const [opened, setOpened] = useState<OpenedRoom>();
  const [problem, setProblem] = useState<Problem>();
  const [present, setPresent] = useState<Present>(new Map());
  const [gone, setGone] = useState(false);
  const lastTyped = useRef(0);
  const feed = useMemo(() => createFeed<Line>(netOf(roomId, (joined) => {
    setPresent(new Map(joined.present.map((one) => [one.accountId, one.state])));
    roomRead(roomId, { readSeq: joined.readSeq, lastSeq: joined.lastSeq });
  }, () => setGone(true))), [roomId]);
  useEffect(() => () => feed.stop(), [feed]);
  const reload = useCallback(async (): Promise<void> => {
    const answer = await chat.open(roomId);
    if (answer.ok) { setOpened(answer.data); setProblem(undefined); setGone(false); }
    else if (answer.problem.status === 404 || answer.problem.status === 403) setProblem(answer.problem);
    else setProblem((old) => old ?? answer.problem);
  }, [roomId]);
  useEffect(() => { void reload(); }, [reload]);
  const typing = useTyping(roomId, me);
  useTold(roomId, feed, { changed: () => void reload(), gone: () => setGone(true), present: (id, state) => setPresent((old) => new Map([...old, [id, state]])) });
  const sayTyping = useCallback(() => {
    if (Date.now() - lastTyped.current < 2500) return;
    lastTyped.current = Date.now();
    mention("chat.typing", { roomId });
  }, [roomId]);
  const setRoom = useCallback((part: Partial<RoomView>) => setOpened((old) => old && { ...old, room: { ...old.room, ...part } }), []);
  return { room: opened && { room: opened.room, opened, feed, present, typing, gone, reload, sayTyping, setRoom }, problem: opened ? undefined : problem, again: () => void reload() };
}

/** What is held of a room now. */
export function useHeld(feed: Feed<Line>) {
  return useSyncExternalStore(feed.subscribe, feed.state, feed.state);
}
