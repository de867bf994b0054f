"use client";
import { useSyncExternalStore } from "react";
import { chat } from "#components/doors/chat.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import type { ChatEvents, RoomRow } from "#lib/chat/types.ts";
import { plainText } from "./plain-text.ts";

export type RoomsState = { rooms: readonly RoomRow[] | undefined; failed: boolean };

let state: RoomsState = { rooms: undefined, failed: false };
let listening = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(change: Partial<RoomsState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** Asks again for the list of rooms. */
export async function loadRooms(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const answer = await chat.rooms();
  if (answer.ok) set({ rooms: answer.data.rooms, failed: false });
  else set({ failed: true });
}

/** Asks again soon, once for much that happens at the same time. */
export function loadRoomsSoon(): void {
  timer ??= setTimeout(() => void loadRooms(), 1200);
}

/** Puts what this page knows of a room into the list at once. */
export function patchRoom(roomId: number, part: Partial<RoomRow>): void {
  if (state.rooms) set({ rooms: state.rooms.map((room) => (room.id === roomId ? { ...room, ...part } : room)) });
}

/** Notes how far a room is read: the numbers only grow. What is read to its end has nothing unread. */
export function roomRead(roomId: number, { readSeq, lastSeq }: { readSeq: number; lastSeq: number }): void {
  const room = state.rooms?.find((one) => one.id === roomId);
  if (!room || (readSeq <= room.readSeq && lastSeq <= room.lastSeq)) return;
  const end = Math.max(lastSeq, room.lastSeq);
  const read = Math.max(readSeq, room.readSeq);
  patchRoom(roomId, { lastSeq: end, readSeq: read, ...(read >= end ? { unread: 0, mentions: 0 } : {}) });
}

function listen(): void {
  listening = true;
  hear<ChatEvents["chat.unread"]>("chat.unread", ({ roomId, lastSeq, readSeq, unread, mentions }) => {
    const room = state.rooms?.find((one) => one.id === roomId);
    patchRoom(roomId, { lastSeq, readSeq, unread, mentions });
    // Its last words are not told along.
    if (!room || lastSeq > room.lastSeq) loadRoomsSoon();
  });
  hear<ChatEvents["chat.message"]>("chat.message", ({ roomId, message }) => {
    const text = plainText(message.html).slice(0, 140);
    patchRoom(roomId, { lastSeq: message.seq, lastAt: message.createdAt, ...(message.kind === "text" ? { last: { name: message.author.name, excerpt: text, at: message.createdAt } } : {}) });
  });
  hear("chat.rooms", loadRoomsSoon);
  hear("chat.gone", loadRoomsSoon);
  atEachConnection(() => void loadRooms());
  void loadRooms();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!listening) listen();
  return () => listeners.delete(listener);
}

/** The rooms there are for me, live. One request and one listener, however many places ask. */
export function useRooms(): RoomsState {
  return useSyncExternalStore(subscribe, () => state, () => state);
}
