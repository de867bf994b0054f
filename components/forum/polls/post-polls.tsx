"use client";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Poll } from "./poll.tsx";
import { usePolls } from "./use-polls.ts";

/** Brings the polls of a post to life, each in the place its text gives it. */
export function PostPolls({ post, topicId }: { post: { id: number; number: number; html: string }; topicId: number }) {
  const { polls, refresh } = usePolls(topicId, post.number);
  const [places, setPlaces] = useState<ReadonlyMap<number, Element>>(new Map());
  const known = polls.some((poll) => poll.postId === post.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has other places
  useEffect(() => {
    if (!known) return;
    const found = [...document.querySelectorAll(`#post-${post.number} .poll[data-poll]`)];
    for (const place of found) place.replaceChildren();
    setPlaces(new Map(found.map((place) => [Number(place.getAttribute("data-poll")), place])));
  }, [known, post.number, post.html]);
  return polls.filter((poll) => poll.postId === post.id).map((poll) => {
    const place = places.get(poll.place);
    return place?.isConnected ? createPortal(<Poll poll={poll} onVoted={refresh} />, place, String(poll.id)) : null;
  });
}
