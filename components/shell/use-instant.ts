"use client";
import { useEffect, useState } from "react";
import { search } from "#components/doors/search.ts";
import type { Hit, InstantPage } from "#lib/search/types.ts";

const none: InstantPage = { topics: [], posts: [], people: [], products: [] };
export type Instant = { found: InstantPage; asking: boolean };

/** What is found while someone types, a moment after each pause; an answer to what is no longer asked is thrown away. */
export function useInstant(typed: string): Instant {
  const q = typed.trim();
  const [answered, setAnswered] = useState({ q: "", found: none });
  useEffect(() => {
    if (q.length < 2) return;
    const asking = new AbortController();
    const timer = setTimeout(() => void search.instant(q.slice(0, 300), asking.signal).then((answer) => {
      if (!asking.signal.aborted) setAnswered({ q, found: answer.ok ? answer.data : none });
    }), 140);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [q]);
  // Until the next answer the last one stays, so that the list does not flicker; nothing typed shows nothing.
  return { found: q.length < 2 ? none : answered.found, asking: q.length >= 2 && answered.q !== q };
}

/** The plain text of something marked. */
export const textOf = (pieces: Hit["title"]): string => pieces.map((piece) => piece.text).join("");
