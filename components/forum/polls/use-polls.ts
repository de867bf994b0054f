"use client";
import { useEffect, useSyncExternalStore } from "react";
import { polls as doors } from "#components/doors/polls.ts";
import { hear } from "#components/realtime/live.ts";
import type { PollView } from "#lib/forum/polls/types.ts";

type Page = { polls: PollView[]; listeners: Set<() => void>; asked: boolean; stop?: () => void; timer?: ReturnType<typeof setTimeout> };
type Told = { pollId: number; voters?: number; votes?: number[] };
const pages = new Map<string, Page>();
const none: PollView[] = [];
const perPage = 20;

const startOf = (number: number): number => Math.floor((number - 1) / perPage) * perPage + 1;

function pageOf(key: string): Page {
  const found = pages.get(key) ?? { polls: none, listeners: new Set<() => void>(), asked: false };
  pages.set(key, found);
  return found;
}

function set(page: Page, next: PollView[]): void {
  page.polls = next;
  for (const listener of page.listeners) listener();
}

async function ask(page: Page, topicId: number, from: number): Promise<void> {
  const answer = await doors.on(topicId, from);
  if (answer.ok) set(page, answer.data.polls);
}

/** A poll moved: what came along is shown at once, what only its viewer may see is asked for, not too often. */
function moved(page: Page, told: Told, again: () => void): void {
  const poll = page.polls.find((one) => one.id === told.pollId);
  if (!poll) return;
  const { votes, voters } = told;
  if (votes && voters !== undefined && poll.kind !== "ranked" && poll.anonymous) {
    set(page, page.polls.map((one) => (one.id === poll.id ? { ...one, voters, options: one.options.map((option, at) => ({ ...option, votes: votes[at] ?? option.votes })) } : one)));
  } else if (poll.options.some((option) => option.votes !== null)) {
    clearTimeout(page.timer);
    page.timer = setTimeout(again, 600);
  }
}

/** The polls on the page of a topic that post `number` stands on, live; one request for all of them. */
export function usePolls(topicId: number, number: number): { polls: PollView[]; refresh: () => Promise<void> } {
  const from = startOf(number);
  const key = `${topicId}:${from}`;
  const page = pageOf(key);
  useEffect(() => {
    const mine = pageOf(key);
    if (mine.asked) return;
    mine.asked = true;
    void ask(mine, topicId, from);
    mine.stop = hear<Told>("poll.changed", (told) => moved(mine, told, () => void ask(mine, topicId, from)));
  }, [key, topicId, from]);
  const polls = useSyncExternalStore((listener) => { page.listeners.add(listener); return () => page.listeners.delete(listener); }, () => page.polls, () => none);
  return { polls, refresh: () => ask(page, topicId, from) };
}
