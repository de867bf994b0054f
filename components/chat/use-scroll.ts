"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Feed } from "./feed.ts";
import type { Line } from "./use-room.ts";

const margin = 1600;
const near = 48;
const placeKey = (owner: string, roomId: number): string => `chat-place:${owner}:${roomId}`;

/** Where someone stopped in a room, on this device; nothing when they were at its end. */
export function keptPlace(owner: string, roomId: number): number | undefined {
  try { return Number(localStorage.getItem(placeKey(owner, roomId))) || undefined; } catch { return undefined; }
}

function keepPlace(owner: string, roomId: number, seq: number | undefined): void {
  try {
    if (seq === undefined) localStorage.removeItem(placeKey(owner, roomId));
    else localStorage.setItem(placeKey(owner, roomId), String(seq));
  } catch {
    // Not kept, then.
  }
}

/** The first line that reaches below a height of the list, found by halves. */
function lineAt(list: HTMLElement, height: number): HTMLElement | undefined {
  const all = list.children;
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = all[middle] as HTMLElement;
    if (line.offsetTop + line.offsetHeight > height) high = middle;
    else low = middle + 1;
  }
  for (let at = low; at < all.length; at += 1) if ((all[at] as HTMLElement).dataset.seq) return all[at] as HTMLElement;
  return undefined;
}

const seqOf = (line: HTMLElement | undefined): number => Number(line?.dataset.seq ?? 0);

type Given = { feed: Feed<Line>; scroller: RefObject<HTMLElement | null>; list: RefObject<HTMLElement | null>; owner: string; roomId: number; rows: unknown; onRead: (seq: number, lastSeq: number) => void };
export type Scroll = { atEnd: boolean; toEnd: () => void; aim: (seq: number, where?: "top" | "middle" | "end") => void };
type Aim = { seq: number; where: "top" | "middle" | "end" };

/** Looks again whenever one scrolls or comes back, and puts the place right whenever heights change: a picture that arrives, the keyboard of a phone. */
function useMoves({ scroller, list, look, settle }: Pick<Given, "scroller" | "list"> & { look: () => void; settle: () => void }): void {
  useEffect(() => {
    const [box, lines] = [scroller.current, list.current];
    if (!box || !lines) return;
    let frame = 0;
    const moved = (): void => { frame ||= requestAnimationFrame(() => { frame = 0; look(); }); };
    const sizes = new ResizeObserver(settle);
    sizes.observe(lines);
    sizes.observe(box);
    box.addEventListener("scroll", moved, { passive: true });
    document.addEventListener("visibilitychange", moved);
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      box.removeEventListener("scroll", moved);
      document.removeEventListener("visibilitychange", moved);
    };
  }, [scroller, list, look, settle]);
}

/**
 * Scrolls a room: what one looks at never moves, whatever comes above it or goes; at the end one stays at the end. It asks for
 * more before one arrives, notes what was read, and keeps the place.
 */
export function useScroll({ feed, scroller, list, owner, roomId, rows, onRead }: Given): Scroll {
  const [atEnd, setAtEnd] = useState(true);
  const anchor = useRef<{ seq: number; top: number }>(undefined);
  const stick = useRef(true);
  const aimed = useRef<Aim>(undefined);
  const read = useRef(onRead);
  read.current = onRead;

  const look = useCallback((): void => {
    const [box, lines] = [scroller.current, list.current];
    const { held, ready } = feed.state();
    if (!box || !lines || !ready) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    const end = held.following && below < near;
    stick.current = end;
    setAtEnd(end);
    const top = lineAt(lines, box.scrollTop);
    anchor.current = top && { seq: seqOf(top), top: top.offsetTop };
    if (box.scrollTop < margin) void feed.more("before");
    if (below < margin) void feed.more("after");
    if (document.visibilityState !== "visible") return;
    const last = end ? held.to : seqOf(lineAt(lines, box.scrollTop + box.clientHeight - near)) - 1;
    if (last > 0) read.current(last, held.lastSeq);
    keepPlace(owner, roomId, end ? undefined : anchor.current?.seq);
  }, [feed, scroller, list, owner, roomId]);

  const settle = useCallback((): void => {
    const [box, lines] = [scroller.current, list.current];
    if (!box || !lines) return;
    const aim = aimed.current;
    const { held } = feed.state();
    // What stands in a side thread is not in the list: the next that is stands for it.
    const found = aim && aim.seq >= held.from && aim.seq <= held.to ? ([...lines.children] as HTMLElement[]).find((line) => seqOf(line) >= aim.seq) : undefined;
    if (found && aim) {
      aimed.current = undefined;
      stick.current = false;
      box.scrollTop = aim.where === "top" ? found.offsetTop - 72 : aim.where === "end" ? found.offsetTop + found.offsetHeight - box.clientHeight : found.offsetTop - (box.clientHeight - found.offsetHeight) / 2;
    } else if (stick.current) box.scrollTop = box.scrollHeight;
    else if (anchor.current) {
      const line = lines.querySelector<HTMLElement>(`[data-seq="${anchor.current.seq}"]`);
      if (line && line.offsetTop !== anchor.current.top) box.scrollTop += line.offsetTop - anchor.current.top;
    }
    look();
  }, [feed, scroller, list, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: put right whenever other lines are shown
  useLayoutEffect(settle, [rows, settle]);

  useMoves({ scroller, list, look, settle });
  const toEnd = useCallback((): void => {
    stick.current = true;
    anchor.current = undefined;
    if (feed.state().held.following) settle();
    else void feed.show();
  }, [feed, settle]);
  const aim = useCallback((seq: number, where: Aim["where"] = "middle"): void => {
    aimed.current = { seq, where };
    settle();
  }, [settle]);
  return { atEnd, toEnd, aim };
}
