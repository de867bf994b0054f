"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { followTopic, hear } from "#components/realtime/live.ts";
import type { PostView, TopicOverlay, TopicView } from "#lib/forum/types.ts";

type Mine = { reacted: boolean; canEdit: boolean; canDelete: boolean };
type Told = { topicId: number; number: number; post?: PostView };
export type Thread = {
  posts: PostView[]; overlay: TopicOverlay | undefined; arrived: ReadonlySet<number>; elsewhere: number;
  mineOf: (post: PostView) => Mine; patch: (id: number, change: Partial<PostView>) => void; setReacted: (id: number, reacted: boolean) => void;
  catchUp: () => Promise<void>; reload: (number: number) => Promise<void>; refresh: () => Promise<void>;
};

/** What I did and may do with a post, also with one that came after the page was opened. */
function mineOf(post: PostView, overlay: TopicOverlay | undefined): Mine {
  if (!overlay?.canReply) return { reacted: overlay?.reacted.includes(post.id) ?? false, canEdit: false, canDelete: false };
  const may = overlay.moderates || overlay.me?.id === post.author?.id || overlay.restorable.includes(post.id);
  return { reacted: overlay.reacted.includes(post.id), canEdit: may && !post.deleted, canDelete: may };
}

const replaced = (posts: PostView[], now: PostView): PostView[] => posts.map((post) => (post.id === now.id ? now : { ...post, accepted: now.accepted ? false : post.accepted }));

/** The posts of one page of a topic as they stand now: what the page came with, what is personal, and what arrives while it is read. */
export function useThread(topic: TopicView): Thread {
  const first = topic.posts[0]?.number ?? 1;
  const [posts, setPosts] = useState(topic.posts);
  const [overlay, setOverlay] = useState<TopicOverlay>();
  const [arrived, setArrived] = useState<ReadonlySet<number>>(new Set());
  const [elsewhere, setElsewhere] = useState(0);
  const lastNumber = useRef(topic.posts.at(-1)?.number ?? 0);
  const seenLast = useRef(topic.lastNumber);

  const refresh = useCallback(async (): Promise<void> => {
    const answer = await forum.overlay(topic.id, first);
    if (answer.ok) setOverlay(answer.data);
  }, [topic.id, first]);

  const take = useCallback((found: PostView[]): void => {
    const fresh = found.filter((post) => post.number > lastNumber.current);
    if (fresh.length === 0) return;
    lastNumber.current = Math.max(...fresh.map((post) => post.number));
    setPosts((old) => [...old, ...fresh.filter((post) => !old.some((known) => known.id === post.id))]);
    setArrived((old) => new Set([...old, ...fresh.map((post) => post.id)]));
  }, []);

  const catchUp = useCallback(async (): Promise<void> => {
    // A reader of an earlier page is told of new replies; a reader of the last page sees them.
    if (topic.next !== null) return;
    const answer = await forum.postsAfter(topic.id, lastNumber.current);
    if (answer.ok) take(answer.data.posts);
  }, [topic.id, topic.next, take]);

  const reload = useCallback(async (number: number): Promise<void> => {
    const answer = await forum.postsAfter(topic.id, number - 1);
    const now = answer.ok ? answer.data.posts[0] : undefined;
    if (now?.number === number) setPosts((old) => replaced(old, now));
  }, [topic.id]);

  useEffect(() => {
    void refresh();
    const created = (event: Told): void => {
      if (event.topicId !== topic.id) return;
      if (topic.next !== null) {
        if (event.number <= seenLast.current) return;
        seenLast.current = event.number;
        setElsewhere((count) => count + 1);
      } else if (event.post && event.number === lastNumber.current + 1) take([event.post]);
      else void catchUp();
    };
    const changed = ({ topicId, post }: Told): void => { if (topicId === topic.id && post) setPosts((old) => replaced(old, post)); };
    const stops = [hear<Told>("post.created", created), hear<Told>("post.changed", changed), followTopic(topic.id, () => void catchUp())];
    return () => { for (const stop of stops) stop(); };
  }, [topic.id, topic.next, refresh, take, catchUp]);

  return {
    posts, overlay, arrived, elsewhere, catchUp, reload, refresh,
    mineOf: (post) => mineOf(post, overlay),
    patch: (id, change) => setPosts((old) => old.map((post) => (post.id === id ? { ...post, ...change } : post))),
    setReacted: (id, reacted) => setOverlay((old) => old && { ...old, reacted: [...old.reacted.filter((one) => one !== id), ...(reacted ? [id] : [])] }),
  };
}
