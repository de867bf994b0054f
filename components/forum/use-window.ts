"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import type { PostView, TopicView } from "#lib/forum/types.ts";
import { postsPerPage, topicPath } from "./paths.ts";
import type { Thread } from "./use-thread.ts";

const margin = 1400;
const most = 6 * postsPerPage;
const startOf = (number: number): number => Math.floor((number - 1) / postsPerPage) * postsPerPage + 1;
const numberOf = (element: Element): number => Number(element.id.slice("post-".length));

/** The first post of the list that reaches below the head of the page. */
function topmost(list: HTMLElement): HTMLElement | undefined {
  const all = list.children;
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as HTMLElement).getBoundingClientRect().bottom > 96) high = middle;
    else low = middle + 1;
  }
  return all[low] as HTMLElement | undefined;
}

type Aim = { element: number; top: number } | undefined;
export type Window = { current: PostView | undefined; jump: (number: number, beyond?: boolean) => Promise<void>; jumping: boolean };

type Looking = { topic: TopicView; now: RefObject<Thread>; list: RefObject<HTMLElement | null>; locale: string; load: (direction: "before" | "after") => Promise<void> };

/** Which post one looks at, as one scrolls: it asks for what comes next, and keeps the address. */
function useLooking({ topic, now, list, locale, load }: Looking): PostView | undefined {
  const [current, setCurrent] = useState<PostView>();
  useEffect(() => {
    let frame = 0;
    let naming: ReturnType<typeof setTimeout> | undefined;
    const root = document.documentElement;
    root.classList.add("[overflow-anchor:none]");
    // A slow page may be looked at before the browser has gone to the post its address names.
    const named = location.hash.startsWith("#post-") ? document.getElementById(location.hash.slice(1)) : null;
    if (named && scrollY === 0) named.scrollIntoView({ behavior: "instant", block: "start" });
    const look = (): void => {
      frame = 0;
      const element = list.current;
      if (!element) return;
      const box = element.getBoundingClientRect();
      if (box.top > -margin) void load("before");
      if (box.bottom < innerHeight + margin) void load("after");
      const at = topmost(element);
      const post = at && now.current.posts.find((one) => one.number === numberOf(at));
      if (!post) return;
      setCurrent(post);
      clearTimeout(naming);
      naming = setTimeout(() => {
        const path = topicPath(locale, topic, post.number);
        if (post.number > 1 ? location.pathname + location.search + location.hash !== path : location.hash) history.replaceState(history.state, "", post.number > 1 ? path : path.replace(/#.*/, ""));
      }, 250);
    };
    const moved = (): void => { frame ||= requestAnimationFrame(look); };
    addEventListener("scroll", moved, { passive: true });
    addEventListener("resize", moved, { passive: true });
    moved();
    return () => {
      root.classList.remove("[overflow-anchor:none]");
      removeEventListener("scroll", moved);
      removeEventListener("resize", moved);
      cancelAnimationFrame(frame);
      clearTimeout(naming);
    };
  }, [topic, now, locale, list, load]);

  return current;
}

/**
 * Makes a page of a topic a window that moves over all of it: what comes next is there before one reaches it, what is far behind
 * is let go, and what one looks at never moves. The address follows.
 */
export function useWindow(topic: TopicView, thread: Thread, { list, locale }: { list: RefObject<HTMLElement | null>; locale: string }): Window {
  const [jumping, setJumping] = useState(false);
  const aim = useRef<Aim>(undefined);
  const busy = useRef(false);
  const now = useRef(thread);
  now.current = thread;

  const load = useCallback(async (direction: "before" | "after"): Promise<void> => {
    const { posts, total } = now.current;
    const [first, last] = [posts[0]?.number ?? 1, posts.at(-1)?.number ?? 1];
    if (busy.current || (direction === "before" ? first <= 1 : last >= total)) return;
    busy.current = true;
    const answer = await (direction === "before" ? forum.window(topic.id, Math.max(1, first - postsPerPage), first - 1) : forum.window(topic.id, last + 1, last + postsPerPage));
    busy.current = false;
    const held = now.current.posts;
    // What arrived meanwhile stands behind what was asked for; nothing is shown twice.
    if (!answer.ok || answer.data.posts.length === 0 || held[0]?.number !== first || (direction === "after" && held.at(-1)?.number !== last)) return;
    const all = direction === "before" ? [...answer.data.posts, ...held] : [...held, ...answer.data.posts];
    const kept = all.length <= most ? all : direction === "before" ? all.slice(0, most) : all.slice(-most);
    const anchor = list.current && topmost(list.current);
    if (anchor) aim.current = { element: numberOf(anchor), top: anchor.getBoundingClientRect().top };
    now.current.show(kept, answer.data.lastNumber);
    if (now.current.overlay?.me) void now.current.refresh(answer.data.posts[0]?.number);
  }, [topic.id, list]);

  const jump = useCallback(async (number: number, beyond = false): Promise<void> => {
    let to = Math.min(Math.max(1, Math.round(number)), beyond ? number : now.current.total);
    if (!now.current.posts.some((post) => post.number === to)) {
      setJumping(true);
      const answer = await forum.window(topic.id, Math.max(1, startOf(to) - postsPerPage), startOf(to) + 2 * postsPerPage - 1);
      setJumping(false);
      const last = answer.ok ? answer.data.posts.at(-1)?.number : undefined;
      if (!answer.ok || !last) return location.assign(topicPath(locale, topic, to));
      to = Math.min(to, last);
      aim.current = { element: to, top: 88 };
      now.current.show(answer.data.posts, answer.data.lastNumber);
      if (now.current.overlay?.me) void now.current.refresh(to);
    } else document.getElementById(`post-${to}`)?.scrollIntoView({ behavior: "instant", block: "start" });
    requestAnimationFrame(() => document.getElementById(`post-${to}`)?.focus({ preventScroll: true }));
  }, [topic, locale]);

  // What one looked at stays where it was, whatever was put above it or taken away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is put right whenever other posts are shown
  useLayoutEffect(() => {
    const target = aim.current;
    aim.current = undefined;
    const element = target && document.getElementById(`post-${target.element}`);
    if (target && element) window.scrollBy({ top: element.getBoundingClientRect().top - target.top, behavior: "instant" });
  }, [thread.posts]);

  const current = useLooking({ topic, now, list, locale, load });
  return { current, jump, jumping };
}
