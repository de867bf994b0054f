"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { followTopic, hear } from "#components/realtime/live.ts";
import type { PostView, TopicOverlay, TopicView } from "#lib/forum/types.ts";

type Mine = TopicOverlay["posts"][number];
export type Thread = {
  posts: PostView[]; overlay: TopicOverlay | undefined; mine: ReadonlyMap<number, Mine>; arrived: ReadonlySet<number>; elsewhere: number;
  patch: (id: number, change: Partial<PostView>) => void; patchMine: (id: number, change: Partial<Mine>) => void; catchUp: () => Promise<void>; reload: (number: number) => Promise<void>; refresh: () => Promise<void>;
};

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

  const catchUp = useCallback(async (): Promise<void> => {
    // A reader of an earlier page is told of new replies; a reader of the last page sees them.
    if (topic.next !== null) return;
    const answer = await forum.postsAfter(topic.id, lastNumber.current);
    if (!answer.ok || answer.data.posts.length === 0) return;
    const fresh = answer.data.posts.filter((post) => post.number > lastNumber.current);
    lastNumber.current = Math.max(lastNumber.current, ...fresh.map((post) => post.number));
    setPosts((old) => [...old, ...fresh.filter((post) => !old.some((known) => known.id === post.id))]);
    setArrived((old) => new Set([...old, ...fresh.map((post) => post.id)]));
    await refresh();
  }, [topic.id, topic.next, refresh]);

  const reload = useCallback(async (number: number): Promise<void> => {
    const answer = await forum.postsAfter(topic.id, number - 1);
    const now = answer.ok ? answer.data.posts[0] : undefined;
    if (now?.number !== number) return;
    setPosts((old) => old.map((post) => (post.id === now.id ? now : { ...post, accepted: now.accepted ? false : post.accepted })));
  }, [topic.id]);

  useEffect(() => {
    void refresh();
    // A visitor's page is read before it is followed.
    const stops = [
      hear<{ topicId: number; number: number }>("post.created", (event) => {
        if (event.topicId !== topic.id) return;
        if (topic.next !== null && event.number > seenLast.current) { seenLast.current = event.number; setElsewhere((count) => count + 1); }
        void catchUp();
      }),
      hear<{ topicId: number; number: number }>("post.changed", (event) => { if (event.topicId === topic.id) void reload(event.number); }),
      followTopic(topic.id, () => void catchUp()),
    ];
    return () => { for (const stop of stops) stop(); };
  }, [topic.id, topic.next, refresh, catchUp, reload]);

  return {
    posts, overlay, mine: new Map(overlay?.posts.map((post) => [post.id, post])), arrived, elsewhere, catchUp, reload, refresh,
    patch: (id, change) => setPosts((old) => old.map((post) => (post.id === id ? { ...post, ...change } : post))),
    patchMine: (id, change) => setOverlay((old) => old && { ...old, posts: old.posts.map((post) => (post.id === id ? { ...post, ...change } : post)) }),
  };
}
