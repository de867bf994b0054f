"use client";
import { useCallback, useEffect, useRef } from "react";
import { chat } from "#components/doors/chat.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { ChatEvents } from "#lib/chat/types.ts";
import { confirmedUpTo, readUpTo, toConfirm, unreadAll } from "./read-position.ts";
import { roomRead } from "./rooms-store.ts";

const wait = 600;

/** Tells the server how far one has read, until it knows; what was read without a connection is told with the next. */
export function useReading(roomId: number, { joined, readSeq }: { joined: boolean; readSeq: number }): (seq: number, lastSeq: number) => void {
  const position = useRef(confirmedUpTo(unreadAll, readSeq));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback(async (): Promise<void> => {
    const seq = toConfirm(position.current);
    if (seq === undefined) return;
    const answer = await chat.read(roomId, seq);
    if (answer.ok) position.current = confirmedUpTo(position.current, answer.data.readSeq);
    else if (answer.problem.status === 0 || answer.problem.status >= 429) timer.current = setTimeout(() => void tell(), 5000);
  }, [roomId]);
  useEffect(() => {
    position.current = confirmedUpTo(position.current, readSeq);
  }, [readSeq]);
  useEffect(() => {
    if (!joined) return;
    const stops = [
      hear<ChatEvents["chat.unread"]>("chat.unread", (told) => { if (told.roomId === roomId) position.current = confirmedUpTo(position.current, told.readSeq); }),
      atEachConnection(() => void tell()),
    ];
    return () => { clearTimeout(timer.current); void tell(); for (const stop of stops) stop(); };
  }, [roomId, joined, tell]);
  return useCallback((seq, lastSeq) => {
    if (!joined) return;
    position.current = readUpTo(position.current, seq, lastSeq);
    if (toConfirm(position.current) === undefined) return;
    roomRead(roomId, { readSeq: position.current.read, lastSeq });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void tell(), wait);
  }, [roomId, joined, tell]);
}
