"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { followTopic, hear } from "#components/realtime/live.ts";
import type { PostView, TopicOverlay, TopicView } from "#lib/forum/types.ts";
import { postsPerPage } from "./paths.ts";

type Mine = { reacted: boolean; canEdit: boolean; canDelete: boolean };
type Told = { topicId: number; number: number; post?: PostView };
export type Thread = {
  posts: PostView[]; overlay: TopicOverlay | undefined; arrived: ReadonlySet<number>; elsewhere: number;
  /** The last number there is, as far as this page has heard. */
  total: number;
  mineOf: (post: PostView) => Mine; patch: (id: number, change: Partial<PostView>) => void; setReacted: (id: number, reacted: boolean) => void; setOverlay: (change: Partial<TopicOverlay>) => void;
  catchUp: () => Promise<void>; reload: (number: number) => Promise<void>; refresh: (number?: number) => Promise<void>;
  /** Shows other posts in place of these: a window of a long topic. */
  show: (posts: PostView[], total: number) => void;
};

/** What I did and may do with a post, also with one that came after the page was opened. */
function mineOf(post: PostView, overlay: TopicOverlay | undefined): Mine {
  if (!overlay?.canReply) return { reacted: overlay?.reacted.includes(post.id) ?? false, canEdit: false, canDelete: false };
  const may = overlay.moderates || overlay.me?.id === post.author?.id || overlay.restorable.includes(post.id);
  return { reacted: overlay.reacted.includes(post.id), canEdit: (may || post.wiki === true) && !post.deleted, canDelete: may };
}

const replaced = (posts: PostView[], now: PostView): PostView[] => posts.map((post) => (post.id === now.id ? now : { ...post, accepted: now.accepted ? false : post.accepted }));
const pageOf = (number: number): number => Math.floor((number - 1) / postsPerPage);

/** The overlays of the pages that were asked for, as one: the last one asked says what is the same for all. */
function merged(pages: ReadonlyMap<number, TopicOverlay>): TopicOverlay | undefined {
  const all = [...pages.values()];
  const last = all.at(-1);
  return last && { ...last, reacted: all.flatMap((one) => one.reacted), restorable: all.flatMap((one) => one.restorable), bookmarked: all.flatMap((one) => one.bookmarked) };
}

function useOverlay(topicId: number, first: number) {
  const [pages, setPages] = useState<ReadonlyMap<number, TopicOverlay>>(new Map());
  const refresh = useCallback(async (number = first): Promise<void> => {
    const answer = await forum.overlay(topicId, number);
    if (answer.ok) setPages((old) => new Map([...[...old].filter(([page]) => page !== pageOf(number)).slice(-6), [pageOf(number), answer.data]]));
  }, [topicId, first]);
  const change = useCallback((part: (one: TopicOverlay, latest: boolean) => Partial<TopicOverlay>): void =>
    setPages((old) => new Map([...old].map(([page, one], at) => [page, { ...one, ...part(one, at === old.size - 1) }]))), []);
  const overlay = useMemo(() => merged(pages), [pages]);
  return { overlay, refresh, change };
}

/** The posts of one page of a topic as they stand now: what the page came with, what is personal, and what arrives while it is read. */
export function useThread(topic: TopicView): Thread {
  const [posts, setPosts] = useState(topic.posts);
  const { overlay, refresh, change } = useOverlay(topic.id, topic.posts[0]?.number ?? 1);
  const [arrived, setArrived] = useState<ReadonlySet<number>>(new Set());
  const [elsewhere, setElsewhere] = useState(0);
  const [total, setTotal] = useState(topic.lastNumber);
  const shown = useRef({ last: topic.posts.at(-1)?.number ?? 0, total: topic.lastNumber });
  const grow = useCallback((to: number): void => {
    shown.current.total = Math.max(shown.current.total, to);
    setTotal(shown.current.total);
  }, []);

  const take = useCallback((found: PostView[]): void => {
    const fresh = found.filter((post) => post.number > shown.current.last);
    if (fresh.length === 0) return;
    shown.current.last = Math.max(...fresh.map((post) => post.number));
    grow(shown.current.last);
    setPosts((old) => [...old, ...fresh.filter((post) => !old.some((known) => known.id === post.id))]);
    setArrived((old) => new Set([...old, ...fresh.map((post) => post.id)]));
  }, [grow]);

  const catchUp = useCallback(async (): Promise<void> => {
    // A reader of an earlier page is told of new replies; a reader of the last page sees them.
    if (shown.current.last < shown.current.total) return;
    const answer = await forum.postsAfter(topic.id, shown.current.last);
    if (answer.ok) take(answer.data.posts);
  }, [topic.id, take]);

  const reload = useCallback(async (number: number): Promise<void> => {
    const answer = await forum.postsAfter(topic.id, number - 1);
    const now = answer.ok ? answer.data.posts[0] : undefined;
    if (now?.number === number) setPosts((old) => replaced(old, now));
  }, [topic.id]);

  const show = useCallback((next: PostView[], last: number): void => {
    shown.current.last = next.at(-1)?.number ?? shown.current.last;
    grow(last);
    if (shown.current.last >= shown.current.total) setElsewhere(0);
    setPosts(next);
  }, [grow]);

  useEffect(() => {
    void refresh();
    const created = (event: Told): void => {
      if (event.topicId !== topic.id) return;
      const atEnd = shown.current.last >= shown.current.total;
      const known = event.number <= shown.current.total;
      if (!atEnd && !known) setElsewhere((count) => count + 1);
      if (atEnd && event.post && event.number === shown.current.last + 1) take([event.post]);
      else if (atEnd) void catchUp();
      else grow(event.number);
    };
    const changed = ({ topicId, post }: Told): void => { if (topicId === topic.id && post) setPosts((old) => replaced(old, post)); };
    const mine = (act: () => void) => ({ topicId }: Told): void => { if (topicId === topic.id) act(); };
    const stops = [hear<Told>("topic.changed", mine(() => void refresh())), hear<Told>("topic.gone", mine(() => location.reload())), hear<Told>("post.created", created), hear<Told>("post.changed", changed), followTopic(topic.id, () => void catchUp())];
    return () => { for (const stop of stops) stop(); };
  }, [topic.id, refresh, take, catchUp, grow]);

  return {
    posts, overlay, arrived, elsewhere, total, catchUp, reload, refresh, show,
    mineOf: (post) => mineOf(post, overlay),
    patch: (id, part) => setPosts((old) => old.map((post) => (post.id === id ? { ...post, ...part } : post))),
    setReacted: (id, reacted) => change((one, latest) => ({ reacted: [...one.reacted.filter((each) => each !== id), ...(reacted && latest ? [id] : [])] })),
    setOverlay: (part) => change(() => part),
  };
}
