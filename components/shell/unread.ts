"use client";
import { useSyncExternalStore } from "react";
import { notices } from "#components/doors/notices.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";

let unread: number | undefined;
let listening = false;
const listeners = new Set<() => void>();

/** What is unread now, as any door or the live connection has just said. */
export function setUnread(count: number): void {
  unread = count;
  for (const listener of listeners) listener();
}

async function load(): Promise<void> {
  const answer = await notices.unread();
  if (answer.ok) setUnread(answer.data.unread);
}

// Whoever reads a topic has read what they were told of it, as far as its posts stand on this page; whoever is in a room, of that room.
async function readHere(): Promise<void> {
  const [, place, id] = /^\/(?:en|fr)\/(t|chat)\/(\d+)/.exec(location.pathname) ?? [];
  if (!id || !unread || document.visibilityState !== "visible") return;
  const upTo = Math.max(1, ...[...document.querySelectorAll("article[id^='post-']")].map((post) => Number(post.id.slice(5)) || 1));
  const answer = await notices.read(place === "chat" ? { roomId: Number(id) } : { topicId: Number(id), upTo });
  if (answer.ok) setUnread(answer.data.unread);
}

function listen(): void {
  listening = true;
  hear<{ unread: number }>("notice.created", (told) => {
    setUnread(told.unread);
    // The post itself arrives by another event; it has to stand here before it counts as read.
    setTimeout(() => void readHere(), 1500);
  });
  hear<{ unread: number }>("notice.read", (told) => setUnread(told.unread));
  atEachConnection(() => void load());
  document.addEventListener("visibilitychange", () => void readHere());
  void load().then(readHere);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!listening) listen();
  return () => listeners.delete(listener);
}

/** How many notices are unread, live: undefined until known. One request and one listener, however many places ask. */
export function useUnread(): number | undefined {
  return useSyncExternalStore(subscribe, () => unread, () => undefined);
}
